import * as Y from 'yjs';

const MAX_STATE_VECTOR_BYTES = 256 * 1024;

/** What somebody has of each client's words. */
export type Knew = ReadonlyMap<number, number>;

/** What a replica has of each client; null when it cannot be read. */
export function readStateVector(stateVector: Uint8Array): Map<number, number> | null {
	if (stateVector.byteLength > MAX_STATE_VECTOR_BYTES) return null;
	try {
		return Y.decodeStateVector(stateVector);
	} catch {
		return null;
	}
}
