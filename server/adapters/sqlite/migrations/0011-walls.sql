-- Screens that show boards. `hash` is the SHA-256 of the screen's own cookie. `boards` is a JSON list of ids.
CREATE TABLE walls (
  id        TEXT    PRIMARY KEY,
  hash      TEXT    NOT NULL UNIQUE,
  name      TEXT    NOT NULL,
  boards    TEXT    NOT NULL,
  zone      TEXT    NOT NULL,
  inches    REAL    NOT NULL,
  metres    REAL    NOT NULL,
  theme     TEXT    NOT NULL,
  paired_by TEXT    NOT NULL REFERENCES people (id),
  paired_at INTEGER NOT NULL,
  last_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
