-- A locked session opens nothing until its person unlocks it. Wrong PINs are counted by session: nobody can use up
-- a colleague's tries from another machine.
ALTER TABLE sessions ADD COLUMN locked_at INTEGER;
ALTER TABLE sessions ADD COLUMN pin_tries INTEGER NOT NULL DEFAULT 0;

-- `hash` is argon2id over the PIN and the server's secret: six digits alone are guessed in minutes.
CREATE TABLE pins (
  person TEXT    PRIMARY KEY REFERENCES people (id),
  hash   TEXT    NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which key hides a person's copies on their devices. A person without a row has version 1.
CREATE TABLE local_key_versions (
  person  TEXT    PRIMARY KEY REFERENCES people (id),
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where edits that could not be sent are sealed to. `sealed` opens with the server's secret, which is not in this file.
CREATE TABLE sealing_keys (
  id      TEXT    PRIMARY KEY,
  point   BLOB    NOT NULL,
  sealed  BLOB    NOT NULL,
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `hash` is the SHA-256 of the device's own cookie; null until a device that was chosen by its session has fetched it.
CREATE TABLE trusted_devices (
  id         TEXT    PRIMARY KEY,
  name       TEXT    NOT NULL,
  hash       TEXT    UNIQUE,
  session    TEXT,
  trusted_by TEXT    NOT NULL REFERENCES people (id),
  trusted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
