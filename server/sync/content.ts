import * as Y from 'yjs';
import { BOARD_SCHEMA } from '#domain/board/migrations.ts';
import { partsOf } from '#domain/board/parts.ts';
import { metaOf } from '#domain/board/schema.ts';
import { HUDDLE_SCHEMA } from '#domain/huddle/schema.ts';
import type { SnapshotHead, StoredBoard } from '../ports/journal.ts';
import { BoardDocument } from './document.ts';

/** What anybody may be sent. */
export interface Committed {
	readonly doc: Y.Doc;
	readonly stateVector: Uint8Array;
	/** What a replica with this state vector lacks. */
	since(stateVector: Uint8Array): Uint8Array;
	/** The same for one that takes a large board in part by part, and is whole with the last of them. */
	partsSince(stateVector: Uint8Array): readonly Uint8Array[];
}

/**
 * A board's content: bytes as they are stored, and a document from the moment that somebody needs one. A newcomer to a
 * board that nobody has open needs none.
 */
export class Content implements Committed {
	#stored: StoredBoard | null;
	#document: BoardDocument | null = null;
	/** The whole document as one update, until it changes: many come at once after a restart. */
	#encoded: Uint8Array | null;
	#parts: readonly Uint8Array[] | null = null;

	constructor(stored: StoredBoard) {
		this.#stored = stored;
		this.#encoded = isTodays(stored) ? stored.snapshot : null;
	}

	get document(): BoardDocument {
		if (!this.#document) {
			this.#document = new BoardDocument(this.#stored!);
			this.#document.doc.on('update', () => (this.#encoded = this.#parts = null));
			this.#stored = null;
		}
		return this.#document;
	}

	get doc(): Y.Doc {
		return this.document.doc;
	}

	get hasBatch(): boolean {
		return this.#document?.hasBatch ?? false;
	}

	get stateVector(): Uint8Array {
		if (this.#stored && isTodays(this.#stored)) return this.#stored.head!.stateVector;
		return Y.encodeStateVector(this.doc);
	}

	since(stateVector: Uint8Array): Uint8Array {
		if (!hasNothing(stateVector)) return Y.encodeStateAsUpdate(this.doc, stateVector);
		return (this.#encoded ??= Y.encodeStateAsUpdate(this.doc));
	}

	partsSince(stateVector: Uint8Array): readonly Uint8Array[] {
		// Stored bytes are there at once: to put a board together first would keep everybody waiting for it.
		if (!hasNothing(stateVector) || !this.#document) return [this.since(stateVector)];
		return (this.#parts ??= partsOf(this.doc));
	}

	destroy(): void {
		this.#document?.doc.destroy();
	}
}

const SCHEMAS = { board: BOARD_SCHEMA, huddle: HUDDLE_SCHEMA } as const;

/** Whether the stored bytes alone are the whole board in today's shape. */
export function isTodays({ kind = 'board', snapshot, head, updates }: StoredBoard): boolean {
	return snapshot !== null && head?.schema === SCHEMAS[kind] && updates.length === 0;
}

/** What to keep of a board so that the next to come is answered from it. */
export function snapshotOf(doc: Y.Doc): { readonly state: Uint8Array; readonly head: SnapshotHead } {
	const schema = Number(metaOf(doc).get('schema') ?? 0);
	return { state: Y.encodeStateAsUpdate(doc), head: { stateVector: Y.encodeStateVector(doc), schema } };
}

/** What a replica says that has nothing of its own: no structs and no deletes. */
export function isEmpty(update: Uint8Array): boolean {
	return update.length === 2 && update[0] === 0 && update[1] === 0;
}

function hasNothing(stateVector: Uint8Array): boolean {
	return stateVector.length === 1 && stateVector[0] === 0;
}
