import type { CardId } from '#domain/ids.ts';
import type { WallCard, WallView } from '#domain/wall/view.ts';

/** The cards that came or became something else between two views. */
export function changedCards(before: WallView, after: WallView): Set<CardId> {
	const then = new Map(cardsOf(before).map((card) => [card.id, JSON.stringify(card)]));
	return new Set(
		cardsOf(after)
			.filter((card) => then.get(card.id) !== JSON.stringify(card))
			.map(({ id }) => id)
	);
}

/** A card may stand under its column and among those that call for somebody; the column's is the plainer one. */
function cardsOf({ exceptions, slides }: WallView): WallCard[] {
	const columns = slides.flatMap(({ columns }) =>
		columns.flatMap(({ id, cards }) => cards.map((card) => ({ ...card, column: id })))
	);
	const inColumns = new Set(columns.map(({ id }) => id));
	return [...columns, ...exceptions.filter(({ id }) => !inColumns.has(id))];
}
