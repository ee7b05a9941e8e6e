import { columnOf, isLate, isShown } from '../board/queries.ts';
import { PRIORITIES, type Card, type Column } from '../board/schema.ts';
import type { BoardId, WallClock } from '../ids.ts';

/** One of the boards that a person opens, as lists over all of them read it. */
export interface BoardOfMine {
	readonly board: BoardId;
	readonly columns: readonly Column[];
	readonly cards: readonly Card[];
}

/** A card, and where it is. */
export interface Item {
	readonly board: BoardId;
	readonly card: Card;
	/** The column in which it is shown; null on a board without columns. */
	readonly column: Column | null;
}

/** Every unfinished card of all boards. */
export function openItems(boards: readonly BoardOfMine[]): Item[] {
	return boards.flatMap(({ board, columns, cards }) =>
		cards
			.filter(isShown)
			.map((card) => ({ board, card, column: columnOf(card, columns) }))
			.filter(({ column }) => column?.kind !== 'done')
	);
}

export function isItemLate({ card, column }: Item, clock: WallClock): boolean {
	return isLate(card, column, clock);
}

/** Waits for somebody outside: it stands in a waiting column, or something is in its way. */
export function isWaiting({ card, column }: Item): boolean {
	return column?.kind === 'waiting' || card.blocked !== null;
}

/** By due time, a day alone after its times and no due time last; then the more urgent first, then by id. */
export function byDue(a: Item, b: Item): number {
	return compare(rank(a), rank(b)) || urgency(b) - urgency(a) || compare(nameOf(a), nameOf(b));
}

/** Sorts after every minute of its day, and before the next day. */
const rank = ({ card: { due } }: Item) => (due === null ? '~' : due.length === 10 ? `${due}T~` : due);
const urgency = ({ card }: Item) => PRIORITIES.indexOf(card.priority);
const nameOf = ({ board, card }: Item) => `${card.id} ${board}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function grouped<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
