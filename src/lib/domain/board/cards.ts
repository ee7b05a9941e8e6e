import * as Y from 'yjs';
import type { CardId, ColumnId, Due, Instant, PersonId } from '../ids.ts';
import { done, refuse, type Outcome, type Refusal } from '../refusal.ts';
import { isDue } from '../time.ts';
import { slotAt } from './order.ts';
import { indexOf, orderedIn, respaceCards, type SpotBeside } from './placing.ts';
import { allColumns, columnOf } from './queries.ts';
import {
	cardsOf,
	columnsOf,
	LIMITS,
	readCard,
	readColumn,
	type Card,
	type Category,
	type Column,
	type Origin,
	type Place,
	type Priority,
	type YEntry
} from './schema.ts';

export interface NewCard {
	readonly id: CardId;
	readonly title: string;
	readonly column: ColumnId;
	readonly origin: Origin;
	readonly description?: string;
	readonly owner?: PersonId | null;
	readonly due?: Due | null;
	readonly category?: Category | null;
	readonly priority?: Priority;
	readonly patient?: string | null;
}

/** Where in a column: beside a card that the person sees, so that a filter or a colleague's change cannot shift it. */
export type Spot = SpotBeside<CardId>;

/** The fields that hold one value each; concurrent writes end in one of them. */
export interface CardFields {
	readonly owner: PersonId | null;
	readonly due: Due | null;
	readonly category: Category | null;
	readonly priority: Priority;
	readonly patient: string | null;
}

/**
 * Adds a card at the bottom of its column. Outside an inbox a card has one named owner and a due time.
 * An id that is already on the board changes nothing, so a sender may safely try again.
 *
 * @returns the card's id, or `title-required`, `text-too-long`, `due-invalid`, `column-gone`, `owner-required`,
 * `due-required`; a refused card changes nothing.
 */
export function addCard(doc: Y.Doc, card: NewCard, now: Instant): Outcome<CardId> {
	if (cardsOf(doc).has(card.id)) return done(card.id);
	const title = card.title.replace(/\s+/g, ' ').trim();
	if (title === '') return refuse({ code: 'title-required' });
	const tooLong = overLimit(title, LIMITS.title) ?? overLimit(card.patient ?? '', LIMITS.patient);
	if (tooLong) return refuse(tooLong);
	if (card.due && !isDue(card.due)) return refuse({ code: 'due-invalid' });
	const column = columnsOf(doc).get(card.column);
	if (!column) return refuse({ code: 'column-gone', column: card.column });
	const missing = missingPromise({ owner: card.owner ?? null, due: card.due ?? null }, readColumn(card.column, column));
	if (missing) return refuse(missing);

	const others = orderedIn(doc, card.column);
	const { order } = slotAt(others, others.length);
	const place: Place = { column: card.column, order, since: now };
	doc.transact(() => cardsOf(doc).set(card.id, wholeCard({ ...card, title }, place)));
	return done(card.id);
}

/** A card with all its nested types at once: made lazily, two people's first comments would erase each other. */
function wholeCard(card: NewCard, place: Place): YEntry {
	const { owner, due, category, priority, patient, origin } = card;
	const fields = { owner, due, category, priority, patient: patient?.trim() || null, origin, place };
	return new Y.Map<unknown>([
		...Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
		...Object.entries({
			title: new Y.Text(card.title),
			description: new Y.Text(card.description ?? ''),
			labels: new Y.Map(),
			checklist: new Y.Map(),
			comments: new Y.Map()
		})
	]);
}

/**
 * Moves a card to a spot in a column; a neighbour that is not there (any more) means the bottom.
 *
 * One register, so peers see the whole move or none of it. A WIP limit warns, it never refuses:
 * two people could fill the last place at once anyway.
 *
 * @param now when the gesture happened; becomes `since` if the column changes.
 * @returns the card's id, or `card-gone`, `column-gone`, `owner-required`, `due-required`; a refused move changes nothing.
 */
export function moveCard(doc: Y.Doc, id: CardId, column: ColumnId, spot: Spot, now: Instant): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	if (!entry) return refuse({ code: 'card-gone', card: id });
	const target = columnsOf(doc).get(column);
	if (!target) return refuse({ code: 'column-gone', column });
	const card = readCard(id, entry);
	const missing = missingPromise(card, readColumn(column, target));
	if (missing) return refuse(missing);

	const others = orderedIn(doc, column).filter((other) => other.id !== id);
	const { order, respaced } = slotAt(others, indexOf(others, spot));
	const since = card.place.column === column ? card.place.since : now;
	doc.transact(() => {
		respaceCards(doc, respaced);
		entry.set('place', { column, order, since });
	});
	return done(id);
}

/** Moves a card to the top of the board's first column for what is done; the same refusals as {@link moveCard}. */
export function finishCard(doc: Y.Doc, id: CardId, now: Instant): Outcome<CardId> {
	const column = allColumns(doc).find(({ kind }) => kind === 'done');
	if (!column) return refuse({ code: 'column-gone', column: 'done' as ColumnId });
	return moveCard(doc, id, column.id, 'top', now);
}

/**
 * Sets one field of a card; null clears it.
 *
 * @returns the card's id, or `card-gone`, `due-invalid`, `text-too-long`; outside an inbox also `owner-required` and
 * `due-required` for taking away what a card there must have. A refused change changes nothing.
 */
export function setField<F extends keyof CardFields>(
	doc: Y.Doc,
	id: CardId,
	field: F,
	value: CardFields[F]
): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	if (!entry) return refuse({ code: 'card-gone', card: id });
	const card = readCard(id, entry);
	if (field === 'due' && value !== null && !isDue(value)) return refuse({ code: 'due-invalid' });
	const tooLong = field === 'patient' ? overLimit(value ?? '', LIMITS.patient) : null;
	if (tooLong) return refuse(tooLong);
	const missing = value === null ? missingPromise({ ...card, [field]: null }, columnOf(card, allColumns(doc))) : null;
	if (missing && missing.code === `${field}-required`) return refuse(missing);
	const next = typeof value === 'string' ? value.trim() || null : value;
	if (card[field] === next) return done(id);
	doc.transact(() => {
		if (next === null) entry.delete(field);
		else entry.set(field, next);
	});
	return done(id);
}

/** Marks a card as stuck, with the reason in words. @returns `card-gone`, `reason-required` or `text-too-long` on refusal. */
export function blockCard(doc: Y.Doc, id: CardId, reason: string, now: Instant): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	if (!entry) return refuse({ code: 'card-gone', card: id });
	const words = reason.trim();
	if (words === '') return refuse({ code: 'reason-required' });
	const tooLong = overLimit(words, LIMITS.reason);
	if (tooLong) return refuse(tooLong);
	const since = readCard(id, entry).blocked?.since ?? now;
	entry.set('blocked', { reason: words, since });
	return done(id);
}

export function unblockCard(doc: Y.Doc, id: CardId): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	if (!entry) return refuse({ code: 'card-gone', card: id });
	if (entry.has('blocked')) entry.delete('blocked');
	return done(id);
}

/** What a card still lacks to stand in a column: anywhere but in an inbox it has one named person and a due time. */
export function missingPromise(card: Pick<Card, 'owner' | 'due'>, column: Pick<Column, 'kind'> | null): Refusal | null {
	if (column === null || column.kind === 'inbox') return null;
	if (card.owner === null) return { code: 'owner-required' };
	if (card.due === null) return { code: 'due-required' };
	return null;
}

/** The refusal of a text that is longer than people write it. */
export function overLimit(text: string, limit: number): Refusal | null {
	return text.length > limit ? { code: 'text-too-long', limit } : null;
}
