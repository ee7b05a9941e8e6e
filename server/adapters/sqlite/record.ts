import type Database from 'better-sqlite3';
import type { RecordEntry } from '#domain/activity/events.ts';
import type { BoardId, CardId, Instant, PersonId } from '#domain/ids.ts';
import { CHAIN_START, hashOf, type PracticeRecord, type RecordHead } from '../../ports/record.ts';

/** A row as it lies in the file; `source` is missing in one that an older version wrote. */
export interface RecordRow {
	readonly seq: number;
	readonly at: number;
	readonly board: string | null;
	readonly card: string | null;
	readonly person: string;
	readonly device: string | null;
	readonly source?: string | null;
	readonly change: string;
	readonly hash: Uint8Array;
}

/** The record in the database of the boards, so that an event is written in the transaction of what it tells of. */
export function sqliteRecord(db: Database.Database, now: () => Instant): PracticeRecord {
	const append = recordAppender(db);
	const inOne = db.transaction((work: () => unknown) => work()).immediate;
	return {
		write({ board = null, card = null, ...entry }) {
			inOne(() => append([{ ...entry, board, card, at: now() }]));
		},
		inOne: <T>(work: () => T) => inOne(work) as T
	};
}

/** Whether a board has or had this card. */
export function sqliteCardCheck(db: Database.Database): (board: BoardId, card: CardId) => boolean {
	const find = db.prepare(
		`SELECT 1 FROM cards WHERE board = $board AND id = $card
		 UNION ALL SELECT 1 FROM archive WHERE board = $board AND id = $card LIMIT 1`
	);
	return (board, card) => find.get({ board, card }) !== undefined;
}

/** Writes entries at the end of the chain; the caller has begun a transaction. */
export function recordAppender(db: Database.Database): (entries: readonly Omit<RecordEntry, 'seq'>[]) => RecordEntry[] {
	const last = db.prepare<[], RecordHead>('SELECT seq, hash FROM activity ORDER BY seq DESC LIMIT 1');
	const add = db.prepare(
		'INSERT INTO activity (seq, at, board, card, person, device, source, change, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
	);
	return (entries) => {
		let { seq, hash } = last.get() ?? { seq: 0, hash: CHAIN_START };
		return entries.map((unnumbered) => {
			const entry = { ...unnumbered, seq: (seq += 1) };
			hash = hashOf(hash, entry);
			const { at, board, card, person, device, source, change } = entry;
			add.run(seq, at, board, card, person, device, source, JSON.stringify(change), hash);
			return entry;
		});
	};
}

/** @returns the number of the first row of the record that is missing, moved or not what was written; null when all hold. */
export function firstBrokenRow(db: Database.Database): number | null {
	const anchor = anchorOf(db);
	let { seq, hash } = anchor;
	let toldOfAnchor = seq === 0;
	for (const row of db.prepare<[number], RecordRow>('SELECT * FROM activity WHERE seq > ? ORDER BY seq').iterate(seq)) {
		seq += 1;
		const change = changeOf(row.change);
		if (row.seq !== seq || !change) return seq;
		hash = hashOf(hash, entryOf(row, change));
		if (Buffer.compare(hash, row.hash) !== 0) return seq;
		toldOfAnchor ||= tellsOf(change, anchor);
	}
	if (!toldOfAnchor) return 1;
	const noted = notedHead(db);
	if (!noted || (noted.seq === seq && Buffer.compare(noted.hash, hash) === 0)) return null;
	return Math.min(noted.seq, seq) + (noted.seq === seq ? 0 : 1);
}

/** @returns null when nothing has been recorded yet. */
export function recordHead(db: Database.Database): RecordHead | null {
	return db.prepare<[], RecordHead>('SELECT seq, hash FROM activity ORDER BY seq DESC LIMIT 1').get() ?? null;
}

/** Where the kept rows go on from: the start, unless rows grew too old to be kept. */
export function anchorOf(db: Database.Database): RecordHead {
	const start = { seq: 0, hash: CHAIN_START };
	if (!hasTable(db, 'record_anchor')) return start;
	return db.prepare<[], RecordHead>('SELECT seq, hash FROM record_anchor').get() ?? start;
}

export function entryOf(row: RecordRow, change = JSON.parse(row.change) as RecordEntry['change']): RecordEntry {
	return {
		...{ seq: row.seq, at: row.at as Instant, board: row.board as BoardId | null, card: row.card as CardId | null },
		...{ person: row.person as PersonId, device: row.device, source: row.source ?? null, change }
	};
}

/** Whether this is the line that says why the record begins where it does. */
function tellsOf(change: RecordEntry['change'], { seq, hash }: RecordHead): boolean {
	return change.kind === 'record-shortened' && change.upTo === seq && change.hash === Buffer.from(hash).toString('hex');
}

/** What stands beside the record; null in a file that an older version wrote. */
function notedHead(db: Database.Database): RecordHead | null {
	if (!hasTable(db, 'record_head')) return null;
	return db.prepare<[], RecordHead>('SELECT seq, hash FROM record_head').get() ?? { seq: 0, hash: CHAIN_START };
}

function hasTable(db: Database.Database, name: string): boolean {
	return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
}

/** @returns null for what no server of ours has written: other words, another order, another space. */
function changeOf(text: string): RecordEntry['change'] | null {
	try {
		const change = JSON.parse(text) as RecordEntry['change'];
		return JSON.stringify(change) === text ? change : null;
	} catch {
		return null;
	}
}
