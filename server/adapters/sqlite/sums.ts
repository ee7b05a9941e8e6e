import { crc32 } from 'node:zlib';
import type { Db } from './database.ts';

/**
 * What is kept beside bytes to see later that they are still what was written: CRC-32, begun with the number under
 * which they are kept, so that bytes under another's number are found too. It tells of a failing disk, not of a forger.
 */
export function sumOf(bytes: Uint8Array, seq: number): number {
	return crc32(bytes, seq >>> 0);
}

/** @param sum null for what was written before there were sums. */
export function isAsWritten(bytes: Uint8Array, seq: number, sum: number | null): boolean {
	return sum === null || sumOf(bytes, seq) === sum;
}

/** @returns a sentence for every update and every snapshot, of past lineages too, that is not what was written. */
export function sumProblems(db: Db): string[] {
	const updates = db.prepare<[], Summed>('SELECT board, seq, update_ AS bytes, sum FROM journal WHERE sum IS NOT NULL');
	const states = db.prepare<[], Summed>('SELECT board, seq, state AS bytes, sum FROM snapshots WHERE sum IS NOT NULL');
	return [
		...broken(updates.iterate()).map(({ board, seq }) => `update ${seq} of ${board} is not what was written`),
		...broken(states.iterate()).map(({ board }) => `a snapshot of ${board} is not what was written`)
	];
}

interface Summed {
	readonly board: string;
	readonly seq: number;
	readonly bytes: Uint8Array;
	readonly sum: number;
}

function broken(rows: Iterable<Summed>): Omit<Summed, 'bytes'>[] {
	const found: Omit<Summed, 'bytes'>[] = [];
	for (const { board, seq, bytes, sum } of rows) if (!isAsWritten(bytes, seq, sum)) found.push({ board, seq, sum });
	return found;
}
