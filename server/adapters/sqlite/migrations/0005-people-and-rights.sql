-- SQLite cannot change a CHECK, so the tables are made anew. Rows that refer to a person miss them for a moment:
-- the rows come back into a table of the same name before the transaction ends, which is when SQLite looks again.
PRAGMA defer_foreign_keys = ON;

CREATE TEMP TABLE people_before AS SELECT rowid AS place, * FROM people;
DROP TABLE people;

-- A person is never deleted: what they did stays under their name.
CREATE TABLE people (
  id              TEXT    PRIMARY KEY,
  name            TEXT    NOT NULL,
  email           TEXT    NOT NULL UNIQUE CHECK (email = lower(email)),
  role            TEXT    NOT NULL CHECK (role IN ('manager', 'staff', 'viewer', 'none')),
  privacy_officer INTEGER NOT NULL DEFAULT 0 CHECK (privacy_officer IN (0, 1)),
  colour          INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 11),
  password_hash   TEXT    NOT NULL,
  joined_at       INTEGER NOT NULL,
  disabled_at     INTEGER
) STRICT;

INSERT INTO people (rowid, id, name, email, role, colour, password_hash, joined_at, disabled_at)
SELECT place, id, name, email, role, colour, password_hash, joined_at, disabled_at FROM people_before;

DROP TABLE people_before;

CREATE TEMP TABLE invitations_before AS SELECT rowid AS place, * FROM invitations;
DROP TABLE invitations;

-- Only the link holds the token. `departments` is a JSON array.
CREATE TABLE invitations (
  id              TEXT    PRIMARY KEY,
  token_hash      TEXT    NOT NULL UNIQUE,
  name            TEXT    NOT NULL,
  email           TEXT    NOT NULL CHECK (email = lower(email)),
  role            TEXT    NOT NULL CHECK (role IN ('manager', 'staff', 'viewer', 'none')),
  privacy_officer INTEGER NOT NULL DEFAULT 0 CHECK (privacy_officer IN (0, 1)),
  departments     TEXT    NOT NULL CHECK (json_valid(departments)),
  invited_by      TEXT    NOT NULL REFERENCES people (id),
  invited_at      INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL,
  accepted_at     INTEGER
) STRICT;

INSERT INTO invitations (rowid, id, token_hash, name, email, role, departments, invited_by, invited_at, expires_at, accepted_at)
SELECT place, id, token_hash, name, email, role, departments, invited_by, invited_at, expires_at, accepted_at
FROM invitations_before;

DROP TABLE invitations_before;

CREATE UNIQUE INDEX one_open_invitation_an_email ON invitations (email) WHERE accepted_at IS NULL;

-- A board opened in an emergency by somebody without a right to it. It ends by itself, or earlier with the role.
CREATE TABLE emergencies (
  id       TEXT    PRIMARY KEY,
  person   TEXT    NOT NULL REFERENCES people (id),
  board    TEXT    NOT NULL,
  reason   TEXT    NOT NULL,
  began_at INTEGER NOT NULL,
  ends_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX emergencies_of_person ON emergencies (person, ends_at);

-- Which manager has put away the notice of which emergency.
CREATE TABLE notices_put_away (
  emergency TEXT NOT NULL REFERENCES emergencies (id),
  person    TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (emergency, person)
) STRICT, WITHOUT ROWID;
