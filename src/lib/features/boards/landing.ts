import type { Spot } from '#domain/board/cards.ts';
import type { Card, Column, Place } from '#domain/board/schema.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';

/**
 * Where cards would land if they were let go now. The spot is named by a neighbour that is seen there at that moment,
 * not counted, so neither a colleague's change under the hand nor a filter can shift it.
 */
export interface Landing {
	readonly column: ColumnId;
	readonly spot: Spot;
}

export type Direction = 'up' | 'down' | 'left' | 'right' | 'top' | 'bottom';

/** The board as somebody sees it: its columns, and the cards that are shown in each. */
export interface Sight {
	readonly columns: readonly Column[];
	readonly shown: ReadonlyMap<ColumnId, readonly Card[]>;
	/** Whether each owner has a lane of their own; a card then keeps to its lane. */
	readonly lanes?: boolean;
}

/** What can be a neighbour of these cards in a column. */
function seenWith({ shown, lanes }: Sight, column: ColumnId, held: readonly CardId[]): readonly Card[] {
	const cards = shown.get(column) ?? [];
	if (!lanes) return cards;
	const first = [...shown.values()].flat().find(({ id }) => id === held[0]);
	return first ? cards.filter(({ owner }) => owner === first.owner) : cards;
}

/** A column's cards without those that are held. */
export function othersIn(sight: Sight, column: ColumnId, held: readonly CardId[]): readonly Card[] {
	return seenWith(sight, column, held).filter(({ id }) => !held.includes(id));
}

/** The place of a landing among the others of its column; where the neighbour has gone meanwhile, the end. */
export function indexAt(others: readonly Card[], spot: Spot): number {
	if (spot === 'top') return 0;
	if (spot === 'bottom') return others.length;
	const index = others.findIndex(({ id }) => id === ('before' in spot ? spot.before : spot.after));
	if (index < 0) return others.length;
	return 'before' in spot ? index : index + 1;
}

export function spotFor(others: readonly Card[], index: number): Spot {
	const below = others[index];
	if (below) return { before: below.id };
	const last = others.at(-1);
	return last ? { after: last.id } : 'bottom';
}

/** Where cards stand now, as if they had just been put there. */
export function landingOf(sight: Sight, held: readonly CardId[]): Landing | null {
	for (const column of sight.shown.keys()) {
		const index = seenWith(sight, column, held).findIndex(({ id }) => id === held[0]);
		if (index >= 0) return { column, spot: spotFor(othersIn(sight, column, held), index) };
	}
	return null;
}

/** The card that stands where one stood that has gone: the next one down, or the last. */
export function heirOf({ shown }: Sight, { column, order }: Pick<Place, 'column' | 'order'>): Card | null {
	const cards = shown.get(column) ?? [];
	return cards.find(({ place }) => place.order > order) ?? cards.at(-1) ?? null;
}

/** One step from a landing, or null at the board's edge; into a neighbour column it goes at the same height. */
export function stepFrom(sight: Sight, held: readonly CardId[], from: Landing, direction: Direction): Landing | null {
	const others = othersIn(sight, from.column, held);
	const index = indexAt(others, from.spot);
	if (direction === 'left' || direction === 'right') {
		const at = sight.columns.findIndex(({ id }) => id === from.column);
		const column = sight.columns[direction === 'left' ? at - 1 : at + 1]?.id;
		if (at < 0 || !column) return null;
		const there = othersIn(sight, column, held);
		return { column, spot: spotFor(there, Math.min(index, there.length)) };
	}
	const next = { up: index - 1, down: index + 1, top: 0, bottom: others.length }[direction];
	if (next < 0 || next > others.length || next === index) return null;
	return { column: from.column, spot: spotFor(others, next) };
}

/** Let go where they were: no move, and no line in the record. */
export function standsAlready(sight: Sight, held: readonly CardId[], { column, spot }: Landing): boolean {
	const index = indexAt(othersIn(sight, column, held), spot);
	const cards = seenWith(sight, column, held);
	return held.every((id, i) => cards[index + i]?.id === id);
}

export function sameLanding(a: Landing | null, b: Landing | null): boolean {
	return a?.column === b?.column && JSON.stringify(a?.spot) === JSON.stringify(b?.spot);
}
