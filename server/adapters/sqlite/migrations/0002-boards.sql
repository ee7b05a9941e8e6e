-- A board is one document; `lineage` names its present life.
CREATE TABLE boards (
  id         TEXT    NOT NULL PRIMARY KEY,
  department TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  lineage    TEXT    NOT NULL,
  position   INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Every life a board has had. The last state of a retired one stays for the edits that are still on their way to it.
CREATE TABLE lineages (
  board      TEXT    NOT NULL REFERENCES boards (id),
  lineage    TEXT    NOT NULL,
  made_at    INTEGER NOT NULL,
  retired_at INTEGER,
  PRIMARY KEY (board, lineage)
) STRICT, WITHOUT ROWID;

-- Whose a Yjs client id is, from its first write on.
CREATE TABLE clients (
  board   TEXT    NOT NULL,
  lineage TEXT    NOT NULL,
  client  INTEGER NOT NULL,
  person  TEXT    NOT NULL,
  PRIMARY KEY (board, lineage, client)
) STRICT, WITHOUT ROWID;

-- One row per Yjs update, in the order the server accepted it.
-- Rows older than the restore window may go once a snapshot covers them; the record carries its own old and new.
CREATE TABLE journal (
  board   TEXT    NOT NULL,
  lineage TEXT    NOT NULL,
  seq     INTEGER NOT NULL,
  person  TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  update_ BLOB    NOT NULL,
  PRIMARY KEY (board, lineage, seq)
) STRICT, WITHOUT ROWID;

-- A lineage's whole state up to and including `seq`.
CREATE TABLE snapshots (
  board   TEXT    NOT NULL,
  lineage TEXT    NOT NULL,
  seq     INTEGER NOT NULL,
  state   BLOB    NOT NULL,
  PRIMARY KEY (board, lineage)
) STRICT;

-- The record: every accepted change once, each row's hash over itself and the one before.
CREATE TABLE activity (
  seq    INTEGER NOT NULL PRIMARY KEY,
  at     INTEGER NOT NULL,
  board  TEXT    NOT NULL,
  card   TEXT,
  person TEXT    NOT NULL,
  device TEXT,
  change TEXT    NOT NULL,
  hash   BLOB    NOT NULL
) STRICT;

CREATE INDEX activity_by_card ON activity (board, card, seq) WHERE card IS NOT NULL;

CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only');
END;

CREATE TRIGGER activity_is_never_removed BEFORE DELETE ON activity
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only');
END;

-- What lists and searches read: a projection of the documents, written with the update it comes from.
CREATE TABLE cards (
  board       TEXT    NOT NULL,
  id          TEXT    NOT NULL,
  title       TEXT    NOT NULL,
  column_id   TEXT    NOT NULL,
  column_kind TEXT    NOT NULL,
  since       INTEGER NOT NULL,
  owner       TEXT,
  due         TEXT,
  category    TEXT,
  priority    TEXT    NOT NULL,
  patient     TEXT,
  blocked     TEXT,
  archived    INTEGER,
  PRIMARY KEY (board, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX cards_by_owner ON cards (owner, due) WHERE archived IS NULL;
