import { idFrom, type CardId, type ColumnId, type CommentId, type ItemId, type PersonId } from '#domain/ids.ts';

/** A new card's id, unguessable. */
export const newCardId = () => `c${randomId()}` as CardId;

/** A new comment's id. */
export const newCommentId = () => `k${randomId()}` as CommentId;

/** A new checklist step's id. */
export const newItemId = () => `i${randomId()}` as ItemId;

/** A new column's id. */
export const newColumnId = () => `l${randomId()}` as ColumnId;

/** A decision's id at a huddle: it says whose it is. */
export const newOutcomeId = (person: PersonId) => `o${randomId()}-${person}`;

/** `crypto.randomUUID` is missing on plain http; `getRandomValues` is there everywhere. */
function randomId(): string {
	return idFrom(crypto.getRandomValues(new Uint8Array(20)));
}
