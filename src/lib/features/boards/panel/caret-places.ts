import * as Y from 'yjs';
import { base64Of, bytesOf } from '$lib/client/key-ring.ts';

/** A place in a live text that stays between the same letters, whatever is written around it. */
export function placeIn(text: Y.Text, index: number): string {
	return base64Of(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index)));
}

/** @returns null for a place in another text, or one that has not arrived here yet. */
export function indexIn(text: Y.Text, place: string): number | null {
	if (!text.doc) return null;
	try {
		const position = Y.decodeRelativePosition(bytesOf(place));
		const found = Y.createAbsolutePositionFromRelativePosition(position, text.doc);
		return found?.type === text ? Math.min(found.index, text.length) : null;
	} catch {
		return null;
	}
}
