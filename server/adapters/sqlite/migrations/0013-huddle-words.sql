-- What the cards of a huddle were called when it was held, by the board on which they stood then: whoever may not open
-- that board is not told. `names`: what those who took part, or owned a card, were called; JSON by id. `told`: which
-- changes of the lead the record has; a JSON list of their keys.
CREATE TABLE huddle_titles (
  huddle TEXT NOT NULL REFERENCES huddles (id),
  board  TEXT NOT NULL,
  card   TEXT NOT NULL,
  title  TEXT NOT NULL,
  PRIMARY KEY (huddle, board, card)
) STRICT, WITHOUT ROWID;

ALTER TABLE huddles ADD COLUMN names TEXT NOT NULL DEFAULT '{}';
ALTER TABLE huddles ADD COLUMN told TEXT NOT NULL DEFAULT '[]';
