import type Database from 'better-sqlite3';
import type { ActivityEntry, Change } from '#domain/activity/changes.ts';
import type { BoardId, CardId, Instant, PersonId } from '#domain/ids.ts';
import type { AcceptedUpdate, CardRow, Commit, Journal, StoredBoard } from '../../ports/journal.ts';
import { CHAIN_START, hashOf } from '../../ports/record.ts';
import { readBoard } from './boards.ts';

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
	const snapshot = db.prepare(
		`INSERT INTO snapshots (board, lineage, seq, state) VALUES (?, ?, ?, ?)
		 ON CONFLICT (board, lineage) DO UPDATE SET seq = excluded.seq, state = excluded.state WHERE excluded.seq > seq`
	);
	return {
		load: async (board) => read.load(board),
		commit: async (commits) => write(commits),
		saveSnapshot: async (board, lineage, seq, state) => void snapshot.run(board, lineage, seq, state),
		anyRetired: async (board, clients) => read.anyRetired(board, clients),
		cardHistory: async (board, card) => read.cardHistory(board, card),
		activitySince: async (seq, atMost) => read.activitySince(seq, atMost)
	};
}

/**
 * Writes commits in one transaction; a caller may already be inside a larger one.
 *
 * @throws what SQLite throws; the transaction is rolled back then.
 */
export function commitWriter(db: Database.Database): (commits: readonly Commit[]) => ActivityEntry[] {
	const addUpdate = db.prepare(
		'INSERT INTO journal (board, lineage, seq, person, at, update_) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const addClient = db.prepare('INSERT INTO clients (board, lineage, client, person) VALUES (?, ?, ?, ?)');
	const removeCard = db.prepare('DELETE FROM cards WHERE board = ? AND id = ?');
	const last = db
		.prepare<{ board: string; lineage: string }, number>(
			`SELECT max(coalesce((SELECT max(seq) FROM journal WHERE board = $board AND lineage = $lineage), 0),
			            coalesce((SELECT seq FROM snapshots WHERE board = $board AND lineage = $lineage), 0))`
		)
		.pluck();
	const putCard = cardWriter(db);
	const appendActivity = activityWriter(db);
	return db.transaction((commits: readonly Commit[]) =>
		commits.flatMap(({ board, lineage, seq, updates, clients, cards, removed }) => {
			if (last.get({ board, lineage })! + 1 !== seq) throw new Error(`update ${seq} does not follow the last one`);
			updates.forEach(({ update, author, at }, i) => addUpdate.run(board, lineage, seq + i, author.person, at, update));
			for (const [client, person] of clients) addClient.run(board, lineage, client, person);
			for (const card of removed) removeCard.run(board, card);
			for (const row of cards) putCard(board, row);
			return appendActivity(board, updates);
		})
	);
}

function cardWriter(db: Database.Database): (board: BoardId, row: CardRow) => void {
	const put = db.prepare(
		`INSERT INTO cards (board, id, title, column_id, column_kind, since, owner, due, category, priority, patient, blocked, archived)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		 ON CONFLICT (board, id) DO UPDATE SET title = excluded.title, column_id = excluded.column_id,
		   column_kind = excluded.column_kind, since = excluded.since, owner = excluded.owner, due = excluded.due,
		   category = excluded.category, priority = excluded.priority, patient = excluded.patient,
		   blocked = excluded.blocked, archived = excluded.archived`
	);
	return (board, { card, column }) => {
		const { id, title, place, owner, due, category, priority, patient, blocked, archived } = card;
		const kind = column?.kind ?? 'todo';
		put.run(
			board,
			id,
			title,
			column?.id ?? place.column,
			kind,
			place.since,
			owner,
			due,
			category,
			priority,
			patient,
			blocked?.reason ?? null,
			archived
		);
	};
}

function activityWriter(
	db: Database.Database
): (board: BoardId, updates: readonly AcceptedUpdate[]) => ActivityEntry[] {
	const head = db.prepare<[], { seq: number; hash: Uint8Array }>(
		'SELECT seq, hash FROM activity ORDER BY seq DESC LIMIT 1'
	);
	const add = db.prepare(
		'INSERT INTO activity (seq, at, board, card, person, device, change, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
	);
	return (board, updates) => {
		let { seq, hash } = head.get() ?? { seq: 0, hash: CHAIN_START };
		const entries: ActivityEntry[] = [];
		for (const { author, at, occurrences } of updates) {
			for (const { card, change } of occurrences) {
				seq += 1;
				const entry: ActivityEntry = { seq, board, card, person: author.person, at, change };
				hash = hashOf(hash, { ...entry, device: author.device });
				add.run(seq, at, board, card, author.person, author.device, JSON.stringify(change), hash);
				entries.push(entry);
			}
		}
		return entries;
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
		anyRetired: (board: BoardId, ids: readonly number[]) =>
			ids.some((client) => retired.get(board, client) !== undefined),
		cardHistory: (board: BoardId, card: CardId) => history.all(board, card).map(entryOf),
		activitySince: (seq: number, atMost: number) => since.all(seq, atMost).map(entryOf)
	};
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
