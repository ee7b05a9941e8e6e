import { isItemLate, type Item } from '../mine/boards.ts';
import type { Instant, WallClock } from '../ids.ts';
import { addDays, dayOf, hasTime, minutesBetween, wallClock } from '../time.ts';

/** Why a card needs somebody now, the most pressing first. */
export const SIGNALS = ['overdue', 'blocked', 'unowned', 'help', 'soon'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Due within so many minutes counts as soon. */
export const SOON_MINUTES = 120;

/** What an open card calls for, in the order of {@link SIGNALS}; nothing for one that goes its way. */
export function signalsOf(item: Item, clock: WallClock): Signal[] {
	const { card } = item;
	const is: Readonly<Record<Signal, boolean>> = {
		overdue: isItemLate(item, clock),
		blocked: card.blocked !== null,
		unowned: card.owner === null,
		help: card.help !== null,
		soon: isSoon(item, clock)
	};
	return SIGNALS.filter((signal) => is[signal]);
}

function isSoon({ card: { due } }: Item, clock: WallClock): boolean {
	return due !== null && hasTime(due) && due >= clock && minutesBetween(clock, due) <= SOON_MINUTES;
}

/**
 * Since when a card calls for somebody, by the practice's clock: the earliest of its signals. What is only due soon
 * stands behind everything that waits already, the next one due first.
 */
export function callsSince({ card }: Item, signals: readonly Signal[], timeZone: string): WallClock {
	const since: Readonly<Record<Signal, () => WallClock>> = {
		overdue: () => overdueSince(card.due!),
		blocked: () => wallClock(card.blocked!.since, timeZone),
		unowned: () => wallClock(bornAt(card.origin, card.place.since), timeZone),
		help: () => wallClock(card.help!.since, timeZone),
		soon: () => card.due as WallClock
	};
	return signals.map((signal) => since[signal]()).sort()[0]!;
}

/** A day alone is late from the next midnight on. */
function overdueSince(due: NonNullable<Item['card']['due']>): WallClock {
	return hasTime(due) ? due : (`${addDays(dayOf(due), 1)}T00:00` as WallClock);
}

const bornAt = (origin: Item['card']['origin'], since: Instant): Instant => origin?.at ?? since;
