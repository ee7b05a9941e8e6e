import * as Y from 'yjs';
import { findCard } from '#domain/board/queries.ts';
import { cardsOf, textOf } from '#domain/board/schema.ts';
import type { CardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import { applyKept } from './apply-kept.ts';
import type { KeptEdit } from './kept-edits.ts';
import type { Surroundings } from './surroundings.ts';

/** Today's board, synced with the server. */
export interface Today {
	readonly doc: Y.Doc;
	readonly lineage: LineageId;
	readonly me: PersonId;
	readonly now: Instant;
}

type Clocks = ReadonlyMap<number, number>;

/**
 * What each lineage had of the edits made on it: this one's is in the document, a retired one's is asked for.
 * A lineage that nobody can tell about is left out.
 */
export async function lineageEnds(
	kept: readonly KeptEdit[],
	{ doc, lineage }: Pick<Today, 'doc' | 'lineage'>,
	ask: Surroundings['lineageEnd']
): Promise<Map<LineageId, Clocks>> {
	const ends = new Map<LineageId, Clocks>([[lineage, Y.decodeStateVector(Y.encodeStateVector(doc))]]);
	const retired = new Map(kept.map((edit) => [edit.lineage, edit.board]));
	retired.delete(lineage);
	for (const [of, board] of retired) {
		const answer = await ask(board, of).catch(() => null);
		if (answer) ends.set(of, Y.decodeStateVector(bytesOf(answer.stateVector)));
	}
	return ends;
}

/**
 * Settles what needs nobody's decision: an edit that arrived before its lineage ended is no loss, and one that did not
 * is repeated where nobody has touched the same thing since. A refused edit is never repeated by itself.
 *
 * @returns the edits that are settled; the others wait for their author.
 */
export function settleKept(kept: readonly KeptEdit[], ends: ReadonlyMap<LineageId, Clocks>, today: Today): KeptEdit[] {
	return kept.filter((edit) => {
		const end = ends.get(edit.lineage);
		if (!end || edit.left) return false;
		if (hasArrived(edit, end)) return true;
		if (edit.lineage === today.lineage || !isUntouched(today.doc, edit)) return false;
		return applyKept(today.doc, edit, today.me, today.now).ok;
	});
}

/** An edit that only took away has no clocks of its own; nobody can tell whether it arrived. */
function hasArrived({ clocks }: KeptEdit, end: Clocks): boolean {
	return clocks.length > 0 && clocks.every(({ client, from, to }) => to > from && to <= (end.get(client) ?? 0));
}

/** Whether the thing still is, on today's board, as the edit found it, or already as the edit left it. */
function isUntouched(doc: Y.Doc, { card: id, what }: KeptEdit): boolean {
	const card = id === null ? null : findCard(doc, id);
	switch (what.kind) {
		case 'new-card':
			return true;
		case 'comment':
			return card !== null;
		case 'move':
			return [what.from.id, what.to.id].some((column) => column === card?.place.column);
		case 'field':
			return card !== null && [what.from, what.to].some((value) => value === card[what.field]);
		case 'blocked':
			return card !== null && [what.from, what.reason].some((reason) => reason === (card.blocked?.reason ?? null));
		case 'text':
			return [what.before, what.after].some((text) => text === textIn(doc, id, what.field));
		case 'other':
			return false;
	}
}

function textIn(doc: Y.Doc, id: CardId | null, field: 'title' | 'description'): string | undefined {
	const entry = id === null ? undefined : cardsOf(doc).get(id);
	return entry && textOf(entry, field)?.toString();
}

function bytesOf(base64: string): Uint8Array {
	return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
