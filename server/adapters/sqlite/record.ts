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

/** @returns the number of the first row of the record that is missing, moved or not what was written; null when all hold. */
export function firstBrokenRow(db: Database.Database): number | null {
	let hash = CHAIN_START;
	let seq = 0;
	for (const row of db.prepare<[], Row>('SELECT * FROM activity ORDER BY seq').iterate()) {
		seq += 1;
		if (row.seq !== seq) return seq;
		hash = hashOf(hash, {
			...{ seq, at: row.at as Instant, board: row.board as BoardId, card: row.card as CardId | null },
			...{ person: row.person as PersonId, device: row.device, change: JSON.parse(row.change) as Change }
		});
		if (Buffer.compare(hash, row.hash) !== 0) return seq;
	}
	return null;
}
