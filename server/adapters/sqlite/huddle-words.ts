import type { CardRef } from '#domain/huddle/agenda.ts';
import type { BoardId } from '#domain/ids.ts';
import type { Huddles, Names, TitledCard } from '../../ports/huddles.ts';
import type { Db } from './database.ts';

/** What a huddle's cards and people were called then. Each title is kept under the board on which its card stood. */
export function wordsOfHuddles(db: Db): Pick<Huddles, 'names' | 'titles' | 'titlesThen'> {
	const names = db.prepare<[string], string>('SELECT names FROM huddles WHERE id = ?').pluck();
	const then = db.prepare<[string, string], TitledCard>(
		`SELECT board, card, title FROM huddle_titles WHERE huddle = ? AND board IN (SELECT value FROM json_each(?))`
	);
	const today = db.prepare<[string, string], TitledCard>(
		`SELECT board, id AS card, title FROM cards WHERE id IN (SELECT value FROM json_each(?))
		   AND board IN (SELECT value FROM json_each(?))`
	);
	return {
		names: (huddle) => JSON.parse(names.get(huddle) ?? '{}') as Names,
		titlesThen: (huddle, boards) => then.all(huddle, JSON.stringify(boards)),
		titles: (cards, boards) => today.all(idsOf(cards), JSON.stringify(boards))
	};
}

/** Keeps what cards are called now, where they stand now; one that is kept already stays as it was. */
export function titleKeeper(db: Db): (huddle: BoardId, cards: readonly CardRef[]) => void {
	const keep = db.prepare(
		`INSERT OR IGNORE INTO huddle_titles (huddle, board, card, title)
		 SELECT ?, board, id, title FROM cards WHERE id IN (SELECT value FROM json_each(?))`
	);
	return (huddle, cards) => void keep.run(huddle, idsOf(cards));
}

const idsOf = (cards: readonly CardRef[]): string => JSON.stringify(cards.map(({ card }) => card));
