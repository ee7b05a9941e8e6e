import type Database from 'better-sqlite3';
import type { ActivityEntry, Change } from '#domain/activity/changes.ts';
import { isSecurityEvent } from '#domain/activity/events.ts';
import type { BoardId, CardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { Journal, StoredBoard } from '../../ports/journal.ts';
import { readBoard } from './boards.ts';
import { commitWriter } from './commits.ts';
import { renewalWriter } from './renewals.ts';

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
	const snapshot = db.prepare(
		`INSERT INTO snapshots (board, lineage, seq, state) VALUES (?, ?, ?, ?)
		 ON CONFLICT (board, lineage) DO UPDATE SET seq = excluded.seq, state = excluded.state WHERE excluded.seq > seq`
	);
	return {
		load: async (board) => read.load(board),
		commit: async (commits) => write(commits),
		saveSnapshot: async (board, lineage, seq, state) => void snapshot.run(board, lineage, seq, state),
		renew: async (renewal) => renew(renewal),
		lastStateVector: async (board, lineage) => read.lastStateVector(board, lineage),
		anyRetired: async (board, clients) => read.anyRetired(board, clients),
		cardHistory: async (board, card) => read.cardHistory(board, card),
		activitySince: async (seq, atMost) => read.activitySince(seq, atMost)
	};
}

function reader(db: Database.Database) {
	const snapshot = db.prepare<[string, string], { seq: number; state: Uint8Array }>(
		'SELECT seq, state FROM snapshots WHERE board = ? AND lineage = ?'
	);
	const updates = db.prepare<[string, string, number], { seq: number; update_: Uint8Array }>(
		'SELECT seq, update_ FROM journal WHERE board = ? AND lineage = ? AND seq > ? ORDER BY seq'
	);
	const clients = db
		.prepare<[string, string], [number, string]>('SELECT client, person FROM clients WHERE board = ? AND lineage = ?')
		.raw();
	const retired = db.prepare<[string, number], { one: number }>(
		`SELECT 1 AS one FROM clients c JOIN boards b ON b.id = c.board
		 WHERE c.board = ? AND c.client = ? AND c.lineage <> b.lineage LIMIT 1`
	);
	const ended = db
		.prepare<[string, string], Uint8Array>('SELECT state_vector FROM lineages WHERE board = ? AND lineage = ?')
		.pluck();
	const history = db.prepare<[string, string], ActivityRow>(
		'SELECT * FROM activity WHERE board = ? AND card = ? ORDER BY seq'
	);
	const since = db.prepare<[number, number], ActivityRow>('SELECT * FROM activity WHERE seq > ? ORDER BY seq LIMIT ?');
	return {
		load(id: BoardId): StoredBoard | null {
			const board = readBoard(db, id);
			if (!board) return null;
			const kept = snapshot.get(id, board.lineage);
			const tail = updates.all(id, board.lineage, kept?.seq ?? 0);
			return {
				...board,
				snapshot: kept?.state ?? null,
				updates: tail.map(({ update_ }) => update_),
				seq: tail.at(-1)?.seq ?? kept?.seq ?? 0,
				clients: new Map(clients.all(id, board.lineage).map(([client, person]) => [client, person as PersonId]))
			};
		},
		lastStateVector: (board: BoardId, lineage: LineageId) => ended.get(board, lineage) ?? null,
		anyRetired: (board: BoardId, ids: readonly number[]) =>
			ids.some((client) => retired.get(board, client) !== undefined),
		cardHistory: (board: BoardId, card: CardId) => history.all(board, card).map(entryOf).filter(isOfBoard),
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
