import type * as Y from 'yjs';
import { addCard, type NewCard } from '../board/cards.ts';
import { addLabel } from '../board/labels.ts';
import { allColumns, findCard } from '../board/queries.ts';
import type { BoardId, CardId, CommentId, Instant, PersonId } from '../ids.ts';
import { refuse, type Outcome } from '../refusal.ts';
import { outcomesOf, type CardState, type Decision } from './schema.ts';

/** What a card wears that was parked: to be talked about by those whom it concerns, not by all. */
export const PARKED = 'Parking lot';

/** Where a card stands now, and whose it is by when; null when the board does not have it. */
export function stateOf(doc: Y.Doc, board: BoardId, id: CardId): CardState | null {
	const card = findCard(doc, id);
	return card && { board, column: card.place.column, owner: card.owner, due: card.due };
}

/** @returns the label, or `card-gone`, `too-many-labels`. */
export function parkCard(doc: Y.Doc, card: CardId): Outcome<string> {
	return addLabel(doc, card, PARKED);
}

/** The comment that says why a card stays as it is goes by its decision's id, so that it can be found and taken back. */
export function reasonOf(decision: string): CommentId {
	return `k${/^o([a-z0-9]+)-/.exec(decision)?.[1] ?? ''}` as CommentId;
}

/** Notes what was decided; one of the same id is the same decision. */
export function noteDecision(doc: Y.Doc, { id, ...decision }: Omit<Decision, 'undone'>): void {
	if (!outcomesOf(doc).has(id)) outcomesOf(doc).set(id, { ...decision, undone: null });
}

/** Notes that a decision of one's own was taken back. @returns false for one that is not there or is somebody else's. */
export function withdrawDecision(doc: Y.Doc, id: string, me: PersonId, now: Instant): boolean {
	const decision = outcomesOf(doc).get(id) as Omit<Decision, 'id'> | undefined;
	if (decision?.by !== me) return false;
	outcomesOf(doc).set(id, { ...decision, undone: now });
	return true;
}

/**
 * A card for what came up: with an owner and a due time it is promised, and stands in the board's first column for
 * what is to be done.
 *
 * @returns what `addCard` returns; `owner-required` and `due-required` whatever the column.
 */
export function addFinding(doc: Y.Doc, card: Omit<NewCard, 'column'>, now: Instant): Outcome<CardId> {
	if (!card.owner) return refuse({ code: 'owner-required' });
	if (!card.due) return refuse({ code: 'due-required' });
	const columns = allColumns(doc);
	const column =
		columns.find(({ kind }) => kind === 'todo') ?? columns.find(({ kind }) => kind !== 'done') ?? columns[0];
	return addCard(doc, { ...card, column: column?.id ?? ('todo' as NewCard['column']) }, now);
}
