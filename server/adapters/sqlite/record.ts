import type Database from 'better-sqlite3';
import type { Change } from '#domain/activity/changes.ts';
import type { BoardId, CardId, Instant, PersonId } from '#domain/ids.ts';
import { CHAIN_START, hashOf } from '../../ports/record.ts';

interface Row {
	readonly seq: number;
	readonly at: number;
	readonly board: string;
	readonly card: string | null;
	readonly person: string;
	readonly device: string | null;
	readonly change: string;
	readonly hash: Uint8Array;
}

/** The number and the hash of the record's last row. */
export interface RecordHead {
	readonly seq: number;
	readonly hash: Uint8Array;
}

/** @returns the number of the first row of the record that is missing, moved or not what was written; null when all hold. */
export function firstBrokenRow(db: Database.Database): number | null {
	let hash = CHAIN_START;
	let seq = 0;
	for (const row of db.prepare<[], Row>('SELECT * FROM activity ORDER BY seq').iterate()) {
		seq += 1;
		const change = changeOf(row.change);
		if (row.seq !== seq || !change) return seq;
		hash = hashOf(hash, {
			...{ seq, at: row.at as Instant, board: row.board as BoardId, card: row.card as CardId | null },
			...{ person: row.person as PersonId, device: row.device, change }
		});
		if (Buffer.compare(hash, row.hash) !== 0) return seq;
	}
	const noted = notedHead(db);
	if (!noted || (noted.seq === seq && Buffer.compare(noted.hash, hash) === 0)) return null;
	return Math.min(noted.seq, seq) + (noted.seq === seq ? 0 : 1);
}

/** @returns null when nothing has been recorded yet. */
export function recordHead(db: Database.Database): RecordHead | null {
	return db.prepare<[], RecordHead>('SELECT seq, hash FROM activity ORDER BY seq DESC LIMIT 1').get() ?? null;
}

/** What stands beside the record; null in a file that an older version wrote. */
function notedHead(db: Database.Database): RecordHead | null {
	if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'record_head'").get()) return null;
	return db.prepare<[], RecordHead>('SELECT seq, hash FROM record_head').get() ?? { seq: 0, hash: CHAIN_START };
}

/** @returns null for what no server of ours has written: other words, another order, another space. */
function changeOf(text: string): Change | null {
	try {
		const change = JSON.parse(text) as Change;
		return JSON.stringify(change) === text ? change : null;
	} catch {
		return null;
	}
}
