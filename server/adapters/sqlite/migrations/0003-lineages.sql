-- Cards that left their board when it was written anew: whole, searchable, restorable.
CREATE TABLE archive (
  board       TEXT    NOT NULL,
  id          TEXT    NOT NULL,
  archived_at INTEGER NOT NULL,
  title       TEXT    NOT NULL,
  card        TEXT    NOT NULL,
  PRIMARY KEY (board, id)
) STRICT, WITHOUT ROWID;

-- What a replica of a retired lineage is compared with when it comes back.
ALTER TABLE lineages ADD COLUMN state_vector BLOB;
