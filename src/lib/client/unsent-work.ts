import * as Y from 'yjs';
import type { BoardId, LineageId } from '#domain/ids.ts';
import { documentOf, keptFrom, type Life } from './keep.ts';
import type { KeptEdit } from './kept-edits.ts';
import { base64Of } from './key-ring.ts';
import type { Stored } from './offline-store.ts';
import type { UnsentEdit } from './unsent.ts';

/** Everything of one person on one device that the server does not hold. */
export interface UnsentWork {
	readonly copies: readonly UnsentCopy[];
	readonly kept: readonly KeptEdit[];
	readonly drafts: readonly Draft[];
}

/** The unsent edits of one copy, in two forms: one to send as if nothing had happened, and one in words. */
export interface UnsentCopy {
	readonly board: BoardId;
	readonly lineage: LineageId;
	/** What was written, without the board around it, in base64. */
	readonly update: string;
	readonly unsent: readonly UnsentEdit[];
	/** For a board that has begun a new life meanwhile. */
	readonly words: readonly KeptEdit[];
}

export interface Draft {
	readonly place: string;
	readonly text: string;
}

/** Takes out of a copy what the server does not hold; null when it holds all of it. */
export function unsentIn({ updates, unsent }: Stored, life: Life): UnsentCopy | null {
	if (unsent.length === 0) return null;
	const doc = documentOf(updates);
	const words = keptFrom(doc, unsent, life);
	const update = base64Of(written(doc, unsent));
	doc.destroy();
	return { ...life, update, unsent, words };
}

/** The document's items from the first unsent one of each author on, and all that was deleted. */
function written(doc: Y.Doc, unsent: readonly UnsentEdit[]): Uint8Array {
	const known = Y.decodeStateVector(Y.encodeStateVector(doc));
	for (const { clocks } of unsent) {
		known.set(clocks.client, Math.min(known.get(clocks.client) ?? 0, clocks.from));
	}
	return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(known));
}

export const isNothing = ({ copies, kept, drafts }: UnsentWork): boolean =>
	copies.length + kept.length + drafts.length === 0;
