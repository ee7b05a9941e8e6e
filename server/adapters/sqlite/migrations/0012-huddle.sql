-- Live documents are of two kinds; everything that asks for boards means boards.
ALTER TABLE boards ADD COLUMN kind TEXT NOT NULL DEFAULT 'board' CHECK (kind IN ('board', 'huddle'));

-- When, by whom and over which boards a huddle is held. Lists are JSON.
CREATE TABLE huddle_plans (
  id         TEXT    NOT NULL PRIMARY KEY,
  department TEXT    NOT NULL,
  rhythm     TEXT    NOT NULL CHECK (rhythm IN ('weekly', 'daily')),
  boards     TEXT    NOT NULL,
  weekday    INTEGER NOT NULL,
  time       TEXT    NOT NULL,
  seconds    TEXT    NOT NULL,
  leaders    TEXT    NOT NULL,
  next       TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every huddle that was begun; its minutes are there once it is over. No titles, no patients: ids alone.
CREATE TABLE huddles (
  id       TEXT    NOT NULL PRIMARY KEY REFERENCES boards (id),
  plan     TEXT    NOT NULL,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  minutes  TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX huddles_by_time ON huddles (begun_at);
CREATE INDEX huddles_running ON huddles (plan) WHERE ended_at IS NULL;

-- What was decided, a row for each, so that it is found by card too.
CREATE TABLE huddle_decisions (
  huddle   TEXT    NOT NULL REFERENCES huddles (id),
  position INTEGER NOT NULL,
  board    TEXT    NOT NULL,
  card     TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  person   TEXT    NOT NULL,
  at       INTEGER NOT NULL,
  before_  TEXT,
  after_   TEXT    NOT NULL,
  PRIMARY KEY (huddle, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX huddle_decisions_by_card ON huddle_decisions (card);
