-- A sum beside each board's bytes, to see on reading that they are what was written; null for what is older than this.
ALTER TABLE journal ADD COLUMN sum INTEGER;
ALTER TABLE snapshots ADD COLUMN sum INTEGER;

-- What a snapshot says of itself, so that a newcomer is answered with its bytes before anybody reads them.
ALTER TABLE snapshots ADD COLUMN state_vector BLOB;
ALTER TABLE snapshots ADD COLUMN schema INTEGER;
