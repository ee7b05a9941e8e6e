import type * as Y from 'yjs';
import type { CardId, CommentId, Instant, PersonId } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { cardsOf, LIMITS, nestedOf, readComments } from './schema.ts';

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

/**
 * Rewrites a comment of one's own; it says from then on that it was edited, and the record keeps what it said before.
 *
 * @returns the comment's id, or `card-gone`, `comment-gone`, `not-your-comment`, `comment-required`, `text-too-long`.
 */
export function editComment(doc: Y.Doc, card: CardId, comment: NewComment, now: Instant): Outcome<CommentId> {
	const own = ownComment(doc, card, comment.id, comment.author);
	if (!own.ok) return own;
	const text = comment.text.trim();
	if (text === '') return refuse({ code: 'comment-required' });
	if (text.length > LIMITS.comment) return refuse({ code: 'text-too-long', limit: LIMITS.comment });
	const { comments, there } = own.value;
	if (there.text !== text) comments.set(comment.id, { author: there.author, at: there.at, text, edited: now });
	return done(comment.id);
}

/**
 * Takes a comment of one's own off the card; the record keeps its words. One that is gone already is no refusal.
 *
 * @returns the comment's id, or `card-gone`, `not-your-comment`.
 */
export function removeComment(doc: Y.Doc, card: CardId, id: CommentId, me: PersonId): Outcome<CommentId> {
	const own = ownComment(doc, card, id, me);
	if (own.ok) own.value.comments.delete(id);
	return own.ok || own.refusal.code === 'comment-gone' ? done(id) : own;
}

function ownComment(doc: Y.Doc, card: CardId, id: CommentId, me: PersonId) {
	const entry = cardsOf(doc).get(card);
	const comments = entry && nestedOf(entry, 'comments');
	if (!comments) return refuse({ code: 'card-gone' as const, card });
	const there = readComments(entry).find((comment) => comment.id === id);
	if (!there) return refuse({ code: 'comment-gone' as const, comment: id });
	return there.author === me ? done({ comments, there }) : refuse({ code: 'not-your-comment' as const });
}
