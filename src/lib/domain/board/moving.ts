import type * as Y from 'yjs';
import type { CardId, ColumnId, Instant } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { missingPromise, moveCard, type Spot } from './cards.ts';
import { slotsAt } from './order.ts';
import { indexOf, orderedIn, respaceCards } from './placing.ts';
import { allCards, allColumns, cardsByColumn, findCard, isShown } from './queries.ts';
import { cardsOf, columnsOf, LIMITS, readColumn, type Card } from './schema.ts';

/** The cards that a person sees above and below the drop; either may be missing. */
export interface Neighbours {
	readonly after?: CardId | null;
	readonly before?: CardId | null;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Moves several cards together: they keep the order in which the board shows them, and peers see the whole move or
 * none of it. Cards that are gone are left out.
 *
 * @returns the cards that were moved, in their order; or `column-gone`, `some-not-ready`, `too-many-at-once`, and
 * `card-gone` when none of them is on the board any more. A refused move changes nothing.
 */
export function moveCards(
	doc: Y.Doc,
	ids: readonly CardId[],
	column: ColumnId,
	spot: Spot,
	now: Instant
): Outcome<CardId[]> {
	const target = columnsOf(doc).get(column);
	if (!target) return refuse({ code: 'column-gone', column });
	if (ids.length > LIMITS.atOnce) return refuse({ code: 'too-many-at-once', limit: LIMITS.atOnce });
	const cards = inBoardOrder(doc, ids);
	if (ids[0] !== undefined && cards.length === 0) return refuse({ code: 'card-gone', card: ids[0] });
	const kind = readColumn(column, target);
	const unready = cards.filter((card) => missingPromise(card, kind) !== null).map(({ id }) => id);
	if (unready.length > 0) return refuse({ code: 'some-not-ready', cards: unready });

	const moving = new Set(cards.map(({ id }) => id));
	const standing = orderedIn(doc, column);
	const others = standing.filter(({ id }) => !moving.has(id as CardId));
	const at = indexOf(others, spotWithout(moving, standing, spot));
	const { orders, respaced } = slotsAt(others, at, cards.length);
	doc.transact(() => {
		respaceCards(doc, respaced);
		cards.forEach(({ id, place }, i) => {
			const since = place.column === column ? place.since : now;
			cardsOf(doc).get(id)!.set('place', { column, order: orders[i]!, since });
		});
	});
	return done([...moving]);
}

/**
 * Moves a card to where a person dropped it among the cards that they see, with a filter on too: right behind the
 * one above it, or, when that one has gone meanwhile, right before the one below. The same refusals as `moveCard`.
 */
export function moveCardNextTo(
	doc: Y.Doc,
	id: CardId,
	column: ColumnId,
	{ after, before }: Neighbours,
	now: Instant
): Outcome<CardId> {
	const standing = new Set(orderedIn(doc, column).map((card) => card.id));
	const spot: Spot = after && standing.has(after) ? { after } : before && standing.has(before) ? { before } : 'bottom';
	return moveCard(doc, id, column, spot, now);
}

/**
 * Moves a card one step, without dragging: up and down past the next card that is shown, left and right into the next
 * column at the same height.
 *
 * @param isShown which cards the person sees; all of them without it.
 * @returns the card's id, or `no-further` at the board's edge; the same refusals as `moveCard`.
 */
export function moveStep(
	doc: Y.Doc,
	id: CardId,
	direction: Direction,
	now: Instant,
	isShown: (card: Card) => boolean = () => true
): Outcome<CardId> {
	const columns = allColumns(doc);
	const groups = cardsByColumn(allCards(doc), columns);
	const from = columns.findIndex((column) => groups.get(column.id)!.some((card) => card.id === id));
	if (from < 0) return refuse({ code: 'card-gone', card: id });
	const seen = (index: number) => groups.get(columns[index]!.id)!.filter((card) => card.id === id || isShown(card));
	const height = seen(from).findIndex((card) => card.id === id);
	if (direction === 'up' || direction === 'down') {
		const beside = seen(from)[direction === 'up' ? height - 1 : height + 1]?.id;
		if (!beside) return refuse({ code: 'no-further' });
		return moveCard(doc, id, columns[from]!.id, direction === 'up' ? { before: beside } : { after: beside }, now);
	}
	const to = direction === 'left' ? from - 1 : from + 1;
	const target = columns[to];
	if (!target) return refuse({ code: 'no-further' });
	const [below, last] = [seen(to)[height], seen(to).at(-1)];
	return moveCard(doc, id, target.id, below ? { before: below.id } : last ? { after: last.id } : 'bottom', now);
}

function inBoardOrder(doc: Y.Doc, ids: readonly CardId[]): Card[] {
	const columns = allColumns(doc);
	const cards = [...new Set(ids)].flatMap((id) => findCard(doc, id) ?? []).filter(isShown);
	return [...cardsByColumn(cards, columns).values()].flat();
}

/** A spot beside a card that moves along becomes one beside the nearest card that stays. */
function spotWithout(moving: ReadonlySet<CardId>, standing: readonly { id: string }[], spot: Spot): Spot {
	if (typeof spot === 'string') return spot;
	const upwards = 'after' in spot;
	const beside = upwards ? spot.after : spot.before;
	if (!moving.has(beside)) return spot;
	const ids = standing.map(({ id }) => id as CardId);
	const from = ids.indexOf(beside);
	if (from < 0) return 'bottom';
	const rest = upwards ? ids.slice(0, from).reverse() : ids.slice(from + 1);
	const stays = rest.find((id) => !moving.has(id));
	if (stays === undefined) return upwards ? 'top' : 'bottom';
	return upwards ? { after: stays } : { before: stays };
}
