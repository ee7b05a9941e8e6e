import * as decoding from 'lib0/decoding';
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync';
import * as Y from 'yjs';

type Hearer = (update: Uint8Array, origin: unknown, doc: Y.Doc, transaction: Y.Transaction) => void;

/**
 * Takes a whole board into an empty document, in as many parts as it comes in. Yjs writes all of it anew for whoever hears
 * of updates, which is a quarter of the time that taking it in takes; what came says the same, so they are told that, and
 * only once the board is whole: half of it must not lie on the device as if it were the board.
 */
export class WholeBoard {
	readonly #doc: Y.Doc;
	readonly #taken: (readonly [Uint8Array, Y.Transaction])[] = [];

	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/**
	 * Takes a sync message of the server's first answer.
	 *
	 * @param whole called with the last part, also when whoever watches the document fails on it.
	 * @returns false when it is not part of a whole board, and has not been looked at.
	 */
	take(message: decoding.Decoder, origin: unknown, whole: () => void): boolean {
		const step = decoding.peekVarUint(message);
		const begins = this.#doc.store.clients.size === 0 && this.#doc.store.pendingStructs === null;
		if (step === messageYjsSyncStep1 || (!begins && this.#taken.length === 0)) return false;
		decoding.readVarUint(message);
		try {
			this.#quietly(decoding.readVarUint8Array(message), origin);
		} finally {
			if (step === messageYjsSyncStep2) {
				this.#tell(origin);
				whole();
			}
		}
		return true;
	}

	#quietly(update: Uint8Array, origin: unknown): void {
		const doc = this.#doc;
		const hearers = doc._observers.get('update') ?? new Set();
		const note = (transaction: Y.Transaction) => this.#taken.push([update, transaction]);
		doc._observers.delete('update');
		doc.once('afterTransaction', note);
		try {
			Y.applyUpdate(doc, update, origin);
		} finally {
			doc.off('afterTransaction', note);
			doc._observers.set('update', hearers);
		}
	}

	#tell(origin: unknown): void {
		const taken = this.#taken.splice(0);
		if (this.#doc.store.clients.size === 0) return;
		for (const hear of [...(this.#doc._observers.get('update') ?? [])] as Hearer[]) {
			for (const [update, transaction] of taken) hear(update, origin, this.#doc, transaction);
		}
	}
}
