import type Database from 'better-sqlite3';
import type { WholeCard } from '#domain/board/whole.ts';
import type { Instant } from '#domain/ids.ts';
import type { Archive, CardSearch, FoundCard } from '../../ports/archive.ts';

const SHOWN = "c.board, c.id, c.title, c.patient, c.owner, c.due, c.column_kind = 'done' AS finished, c.archived";

/**
 * A card that was handed over is found where it is, not where it was. It is looked for board by board, since cards have
 * an index by board and id: without, a search took time with the square of what is archived.
 */
const IS_NOT_ELSEWHERE = `
	NOT EXISTS (SELECT 1 FROM boards AS b CROSS JOIN cards AS here ON here.board = b.id AND here.id = c.id
	            WHERE b.id <> c.board AND here.archived IS NULL)`;

const FIND = `
	SELECT ${SHOWN}
	FROM card_search JOIN card_words AS w ON w.id = card_search.rowid JOIN cards AS c ON c.board = w.board AND c.id = w.card
	WHERE card_search MATCH ? AND c.board IN (SELECT value FROM json_each(?))
	  AND (c.archived IS NULL OR ${IS_NOT_ELSEWHERE})
	ORDER BY c.archived IS NOT NULL, c.column_kind = 'done', rank, c.id
	LIMIT ?`;

/** To weigh each of them would take half a second after five years, in which nobody else is served. */
const MANY = 2_000;
/** So many of the newest in the archive are looked at; whoever needs an older one says a word more. */
const LOOKED_AT = 10_000;
const PAGE = 250;

const IS_MANY = `SELECT count(*) FROM (SELECT 1 FROM card_search WHERE card_search MATCH ? LIMIT ${MANY + 1})`;
const ALL = 'SELECT rowid FROM card_search WHERE card_search MATCH ? ORDER BY rowid';
const ON_BOARDS = `
	SELECT w.id FROM cards AS c JOIN card_words AS w ON w.board = c.board AND w.card = c.id
	WHERE c.archived IS NULL AND c.board IN (SELECT value FROM json_each(?))
	ORDER BY c.column_kind = 'done', w.id DESC`;
const OF_THESE = `
	FROM json_each(?) AS hit JOIN card_words AS w ON w.id = hit.value
	JOIN cards AS c ON c.board = w.board AND c.id = w.card`;
const NAMED = `SELECT ${SHOWN} ${OF_THESE} ORDER BY hit.key`;
const ARCHIVED = `
	SELECT ${SHOWN} ${OF_THESE}
	WHERE c.archived IS NOT NULL AND c.board IN (SELECT value FROM json_each(?)) AND ${IS_NOT_ELSEWHERE}
	ORDER BY hit.key LIMIT ?`;

type Found = Omit<FoundCard, 'finished'> & { readonly finished: number };

export function sqliteCardSearch(db: Database.Database): CardSearch {
	const fitting = db.prepare<[string, string, number], Found>(FIND);
	const howMany = db.prepare<[string], number>(IS_MANY).pluck();
	const newest = newestOfMany(db);
	return {
		find(words, boards, atMost) {
			const query = queryOf(words);
			if (query === null) return [];
			const on = JSON.stringify(boards);
			const found = howMany.get(query)! > MANY ? newest(query, on, atMost) : fitting.all(query, on, atMost);
			return found.map((card) => ({ ...card, finished: card.finished === 1 }));
		}
	};
}

/** Where words fit thousands of cards: all that are on a board, then the newest of the archive. */
function newestOfMany(db: Database.Database): (query: string, on: string, atMost: number) => Found[] {
	const all = db.prepare<[string], number>(ALL).pluck();
	const onBoards = db.prepare<[string], number>(ON_BOARDS).pluck();
	const named = db.prepare<[string], Found>(NAMED);
	const archived = db.prepare<[string, string, number], Found>(ARCHIVED);
	return (query, on, atMost) => {
		const hits = all.all(query);
		// Put together here: to join tens of thousands of hits takes SQLite ten times as long.
		const fits = new Set(hits);
		const live = onBoards.all(on).filter((id) => fits.has(id));
		const found = named.all(JSON.stringify(live.slice(0, atMost)));
		const newest = hits.slice(-LOOKED_AT).sort((a, b) => b - a);
		for (let i = 0; i < newest.length && found.length < atMost; i += PAGE) {
			const page = JSON.stringify(newest.slice(i, i + PAGE));
			found.push(...archived.all(page, on, atMost - found.length));
		}
		return found;
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
