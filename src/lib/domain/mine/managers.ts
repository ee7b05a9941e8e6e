import type { PersonId, WallClock } from '../ids.ts';
import { dayOf } from '../time.ts';
import { byDue, grouped, isItemLate, isWaiting, openItems, type BoardOfMine, type Item } from './boards.ts';

/** Everything late on all boards, the latest first. */
export function allOverdue(boards: readonly BoardOfMine[], clock: WallClock): Item[] {
	return openItems(boards)
		.filter((item) => isItemLate(item, clock))
		.sort(byDue);
}

/** Everything open that nobody owns. */
export function allUnowned(boards: readonly BoardOfMine[]): Item[] {
	return openItems(boards)
		.filter(({ card }) => card.owner === null)
		.sort(byDue);
}

/** How much a person has in hand: for sharing work out, not for comparing people. */
export interface Load {
	readonly person: PersonId;
	readonly open: number;
	readonly overdue: number;
	readonly today: number;
	readonly waiting: number;
}

/** Everybody who has open cards, by id: screens order them by name. The last three may count one card twice. */
export function loadByPerson(boards: readonly BoardOfMine[], clock: WallClock): Load[] {
	const owned = grouped(openItems(boards), ({ card }) => card.owner);
	return [...owned]
		.filter((entry): entry is [PersonId, Item[]] => entry[0] !== null)
		.map(([person, items]) => ({
			person,
			open: items.length,
			overdue: items.filter((item) => isItemLate(item, clock)).length,
			today: items.filter(({ card: { due } }) => due !== null && dayOf(due) === dayOf(clock)).length,
			waiting: items.filter(isWaiting).length
		}))
		.sort((a, b) => (a.person < b.person ? -1 : 1));
}
