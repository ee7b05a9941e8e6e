import * as Y from 'yjs';

const MAX_STATE_VECTOR_BYTES = 256 * 1024;

/** The client ids of a state vector; null when it cannot be read. */
export function clientsIn(stateVector: Uint8Array): number[] | null {
	if (stateVector.byteLength > MAX_STATE_VECTOR_BYTES) return null;
	try {
		return [...Y.decodeStateVector(stateVector).keys()];
	} catch {
		return null;
	}
}
