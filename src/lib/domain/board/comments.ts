import type * as Y from 'yjs';
import type { CardId, CommentId, Instant, PersonId } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { cardsOf, LIMITS, nestedOf } from './schema.ts';

export interface NewComment {
	readonly id: CommentId;
	readonly author: PersonId;
	readonly text: string;
}

/**
 * Adds a comment under its author's name.
 *
 * @returns the comment's id, or `card-gone`, `comment-required`, `text-too-long`, `too-many-comments`.
 */
export function addComment(doc: Y.Doc, card: CardId, comment: NewComment, now: Instant): Outcome<CommentId> {
	const entry = cardsOf(doc).get(card);
	const comments = entry && nestedOf(entry, 'comments');
	if (!comments) return refuse({ code: 'card-gone', card });
	const text = comment.text.trim();
	if (text === '') return refuse({ code: 'comment-required' });
	if (text.length > LIMITS.comment) return refuse({ code: 'text-too-long', limit: LIMITS.comment });
	if (comments.size >= LIMITS.comments) return refuse({ code: 'too-many-comments', limit: LIMITS.comments });
	comments.set(comment.id, { author: comment.author, at: now, text });
	return done(comment.id);
}
