-- What the practice decided for everybody. A rule that is not here is as it comes.
CREATE TABLE practice_rules (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- `sealed` opens with the server's secret, which is not in this file. A code of `last_step` or before is used up.
CREATE TABLE authenticator_apps (
  person    TEXT    PRIMARY KEY REFERENCES people (id),
  sealed    BLOB    NOT NULL,
  last_step INTEGER NOT NULL,
  added_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `hash` is the SHA-256 of a code of 80 random bits. Used ones go.
CREATE TABLE recovery_codes (
  person TEXT NOT NULL REFERENCES people (id),
  hash   TEXT NOT NULL,
  PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;

-- The private key never leaves the person's device. `relying_party` is the host name that the passkey was made for.
CREATE TABLE passkeys (
  id            TEXT    PRIMARY KEY,
  person        TEXT    NOT NULL REFERENCES people (id),
  name          TEXT    NOT NULL,
  relying_party TEXT    NOT NULL,
  public_key    BLOB    NOT NULL,
  counter       INTEGER NOT NULL,
  transports    TEXT    NOT NULL CHECK (json_valid(transports)),
  added_at      INTEGER NOT NULL,
  used_at       INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_of_person ON passkeys (person);

-- One a person: a new link makes the one before useless. Only the link holds the token.
CREATE TABLE reset_links (
  person     TEXT    PRIMARY KEY REFERENCES people (id),
  hash       TEXT    NOT NULL UNIQUE,
  factors    INTEGER NOT NULL CHECK (factors IN (0, 1)),
  made_by    TEXT    NOT NULL REFERENCES people (id),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where people have signed in: a browser by the SHA-256 of its own token, with the person; a network by that of its
-- address. Guessing elsewhere does not slow down whoever comes from here.
CREATE TABLE known_places (
  place   TEXT    NOT NULL,
  person  TEXT    NOT NULL REFERENCES people (id),
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (place, person)
) STRICT, WITHOUT ROWID;
