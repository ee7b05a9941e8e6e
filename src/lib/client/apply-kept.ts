import type * as Y from 'yjs';
import { addCard, blockCard, moveCard, setField, unblockCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { allColumns } from '#domain/board/queries.ts';
import { cardsOf, columnsOf, textOf, type Origin } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { CardId, ColumnId, Instant, PersonId } from '#domain/ids.ts';
import { done, refuse, type Outcome, type Refusal } from '#domain/refusal.ts';
import type { KeptChange, KeptEdit } from './kept-edits.ts';

/** `cannot-repeat`: today's board is too different for it, or there is no operation for it; it can still be copied. */
export type KeptRefusal = Refusal | { readonly code: 'cannot-repeat' };

type Applied = Outcome<CardId, KeptRefusal>;
type Of<K extends KeptChange['kind']> = Extract<KeptChange, { kind: K }>;

/**
 * Does a kept edit again on today's board, as its author's edit of now.
 *
 * @returns the card's id, or the refusal of the operation that it takes, or `cannot-repeat`; a refused edit changes nothing.
 */
export function applyKept(doc: Y.Doc, { card: id, what }: KeptEdit, me: PersonId, now: Instant): Applied {
	if (id === null) return refuse({ code: 'cannot-repeat' });
	switch (what.kind) {
		case 'new-card':
			return addAgain(doc, id, what, { kind: 'person', person: me, at: now }, now);
		case 'move':
			return moveCard(doc, id, what.to.id, 'bottom', now);
		case 'field':
			return setField(doc, id, what.field, what.to);
		case 'blocked':
			return what.reason === null ? unblockCard(doc, id) : blockCard(doc, id, what.reason, now);
		case 'text':
			return writeAgain(doc, id, what);
		case 'comment': {
			const outcome = addComment(doc, id, { id: what.id, author: me, text: what.text }, what.at);
			return outcome.ok ? done(id) : outcome;
		}
		case 'other':
			return refuse({ code: 'cannot-repeat' });
	}
}

/** Under the same id, so that a card which did reach the server is not doubled. */
function addAgain(doc: Y.Doc, id: CardId, what: Of<'new-card'>, origin: Origin, now: Instant): Applied {
	const { title, description, fields, blocked, comments } = what;
	const column = columnFor(doc, what.column.id);
	return doc.transact((): Applied => {
		const card = { id, title, description, column, origin: what.origin ?? origin, ...fields };
		const outcome = addCard(doc, card, now);
		if (!outcome.ok) return outcome;
		if (blocked) blockCard(doc, id, blocked.reason, blocked.since);
		for (const { at, ...comment } of comments) addComment(doc, id, comment, at);
		return outcome;
	});
}

/** The column it was made in, else the board's first: where a card whose column is gone is shown anyway. */
function columnFor(doc: Y.Doc, column: ColumnId): ColumnId {
	return columnsOf(doc).has(column) ? column : (allColumns(doc)[0]?.id ?? column);
}

/** Where nobody has touched the text since, it becomes what its author saw; else their words go to its end. */
function writeAgain(doc: Y.Doc, id: CardId, { field, before, after, typed }: Of<'text'>): Applied {
	const entry = cardsOf(doc).get(id);
	const text = entry && textOf(entry, field);
	if (!text) return refuse({ code: 'card-gone', card: id });
	const today = text.toString();
	if (today === after) return done(id);
	if (today === before) return editText(doc, id, field, after);
	if (typed === '') return refuse({ code: 'cannot-repeat' });
	const gap = today === '' ? '' : field === 'title' ? ' ' : '\n';
	if (today.endsWith(`${gap}${typed}`)) return done(id);
	return editText(doc, id, field, `${today}${gap}${typed}`);
}
