import { createHash } from 'node:crypto';
import type { ActivityEntry } from '#domain/activity/changes.ts';

/** What one row of the record is hashed from. */
export interface RecordRow extends ActivityEntry {
	readonly device: string | null;
}

/** The hash before the first row. */
export const CHAIN_START: Uint8Array = new Uint8Array(32);

/**
 * SHA-256 over the previous row's hash and this row as a JSON array. Whoever changes, removes or inserts a row
 * would have to recompute every one after it.
 */
export function hashOf(previous: Uint8Array, row: RecordRow): Uint8Array {
	const { seq, at, board, card, person, device, change } = row;
	const words = JSON.stringify([seq, at, board, card, person, device, JSON.stringify(change)]);
	return createHash('sha256').update(previous).update(words).digest();
}
