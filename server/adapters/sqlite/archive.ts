import type Database from 'better-sqlite3';
import type { WholeCard } from '#domain/board/whole.ts';
import type { Instant } from '#domain/ids.ts';
import type { Archive, CardSearch, FoundCard } from '../../ports/archive.ts';

/**
 * A card that was handed over is found where it is, not where it was. It is looked for board by board, since cards have
 * an index by board and id: without, a search took time with the square of what is archived.
 */
const FIND = `
	SELECT c.board, c.id, c.title, c.patient, c.owner, c.due, c.column_kind = 'done' AS finished, c.archived
	FROM card_search JOIN card_words AS w ON w.id = card_search.rowid JOIN cards AS c ON c.board = w.board AND c.id = w.card
	WHERE card_search MATCH ? AND c.board IN (SELECT value FROM json_each(?))
	  AND (c.archived IS NULL
	    OR NOT EXISTS (SELECT 1 FROM boards AS b CROSS JOIN cards AS here ON here.board = b.id AND here.id = c.id
	                   WHERE b.id <> c.board AND here.archived IS NULL))
	ORDER BY c.archived IS NOT NULL, c.column_kind = 'done', rank, c.id
	LIMIT ?`;

export function sqliteCardSearch(db: Database.Database): CardSearch {
	const find = db.prepare<[string, string, number], Omit<FoundCard, 'finished'> & { finished: number }>(FIND);
	return {
		find(words, boards, atMost) {
			const query = queryOf(words);
			if (query === null) return [];
			const found = find.all(query, JSON.stringify(boards), atMost);
			return found.map((card) => ({ ...card, finished: card.finished === 1 }));
		}
	};
}

export function sqliteArchive(db: Database.Database): Archive {
	const one = db.prepare<[string, string], { card: string; archived: Instant }>(
		'SELECT card, archived_at AS archived FROM archive WHERE board = ? AND id = ?'
	);
	return {
		card(board, id) {
			const row = one.get(board, id);
			return row ? { card: JSON.parse(row.card) as WholeCard, archived: row.archived } : null;
		}
	};
}

/** Each word in quotation marks, so that none is taken for one of the query language. */
function queryOf(words: string): string | null {
	const sought = words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
	return sought.length === 0 ? null : sought.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ');
}
