import type Database from 'better-sqlite3';
import type { BoardId, LineageId, PersonId } from '#domain/ids.ts';
import { BoardDamaged, type SnapshotHead, type StoredBoard } from '../../ports/journal.ts';
import { readBoard } from './boards.ts';
import { isAsWritten, sumOf } from './sums.ts';

interface SnapshotRow {
	readonly seq: number;
	readonly state: Uint8Array;
	readonly sum: number | null;
	readonly state_vector: Uint8Array | null;
	readonly schema: number | null;
}

export interface UpdateRow {
	readonly seq: number;
	readonly update_: Uint8Array;
	readonly sum: number | null;
}

/** Puts boards together from their snapshot and what follows it. A snapshot that does not hold is done without. */
export function boardLoader(db: Database.Database): (id: BoardId) => StoredBoard | null {
	const snapshot = db.prepare<[string, string], SnapshotRow>(
		'SELECT seq, state, sum, state_vector, schema FROM snapshots WHERE board = ? AND lineage = ?'
	);
	const updates = db.prepare<[string, string, number], UpdateRow>(
		'SELECT seq, update_, sum FROM journal WHERE board = ? AND lineage = ? AND seq > ? ORDER BY seq'
	);
	const clients = db
		.prepare<[string, string], [number, string]>('SELECT client, person FROM clients WHERE board = ? AND lineage = ?')
		.raw();
	return (id) => {
		const board = readBoard(db, id);
		if (!board) return null;
		const found = snapshot.get(id, board.lineage);
		const kept = found && isAsWritten(found.state, found.seq, found.sum) ? found : null;
		const tail = updates.all(id, board.lineage, kept?.seq ?? 0);
		const seq = tail.at(-1)?.seq ?? kept?.seq ?? 0;
		const damaged = firstDamaged(tail, kept?.seq ?? 0) ?? (seq < (found?.seq ?? 0) ? seq + 1 : null);
		if (damaged !== null) throw new BoardDamaged(id, damaged);
		return {
			...board,
			snapshot: kept?.state ?? null,
			head: kept && headOf(kept),
			updates: tail.map(({ update_ }) => update_),
			seq,
			clients: new Map(clients.all(id, board.lineage).map(([client, person]) => [client, person as PersonId]))
		};
	};
}

/** Keeps a lineage's newest snapshot. One of the same number replaces another that may not hold. */
export function snapshotWriter(db: Database.Database) {
	const put = db.prepare(
		`INSERT INTO snapshots (board, lineage, seq, state, sum, state_vector, schema) VALUES (?, ?, ?, ?, ?, ?, ?)
		 ON CONFLICT (board, lineage) DO UPDATE SET seq = excluded.seq, state = excluded.state, sum = excluded.sum,
		   state_vector = excluded.state_vector, schema = excluded.schema WHERE excluded.seq >= seq`
	);
	return (board: BoardId, lineage: LineageId, seq: number, state: Uint8Array, head?: SnapshotHead): void => {
		put.run(board, lineage, seq, state, sumOf(state, seq), head?.stateVector ?? null, head?.schema ?? null);
	};
}

function headOf({ state_vector: stateVector, schema }: SnapshotRow): SnapshotHead | null {
	return stateVector !== null && schema !== null ? { stateVector, schema } : null;
}

/** @returns the number of the first update after `from` that is missing or not what was written; null when all hold. */
export function firstDamaged(rows: readonly UpdateRow[], from: number): number | null {
	const i = rows.findIndex(({ seq, update_, sum }, at) => seq !== from + 1 + at || !isAsWritten(update_, seq, sum));
	return i === -1 ? null : from + 1 + i;
}
