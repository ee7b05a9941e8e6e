import type { Day, PersonId, WallClock } from '../ids.ts';
import { addDays, dayOf, hasTime, minutesBetween, weekdayOf } from '../time.ts';
import { byDue, grouped, isItemLate, isWaiting, openItems, type BoardOfMine, type Item } from './boards.ts';

/** What is due in one hour of today; `hour` is null for what is due today without a time. */
export interface HourOfToday {
	readonly hour: number | null;
	readonly items: readonly Item[];
}

/** What a person has to do. Each of their open cards is in exactly one of the first four. */
export interface MyDay {
	readonly overdue: readonly Item[];
	/** By hour, the ones without a time last; also what waits, since somebody has to ask by then. */
	readonly today: readonly HourOfToday[];
	/** Not due today, and in somebody else's hands or blocked. */
	readonly waiting: readonly Item[];
	readonly next: readonly Item[];
	/** What this person asked for and others own, as long as it is open. */
	readonly asked: readonly Item[];
}

export function myDay(boards: readonly BoardOfMine[], me: PersonId, clock: WallClock): MyDay {
	const items = openItems(boards);
	const mine = items.filter(({ card }) => card.owner === me).sort(byDue);
	const asked = items.filter(({ card }) => isAskedBy(card.origin, me) && card.owner !== null && card.owner !== me);
	const sections = grouped(mine, (item) => sectionOf(item, clock));
	const hours = grouped(sections.get('today') ?? [], ({ card: { due } }) =>
		due !== null && hasTime(due) ? Number(due.slice(11, 13)) : null
	);
	return {
		overdue: sections.get('overdue') ?? [],
		today: [...hours].map(([hour, due]) => ({ hour, items: due })),
		waiting: sections.get('waiting') ?? [],
		next: sections.get('next') ?? [],
		asked: asked.sort(byDue)
	};
}

function sectionOf(item: Item, clock: WallClock): 'overdue' | 'today' | 'waiting' | 'next' {
	if (isItemLate(item, clock)) return 'overdue';
	const { due } = item.card;
	if (due !== null && dayOf(due) === dayOf(clock)) return 'today';
	return isWaiting(item) ? 'waiting' : 'next';
}

function isAskedBy(origin: Item['card']['origin'], me: PersonId): boolean {
	return origin?.kind === 'person' && origin.person === me;
}

/** A person's open cards by the day on which they are due; each is in exactly one place. */
export interface MyWeek {
	readonly overdue: readonly Item[];
	/** Due before the days that are shown, and not late yet. */
	readonly earlier: readonly Item[];
	/** Seven of them, from Monday. */
	readonly days: readonly { readonly day: Day; readonly items: readonly Item[] }[];
	readonly later: readonly Item[];
	/** Without a due time: captured, and not promised yet. */
	readonly undated: readonly Item[];
}

/** @param from any day of the week that is wanted; the present one without it. */
export function myWeek(boards: readonly BoardOfMine[], me: PersonId, clock: WallClock, from?: Day): MyWeek {
	const mine = openItems(boards)
		.filter(({ card }) => card.owner === me)
		.sort(byDue);
	const any = from ?? dayOf(clock);
	const monday = addDays(any, -((weekdayOf(any) + 6) % 7));
	const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i));
	const dayOfItem = ({ card: { due } }: Item) => (due === null ? null : dayOf(due));
	const rest = mine.filter((item) => !isItemLate(item, clock));
	return {
		overdue: mine.filter((item) => isItemLate(item, clock)),
		earlier: rest.filter((item) => (dayOfItem(item) ?? monday) < monday),
		days: days.map((day) => ({ day, items: rest.filter((item) => dayOfItem(item) === day) })),
		later: rest.filter((item) => (dayOfItem(item) ?? '') > days[6]!),
		undated: rest.filter((item) => dayOfItem(item) === null)
	};
}

/** What the banner and the tab's badge count. */
export interface DueSoon {
	readonly overdue: readonly Item[];
	/** Due at a time within the next minutes; a day alone never is. */
	readonly soon: readonly Item[];
}

export function dueSoon(boards: readonly BoardOfMine[], me: PersonId, clock: WallClock, minutes = 30): DueSoon {
	const mine = openItems(boards)
		.filter(({ card }) => card.owner === me)
		.sort(byDue);
	const isSoon = ({ card: { due } }: Item) =>
		due !== null && hasTime(due) && due >= clock && minutesBetween(clock, due) <= minutes;
	return { overdue: mine.filter((item) => isItemLate(item, clock)), soon: mine.filter(isSoon) };
}
