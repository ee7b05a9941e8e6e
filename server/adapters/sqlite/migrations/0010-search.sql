-- What is looked for over all boards: a card's title and patient reference, and of an archived card every word.
CREATE TABLE card_words (
  id    INTEGER PRIMARY KEY,
  board TEXT    NOT NULL,
  card  TEXT    NOT NULL,
  words TEXT    NOT NULL,
  UNIQUE (board, card)
) STRICT;

CREATE VIRTUAL TABLE card_search USING fts5 (
  words, content = 'card_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER words_are_found AFTER INSERT ON card_words
BEGIN
  INSERT INTO card_search (rowid, words) VALUES (new.id, new.words);
END;

CREATE TRIGGER old_words_are_lost AFTER DELETE ON card_words
BEGIN
  INSERT INTO card_search (card_search, rowid, words) VALUES ('delete', old.id, old.words);
END;

CREATE TRIGGER new_words_are_found AFTER UPDATE OF words ON card_words
BEGIN
  INSERT INTO card_search (card_search, rowid, words) VALUES ('delete', old.id, old.words);
  INSERT INTO card_search (rowid, words) VALUES (new.id, new.words);
END;

CREATE VIEW words_of_archived AS
  SELECT board, id,
    concat_ws(char(10), card ->> '$.description',
      (SELECT group_concat(value, char(10)) FROM json_each(card, '$.labels')),
      (SELECT group_concat(value ->> '$.text', char(10)) FROM json_each(card, '$.checklist')),
      (SELECT group_concat(value ->> '$.text', char(10)) FROM json_each(card, '$.comments'))) AS words
  FROM archive;

CREATE VIEW words_of_cards AS
  SELECT board, id, concat_ws(char(10), title, patient,
    (SELECT words FROM words_of_archived AS whole WHERE whole.board = cards.board AND whole.id = cards.id)) AS words
  FROM cards;

INSERT INTO card_words (board, card, words) SELECT board, id, words FROM words_of_cards;

CREATE TRIGGER words_of_new_cards AFTER INSERT ON cards
BEGIN
  INSERT INTO card_words (board, card, words)
    SELECT board, id, words FROM words_of_cards WHERE board = new.board AND id = new.id;
END;

CREATE TRIGGER words_of_changed_cards AFTER UPDATE OF title, patient ON cards
WHEN old.title <> new.title OR old.patient IS NOT new.patient
BEGIN
  UPDATE card_words SET words = (SELECT words FROM words_of_cards WHERE board = new.board AND id = new.id)
    WHERE board = new.board AND card = new.id;
END;

CREATE TRIGGER words_of_removed_cards AFTER DELETE ON cards
BEGIN
  DELETE FROM card_words WHERE board = old.board AND card = old.id;
END;

CREATE TRIGGER words_of_cards_put_away AFTER INSERT ON archive
BEGIN
  UPDATE card_words SET words = (SELECT words FROM words_of_cards WHERE board = new.board AND id = new.id)
    WHERE board = new.board AND card = new.id;
END;

CREATE TRIGGER words_of_cards_put_away_again AFTER UPDATE ON archive
BEGIN
  UPDATE card_words SET words = (SELECT words FROM words_of_cards WHERE board = new.board AND id = new.id)
    WHERE board = new.board AND card = new.id;
END;

CREATE TRIGGER words_of_cards_brought_back AFTER DELETE ON archive
BEGIN
  UPDATE card_words SET words = (SELECT words FROM words_of_cards WHERE board = old.board AND id = old.id)
    WHERE board = old.board AND card = old.id;
END;

-- A card is on its board or in the archive, not in both.
CREATE TRIGGER archive_lets_go AFTER UPDATE OF archived ON cards
WHEN old.archived IS NOT NULL AND new.archived IS NULL
BEGIN
  DELETE FROM archive WHERE board = new.board AND id = new.id;
END;
