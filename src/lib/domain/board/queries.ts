import type * as Y from 'yjs';
import type { CardId, ColumnId, WallClock } from '../ids.ts';
import { isOverdue } from '../time.ts';
import { byOrder } from './order.ts';
import { cardsOf, columnsOf, readCard, readColumn, type Card, type Column } from './schema.ts';

/** The board's columns from left to right. */
export function allColumns(doc: Y.Doc): Column[] {
	return [...columnsOf(doc).entries()].map(([id, entry]) => readColumn(id, entry)).sort(byOrder);
}

/** Every card that the board shows: neither archived nor handed over to another board. In no order. */
export function allCards(doc: Y.Doc): Card[] {
	const cards: Card[] = [];
	for (const [id, entry] of cardsOf(doc).entries()) {
		const card = readCard(id, entry);
		if (isShown(card)) cards.push(card);
	}
	return cards;
}

export function isShown(card: Card): boolean {
	return card.archived === null && card.left === null;
}

/**
 * The cards of each column in their order; every column has an entry, and every card is in exactly one of them.
 * A card whose column is gone stands in the board's first column, where somebody sees it.
 */
export function cardsByColumn(cards: Iterable<Card>, columns: readonly Column[]): Map<ColumnId, Card[]> {
	const groups = new Map<ColumnId, Card[]>(columns.map(({ id }) => [id, []]));
	const first = columns[0] && groups.get(columns[0].id);
	for (const card of cards) (groups.get(card.place.column) ?? first)?.push(card);
	for (const group of groups.values()) group.sort(byPlace);
	return groups;
}

export function cardsIn(doc: Y.Doc, column: ColumnId): Card[] {
	return cardsByColumn(allCards(doc), allColumns(doc)).get(column) ?? [];
}

/** The column a card is shown in, which is not its own when that one is gone. */
export function columnOf(card: Card, columns: readonly Column[]): Column | null {
	return columns.find(({ id }) => id === card.place.column) ?? columns[0] ?? null;
}

export function findCard(doc: Y.Doc, id: CardId): Card | null {
	const entry = cardsOf(doc).get(id);
	return entry ? readCard(id, entry) : null;
}

/** An unfinished card whose due time has passed. */
export function isLate(card: Card, column: Pick<Column, 'kind'> | null, clock: WallClock): boolean {
	return card.due !== null && column?.kind !== 'done' && isOverdue(card.due, clock);
}

export function byPlace(a: Card, b: Card): number {
	return byOrder({ id: a.id, order: a.place.order }, { id: b.id, order: b.place.order });
}
