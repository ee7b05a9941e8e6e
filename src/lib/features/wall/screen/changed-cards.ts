import type { CardId } from '#domain/ids.ts';
import type { WallCard, WallView } from '#domain/wall/view.ts';

/** A view's cards, each in a form that is the same as long as it says the same. */
export function readCards(view: WallView): Map<CardId, string> {
	return new Map(cardsOf(view).map((card) => [card.id, JSON.stringify(card)]));
}

/** The cards that came or became something else between two views. */
export function changedCards(before: ReadonlyMap<CardId, string>, after: ReadonlyMap<CardId, string>): Set<CardId> {
	return new Set([...after].filter(([id, text]) => before.get(id) !== text).map(([id]) => id));
}

/** A card may stand under its column and among those that call for somebody; the column's is the plainer one. */
function cardsOf({ exceptions, slides }: WallView): WallCard[] {
	const columns = slides.flatMap(({ columns }) =>
		columns.flatMap(({ id, cards }) => cards.map((card) => ({ ...card, column: id })))
	);
	const inColumns = new Set(columns.map(({ id }) => id));
	return [...columns, ...exceptions.filter(({ id }) => !inColumns.has(id))];
}
