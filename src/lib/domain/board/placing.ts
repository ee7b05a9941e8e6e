import type * as Y from 'yjs';
import type { CardId, ColumnId } from '../ids.ts';
import { byOrder, type Ordered } from './order.ts';
import { allColumns } from './queries.ts';
import { cardsOf, columnsOf, isEntryShown, readCard, readPlace } from './schema.ts';

/** Where in a list: beside something that the person sees, so that a filter or a colleague's change cannot shift it. */
export type SpotBeside<Id extends string> = 'top' | 'bottom' | { readonly before: Id } | { readonly after: Id };

/** A column's cards in their order, as the order sees them: the same as `cardsIn`, reading nothing but their places. */
export function orderedIn(doc: Y.Doc, column: ColumnId): Ordered[] {
	const columns = columnsOf(doc);
	const alsoLost = allColumns(doc)[0]?.id === column;
	const found: Ordered[] = [];
	for (const [id, entry] of cardsOf(doc).entries()) {
		const place = readPlace(entry.get('place'));
		const here = place.column === column ? columns.has(column) : alsoLost && !columns.has(place.column);
		if (here && isEntryShown(entry)) found.push({ id, order: place.order });
	}
	return found.sort(byOrder);
}

/** The index that a spot names; a neighbour that is not there (any more) means the end. */
export function indexOf(others: readonly { id: string }[], spot: SpotBeside<string>): number {
	if (spot === 'top') return 0;
	if (spot === 'bottom') return others.length;
	const neighbour = 'before' in spot ? spot.before : spot.after;
	const index = others.findIndex(({ id }) => id === neighbour);
	if (index < 0) return others.length;
	return 'before' in spot ? index : index + 1;
}

/** Gives cards that shared an order key their new ones; their column and age stay. */
export function respaceCards(doc: Y.Doc, respaced: readonly Ordered[]): void {
	for (const { id, order } of respaced) {
		const entry = cardsOf(doc).get(id as CardId);
		// A replica that waits for something may know a card without its place; a place made up here would replace the real one.
		if (entry?.has('place')) entry.set('place', { ...readCard(id, entry).place, order });
	}
}
