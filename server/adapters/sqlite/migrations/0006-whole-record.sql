-- The record grows from boards to everything that people do and see: a row may belong to no board, and says where it
-- came from. Rows that are there keep their numbers and hashes.
DROP TRIGGER activity_is_never_changed;
DROP TRIGGER activity_is_never_removed;
DROP TRIGGER record_head_follows;
DROP INDEX activity_by_card;
ALTER TABLE activity RENAME TO activity_before;

-- `kind` is read out of `change`, so that it cannot say something else.
CREATE TABLE activity (
  seq    INTEGER NOT NULL PRIMARY KEY,
  at     INTEGER NOT NULL,
  board  TEXT,
  card   TEXT,
  person TEXT    NOT NULL,
  device TEXT,
  source TEXT,
  change TEXT    NOT NULL,
  hash   BLOB    NOT NULL,
  kind   TEXT    GENERATED ALWAYS AS (CASE WHEN json_valid(change) THEN change ->> '$.kind' END) VIRTUAL
) STRICT;

INSERT INTO activity (seq, at, board, card, person, device, change, hash)
  SELECT seq, at, board, card, person, device, change, hash FROM activity_before ORDER BY seq;
DROP TABLE activity_before;

CREATE INDEX activity_by_card ON activity (board, card, seq) WHERE card IS NOT NULL;
CREATE INDEX activity_by_person ON activity (person, seq);
CREATE INDEX activity_by_kind ON activity (kind, seq);
CREATE INDEX activity_by_time ON activity (at);

CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only');
END;

-- Where the kept record begins: the number and the hash of the last row that was let go, once it was too old to be kept.
CREATE TABLE record_anchor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq  INTEGER NOT NULL,
  hash BLOB    NOT NULL
) STRICT;

CREATE TRIGGER activity_is_never_removed BEFORE DELETE ON activity
WHEN old.seq > coalesce((SELECT seq FROM record_anchor), 0)
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only');
END;

CREATE TRIGGER record_head_follows AFTER INSERT ON activity
BEGIN
  INSERT INTO record_head (only, seq, hash) VALUES (1, new.seq, new.hash)
  ON CONFLICT (only) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
END;

-- Every patient reference that a card ever had, so that "whose cards were these" is answered for a card that is long
-- archived or whose reference was put right. However it is typed: a reference is compared without regard to capitals.
CREATE TABLE card_patients (
  patient TEXT NOT NULL COLLATE NOCASE,
  board   TEXT NOT NULL,
  card    TEXT NOT NULL,
  PRIMARY KEY (patient, board, card)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO card_patients (patient, board, card)
  SELECT trim(change ->> '$.patient'), board, card FROM activity
    WHERE kind = 'card-created' AND change ->> '$.patient' IS NOT NULL
  UNION SELECT trim(change ->> '$.from'), board, card FROM activity
    WHERE kind = 'patient-changed' AND change ->> '$.from' IS NOT NULL
  UNION SELECT trim(change ->> '$.to'), board, card FROM activity
    WHERE kind = 'patient-changed' AND change ->> '$.to' IS NOT NULL;

CREATE TRIGGER patients_of_new_cards AFTER INSERT ON activity
WHEN new.kind = 'card-created' AND new.change ->> '$.patient' IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO card_patients (patient, board, card) VALUES (trim(new.change ->> '$.patient'), new.board, new.card);
END;

CREATE TRIGGER patients_of_changed_cards AFTER INSERT ON activity
WHEN new.kind = 'patient-changed' AND new.change ->> '$.to' IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO card_patients (patient, board, card) VALUES (trim(new.change ->> '$.to'), new.board, new.card);
END;
