import * as Y from 'yjs';
import type { CardId, ColumnId, Instant } from '../ids.ts';
import { done, refuse, type Outcome, type Refusal } from '../refusal.ts';
import { missingPromise, overLimit } from './cards.ts';
import { moveCards } from './moving.ts';
import { slotAt } from './order.ts';
import { indexOf, type SpotBeside } from './placing.ts';
import { allColumns, cardsIn } from './queries.ts';
import { columnsOf, LIMITS, type Column, type ColumnKind } from './schema.ts';

/** A column may ask for so few cards at once, or so many. */
export const MOST_WIP = 999;

/** Their number that the server takes over a board's life is four times `LIMITS.columns`; removed ones count. */
const EVER = 3;

export interface NewColumn {
	/** Drawn at random by whoever makes it: two columns of one name are two columns. */
	readonly id: ColumnId;
	readonly title: string;
	readonly kind: ColumnKind;
	readonly wipLimit?: number | null;
}

/**
 * Adds a column. An id that is already there changes nothing.
 *
 * @returns the column's id, or `title-required`, `text-too-long`, `limit-invalid`, `too-many-columns`.
 */
export function addColumn(
	doc: Y.Doc,
	{ id, title, kind, wipLimit = null }: NewColumn,
	spot: SpotBeside<ColumnId> = 'bottom'
): Outcome<ColumnId> {
	const columns = columnsOf(doc);
	if (columns.has(id)) return done(id);
	const name = oneLine(title);
	const wrong = wrongTitle(name) ?? wrongLimit(wipLimit);
	if (wrong) return refuse(wrong);
	if (columns.size >= LIMITS.columns || columns._map.size >= LIMITS.columns * EVER) {
		return refuse({ code: 'too-many-columns', limit: LIMITS.columns });
	}
	const others = allColumns(doc);
	const { order, respaced } = slotAt(others, indexOf(others, spot));
	doc.transact(() => {
		for (const other of respaced) columns.get(other.id)?.set('order', other.order);
		const fields = { title: name, kind, order, ...(wipLimit === null ? {} : { wipLimit }) };
		columns.set(id, new Y.Map<unknown>(Object.entries(fields)));
	});
	return done(id);
}

/** @returns the column's id, or `column-gone`, `title-required`, `text-too-long`. */
export function renameColumn(doc: Y.Doc, id: ColumnId, title: string): Outcome<ColumnId> {
	const name = oneLine(title);
	return changed(doc, id, 'title', name, wrongTitle(name));
}

/** Moves a column beside another one; `top` is the left end. @returns the column's id, or `column-gone`. */
export function moveColumn(doc: Y.Doc, id: ColumnId, spot: SpotBeside<ColumnId>): Outcome<ColumnId> {
	const entry = columnsOf(doc).get(id);
	if (!entry) return refuse({ code: 'column-gone', column: id });
	const others = allColumns(doc).filter((column) => column.id !== id);
	const { order, respaced } = slotAt(others, indexOf(others, spot));
	doc.transact(() => {
		for (const other of respaced) columnsOf(doc).get(other.id)?.set('order', other.order);
		entry.set('order', order);
	});
	return done(id);
}

/**
 * Says what a column is for. The last inbox and the last column for finished work keep their kind here; two people
 * who change the last two at once may still leave a board without one, which every reader bears.
 *
 * @returns the column's id, or `column-gone`, `column-needed`, and `some-not-ready` when an inbox with cards that lack
 * an owner or a due time would become something else.
 */
export function setColumnKind(doc: Y.Doc, id: ColumnId, kind: ColumnKind): Outcome<ColumnId> {
	const column = allColumns(doc).find((one) => one.id === id);
	const wrong = column && column.kind !== kind ? (lastOfKind(doc, column) ?? unready(doc, id, { kind })) : null;
	return changed(doc, id, 'kind', kind, wrong);
}

/** Most cards wanted at once, or null for as many as come. @returns the column's id, or `column-gone`, `limit-invalid`. */
export function setWipLimit(doc: Y.Doc, id: ColumnId, limit: number | null): Outcome<ColumnId> {
	return changed(doc, id, 'wipLimit', limit, wrongLimit(limit));
}

/**
 * Removes a column and sends its cards to the end of another one, in one step. Archived cards keep its name in their
 * place; brought back, they stand in the board's first column.
 *
 * @returns the cards that were sent, or `column-gone` for either column, `column-needed`, `some-not-ready`,
 * `too-many-at-once`; a refused removal changes nothing.
 */
export function removeColumn(doc: Y.Doc, id: ColumnId, to: ColumnId, now: Instant): Outcome<CardId[]> {
	const column = allColumns(doc).find((one) => one.id === id);
	if (!column) return refuse({ code: 'column-gone', column: id });
	if (to === id) return refuse({ code: 'column-gone', column: to });
	const needed = lastOfKind(doc, column);
	if (needed) return refuse(needed);
	return doc.transact(() => {
		const cards = cardsIn(doc, id).map((card) => card.id);
		const sent = moveCards(doc, cards, to, 'bottom', now);
		if (sent.ok) columnsOf(doc).delete(id);
		return sent;
	});
}

function changed(
	doc: Y.Doc,
	id: ColumnId,
	field: 'title' | 'kind' | 'wipLimit',
	value: string | number | null,
	wrong: Refusal | null
): Outcome<ColumnId> {
	const entry = columnsOf(doc).get(id);
	if (!entry) return refuse({ code: 'column-gone', column: id });
	if (wrong) return refuse(wrong);
	if ((entry.get(field) ?? null) === value) return done(id);
	if (value === null) entry.delete(field);
	else entry.set(field, value);
	return done(id);
}

function lastOfKind(doc: Y.Doc, { id, kind }: Column): Refusal | null {
	if (kind !== 'inbox' && kind !== 'done') return null;
	const another = allColumns(doc).some((column) => column.kind === kind && column.id !== id);
	return another ? null : { code: 'column-needed', kind };
}

function unready(doc: Y.Doc, id: ColumnId, column: Pick<Column, 'kind'>): Refusal | null {
	const cards = cardsIn(doc, id).filter((card) => missingPromise(card, column) !== null);
	return cards.length === 0 ? null : { code: 'some-not-ready', cards: cards.map((card) => card.id) };
}

function wrongTitle(title: string): Refusal | null {
	return title === '' ? { code: 'title-required' } : overLimit(title, LIMITS.columnTitle);
}

function wrongLimit(limit: number | null): Refusal | null {
	const valid = limit === null || (Number.isInteger(limit) && limit >= 1 && limit <= MOST_WIP);
	return valid ? null : { code: 'limit-invalid', most: MOST_WIP };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
