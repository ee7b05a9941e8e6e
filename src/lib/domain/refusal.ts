import type { CardId, ColumnId, CommentId, Instant, ItemId, PersonId } from './ids.ts';

/**
 * A rule of the practice said no. Refusals are ordinary answers: the person is
 * told why and what to do. Anything else that goes wrong is a bug and throws.
 */
export type Refusal =
	| { readonly code: 'card-gone'; readonly card: CardId }
	| { readonly code: 'column-gone'; readonly column: ColumnId }
	| { readonly code: 'owner-required' }
	| { readonly code: 'due-required' }
	| { readonly code: 'due-invalid' }
	| { readonly code: 'title-required' }
	| { readonly code: 'reason-required' }
	| { readonly code: 'comment-required' }
	| { readonly code: 'too-many-comments'; readonly limit: number }
	| { readonly code: 'text-too-long'; readonly limit: number }
	| { readonly code: 'comment-gone'; readonly comment: CommentId }
	| { readonly code: 'not-your-comment' }
	| { readonly code: 'item-gone'; readonly item: ItemId }
	| { readonly code: 'item-required' }
	| { readonly code: 'too-many-items'; readonly limit: number }
	| { readonly code: 'label-required' }
	| { readonly code: 'too-many-labels'; readonly limit: number }
	/** Of several cards these lack an owner or a due time. */
	| { readonly code: 'some-not-ready'; readonly cards: readonly CardId[] }
	| { readonly code: 'too-many-at-once'; readonly limit: number }
	/** It stands at the edge already. */
	| { readonly code: 'no-further' }
	/** The other board has a card of this id. */
	| { readonly code: 'card-there'; readonly card: CardId }
	| { readonly code: 'claimed'; readonly by: PersonId; readonly until: Instant }
	| { readonly code: 'column-not-done'; readonly column: ColumnId }
	| { readonly code: 'too-many-columns'; readonly limit: number }
	/** The board's only column of this kind. */
	| { readonly code: 'column-needed'; readonly kind: 'inbox' | 'done' }
	| { readonly code: 'limit-invalid'; readonly most: number }
	/** What is to be undone has changed since; `by` is null when it cannot be told who did. */
	| { readonly code: 'changed-since'; readonly card: CardId; readonly by: PersonId | null };

/**
 * Why the server would not take a board update. They are about shape, size, identity and rights alone:
 * an honest client of this version never meets one.
 */
export type UpdateRefusal =
	| { readonly code: 'malformed' }
	| { readonly code: 'too-large' }
	| { readonly code: 'foreign-author' }
	| { readonly code: 'unknown-shape' }
	| { readonly code: 'invalid-value' }
	| { readonly code: 'not-whole' }
	| { readonly code: 'removed-by-client' }
	| { readonly code: 'not-allowed' };

export type Outcome<T, R = Refusal> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R };

export const done = <T>(value: T): Outcome<T, never> => ({ ok: true, value });
export const refuse = <R = Refusal>(refusal: R): Outcome<never, R> => ({ ok: false, refusal });
