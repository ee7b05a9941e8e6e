-- One practice a file: a second row cannot exist, so set-up cannot happen twice.
CREATE TABLE practice (
  only       INTEGER PRIMARY KEY CHECK (only = 1),
  id         TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  time_zone  TEXT    NOT NULL,
  demo       INTEGER NOT NULL CHECK (demo IN (0, 1)),
  founded_at INTEGER NOT NULL
) STRICT;

-- A person is never deleted: what they did stays under their name.
CREATE TABLE people (
  id            TEXT    PRIMARY KEY,
  name          TEXT    NOT NULL,
  email         TEXT    NOT NULL UNIQUE CHECK (email = lower(email)),
  role          TEXT    NOT NULL CHECK (role IN ('manager', 'staff')),
  colour        INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 11),
  password_hash TEXT    NOT NULL,
  joined_at     INTEGER NOT NULL,
  disabled_at   INTEGER
) STRICT;

CREATE TABLE memberships (
  person     TEXT NOT NULL REFERENCES people (id),
  department TEXT NOT NULL,
  PRIMARY KEY (person, department)
) STRICT, WITHOUT ROWID;

-- `hash` is the SHA-256 of the cookie's token: whoever reads this table cannot sign in with it.
CREATE TABLE sessions (
  hash       TEXT    PRIMARY KEY,
  person     TEXT    NOT NULL REFERENCES people (id),
  device     TEXT    NOT NULL,
  started_at INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_of_person ON sessions (person);

-- Only the link holds the token. `departments` is a JSON array.
CREATE TABLE invitations (
  id          TEXT    PRIMARY KEY,
  token_hash  TEXT    NOT NULL UNIQUE,
  name        TEXT    NOT NULL,
  email       TEXT    NOT NULL CHECK (email = lower(email)),
  role        TEXT    NOT NULL CHECK (role IN ('manager', 'staff')),
  departments TEXT    NOT NULL CHECK (json_valid(departments)),
  invited_by  TEXT    NOT NULL REFERENCES people (id),
  invited_at  INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  accepted_at INTEGER
) STRICT;

CREATE UNIQUE INDEX one_open_invitation_an_email ON invitations (email) WHERE accepted_at IS NULL;
