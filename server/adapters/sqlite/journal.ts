import type Database from 'better-sqlite3';
import type { ActivityEntry, Change } from '#domain/activity/changes.ts';
import { isSecurityEvent } from '#domain/activity/events.ts';
import type { BoardId, CardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { Journal } from '../../ports/journal.ts';
import { commitWriter } from './commits.ts';
import { renewalWriter } from './renewals.ts';
import { boardLoader, snapshotWriter } from './stored-boards.ts';

interface ActivityRow {
	readonly seq: number;
	readonly at: number;
	readonly board: string;
	readonly card: string | null;
	readonly person: string;
	readonly change: string;
}

/** The journal in a SQLite file: one transaction a batch, on the calling thread, durable when it returns. */
export function sqliteJournal(db: Database.Database): Journal {
	const write = commitWriter(db);
	const read = reader(db);
	const renew = renewalWriter(db);
	const load = boardLoader(db);
	const keepSnapshot = snapshotWriter(db);
	return {
		load: async (board) => load(board),
		commit: async (commits) => write(commits),
		saveSnapshot: async (...snapshot) => keepSnapshot(...snapshot),
		renew: async (renewal) => renew(renewal),
		lastStateVector: async (board, lineage) => read.lastStateVector(board, lineage),
		anyRetired: async (board, clients) => read.anyRetired(board, clients),
		cardHistory: async (board, card) => read.cardHistory(board, card),
		activitySince: async (seq, atMost) => read.activitySince(seq, atMost)
	};
}

function reader(db: Database.Database) {
	const retired = db.prepare<[string, number], { one: number }>(
		`SELECT 1 AS one FROM clients c JOIN boards b ON b.id = c.board
		 WHERE c.board = ? AND c.client = ? AND c.lineage <> b.lineage LIMIT 1`
	);
	const ended = db
		.prepare<[string, string], Uint8Array>('SELECT state_vector FROM lineages WHERE board = ? AND lineage = ?')
		.pluck();
	const history = db.prepare<{ board: string; card: string }, ActivityRow>(
		`WITH RECURSIVE boards (board) AS (
		   SELECT $board
		   UNION
		   SELECT change ->> 'from' FROM activity JOIN boards USING (board)
		   WHERE card = $card AND change ->> 'kind' = 'card-came'
		 )
		 SELECT * FROM activity WHERE card = $card AND board IN (SELECT board FROM boards) ORDER BY seq`
	);
	const since = db.prepare<[number, number], ActivityRow>('SELECT * FROM activity WHERE seq > ? ORDER BY seq LIMIT ?');
	return {
		lastStateVector: (board: BoardId, lineage: LineageId) => ended.get(board, lineage) ?? null,
		anyRetired: (board: BoardId, ids: readonly number[]) =>
			ids.some((client) => retired.get(board, client) !== undefined),
		cardHistory: (board: BoardId, card: CardId) => history.all({ board, card }).map(entryOf).filter(isOfBoard),
		activitySince: (seq: number, atMost: number) => since.all(seq, atMost).map(entryOf).filter(isOfBoard)
	};
}

/** Who read a card is not part of what happened to it. */
function isOfBoard({ change }: ActivityEntry): boolean {
	return !isSecurityEvent(change);
}

function entryOf({ seq, at, board, card, person, change }: ActivityRow): ActivityEntry {
	return {
		seq,
		at: at as Instant,
		board: board as BoardId,
		card: card as CardId | null,
		person: person as PersonId,
		change: JSON.parse(change) as Change
	};
}
