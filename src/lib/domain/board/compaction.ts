import type { Instant } from '../ids.ts';
import { readColumn, columnsOf, readPlace } from './schema.ts';
import type { WholeCard } from './whole.ts';
import type * as Y from 'yjs';

/** A finished card stays on the board for so long; afterwards it lives on in the archive. */
export const DONE_STAYS_MS = 30 * 86_400_000;

/** Whether a card is over: archived, handed over to another board, or finished long ago. */
export function isOver(card: WholeCard, doc: Y.Doc, now: Instant): boolean {
	const { archived, left, place } = card.fields;
	if (typeof archived === 'number' || left !== undefined) return true;
	const { column, since } = readPlace(place);
	const entry = columnsOf(doc).get(column);
	return entry !== undefined && readColumn(column, entry).kind === 'done' && now - since > DONE_STAYS_MS;
}
