import * as Y from 'yjs';
import { removeColumn, renameColumn, setColumnKind, setWipLimit } from '../board/column-changes.ts';
import { allCards, allColumns, cardsIn } from '../board/queries.ts';
import { cardsOf, columnsOf, type Column, type Place } from '../board/schema.ts';
import type { CardId, ColumnId, Instant } from '../ids.ts';
import type { Outcome } from '../refusal.ts';
import { isSame } from './steps.ts';

interface Sent {
	readonly card: CardId;
	readonly before: Place;
	readonly after: Place;
}

/** One thing that a manager did to a board's columns and can take back. */
export interface ColumnStep {
	readonly added: readonly Column[];
	readonly changed: readonly { readonly before: Column; readonly after: Column }[];
	readonly removed: readonly { readonly column: Column; readonly sent: readonly Sent[] }[];
}

/**
 * Does something to columns and remembers what it changed.
 *
 * @returns the operation's outcome, and the step; null when it changed nothing.
 */
export function recordColumnStep<T>(
	doc: Y.Doc,
	operation: () => Outcome<T>
): { readonly outcome: Outcome<T>; readonly step: ColumnStep | null } {
	const before = allColumns(doc);
	const places = allCards(doc).map(({ id, place }) => ({ id, place }));
	const outcome = doc.transact(operation);
	const after = new Map(allColumns(doc).map((column) => [column.id, column]));
	const step: ColumnStep = {
		added: [...after.values()].filter(({ id }) => !before.some((column) => column.id === id)),
		changed: before.flatMap((column) => {
			const now = after.get(column.id);
			return now && !isSame(now, column) ? [{ before: column, after: now }] : [];
		}),
		removed: before
			.filter(({ id }) => !after.has(id))
			.map((column) => ({ column, sent: places.flatMap(({ id, place }) => sentFrom(doc, column.id, id, place)) }))
	};
	const nothing = step.added.length + step.changed.length + step.removed.length === 0;
	return { outcome, step: nothing ? null : step };
}

function sentFrom(doc: Y.Doc, column: ColumnId, card: CardId, before: Place): Sent[] {
	const after = cardsOf(doc).get(card)?.get('place') as Place | undefined;
	return before.column === column && after ? [{ card, before, after }] : [];
}

/**
 * Takes it back: all of it, or nothing where somebody has gone on from it. A column that was removed comes back under a
 * new id, with those of its cards that nobody has moved since.
 *
 * @param newId for the column that comes back.
 * @returns whether it was taken back.
 */
export function undoColumns(doc: Y.Doc, step: ColumnStep, newId: ColumnId, now: Instant): boolean {
	const today = new Map(allColumns(doc).map((column) => [column.id, column]));
	const left = [...step.added, ...step.changed.map(({ after }) => after)];
	if (!left.every((column) => isSame(today.get(column.id), column))) return false;
	return doc.transact(() => {
		for (const { id } of step.added) if (!takeAway(doc, id, now)) return false;
		for (const { before, after } of step.changed) if (!changeBack(doc, before, after)) return false;
		for (const { column, sent } of step.removed) bringBack(doc, { ...column, id: newId }, sent);
		return true;
	});
}

/** Only while it is empty: what stands in it by now is somebody's work. */
function takeAway(doc: Y.Doc, id: ColumnId, now: Instant): boolean {
	const other = allColumns(doc).find((column) => column.id !== id);
	return cardsIn(doc, id).length === 0 && other !== undefined && removeColumn(doc, id, other.id, now).ok;
}

function changeBack(doc: Y.Doc, before: Column, after: Column): boolean {
	const { id } = before;
	if (before.kind !== after.kind && !setColumnKind(doc, id, before.kind).ok) return false;
	if (before.title !== after.title) renameColumn(doc, id, before.title);
	if (before.wipLimit !== after.wipLimit) setWipLimit(doc, id, before.wipLimit);
	if (before.order !== after.order) columnsOf(doc).get(id)?.set('order', before.order);
	return true;
}

function bringBack(doc: Y.Doc, { id, title, kind, order, wipLimit }: Column, sent: readonly Sent[]): void {
	const fields = { title, kind, order, ...(wipLimit === null ? {} : { wipLimit }) };
	columnsOf(doc).set(id, new Y.Map<unknown>(Object.entries(fields)));
	for (const { card, before, after } of sent) {
		const entry = cardsOf(doc).get(card);
		if (entry && isSame(entry.get('place'), after)) entry.set('place', { ...before, column: id });
	}
}
