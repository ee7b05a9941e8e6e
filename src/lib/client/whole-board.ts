import * as decoding from 'lib0/decoding';
import { messageYjsSyncStep2 } from 'y-protocols/sync';
import * as Y from 'yjs';

/** The board that a sync message brings to a document in which there is nothing yet; null for any other message. */
export function wholeBoardIn(message: decoding.Decoder, doc: Y.Doc): Uint8Array | null {
	const isFirst = doc.store.clients.size === 0 && doc.store.pendingStructs === null;
	if (!isFirst || decoding.peekVarUint(message) !== messageYjsSyncStep2) return null;
	const ahead = decoding.clone(message);
	decoding.readVarUint(ahead);
	return decoding.readVarUint8Array(ahead);
}

/**
 * Takes a whole board into an empty document. Yjs writes all of it anew for whoever hears of updates, which is a quarter
 * of the time that taking it in takes; what came says the same, so they are told that.
 */
export function takeWhole(doc: Y.Doc, board: Uint8Array, origin: unknown): void {
	const hearers = doc._observers.get('update') ?? new Set();
	let taken: Y.Transaction | null = null;
	const note = (transaction: Y.Transaction) => (taken ??= transaction);
	doc._observers.delete('update');
	doc.on('afterTransaction', note);
	try {
		Y.applyUpdate(doc, board, origin);
	} finally {
		doc.off('afterTransaction', note);
		doc._observers.set('update', hearers);
		if (doc.store.clients.size > 0) for (const hear of [...hearers]) hear(board, origin, doc, taken);
	}
}
