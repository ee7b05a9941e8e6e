import { isLate } from '../board/queries.ts';
import type { Card, Column, ColumnKind } from '../board/schema.ts';
import type { Instant, WallClock } from '../ids.ts';
import { dayOf, hasTime, wallClock } from '../time.ts';
import { workDayAfter, workDaysBetween } from './work-days.ts';

/** What makes a card worth the team's time, the most telling first. */
export const SIGNALS = ['help', 'blocked', 'overdue', 'unowned', 'stuck', 'due'] as const;
export type Signal = (typeof SIGNALS)[number];

/**
 * So many work days in a column of its kind, and a card counts as stuck: an inbox is emptied daily, what somebody has
 * in hand is a matter of days, a payer or a physician takes two weeks.
 */
export const STUCK_DAYS: Readonly<Record<ColumnKind, number | null>> = {
	inbox: 2,
	todo: 7,
	doing: 3,
	waiting: 10,
	done: null
};

/** What is due within so many work days should have been begun. */
export const SOON_DAYS = 2;

/** The moment for which signals are asked. */
export interface Moment {
	readonly now: Instant;
	/** The same moment on the practice's wall. */
	readonly clock: WallClock;
	/** When the team meets next. */
	readonly next: WallClock;
	readonly timeZone: string;
}

/** Why a card is talked about; none for a plain card, and for one that is finished. */
export function signalsOf(card: Card, column: Pick<Column, 'kind'> | null, moment: Moment): Signal[] {
	const kind = column?.kind ?? 'todo';
	if (kind === 'done') return [];
	const wrong: Readonly<Record<Exclude<Signal, 'due'>, boolean>> = {
		help: card.help !== null,
		blocked: card.blocked !== null,
		overdue: isLate(card, column, moment.clock),
		unowned: card.owner === null,
		stuck: isStuck(card, kind, moment)
	};
	const found = SIGNALS.filter((signal) => signal !== 'due' && wrong[signal]);
	return found.length === 0 && isDueUnbegun(card, kind, moment) ? ['due'] : found;
}

function isStuck(card: Card, kind: ColumnKind, { clock, timeZone }: Moment): boolean {
	const days = STUCK_DAYS[kind];
	return days !== null && workDaysBetween(dayOf(wallClock(card.place.since, timeZone)), dayOf(clock)) >= days;
}

/** What somebody has in hand, or waits for, they know of; what nobody has begun may be forgotten. */
function isDueUnbegun({ due }: Card, kind: ColumnKind, { clock, next }: Moment): boolean {
	if (due === null || (kind !== 'inbox' && kind !== 'todo')) return false;
	return dayOf(due) <= workDayAfter(dayOf(clock), SOON_DAYS) && isBefore(due, next);
}

/** A day alone is over at its end: on the huddle's own day it can still be talked about there. */
function isBefore(due: string, next: WallClock): boolean {
	return hasTime(due as WallClock) ? due < next : due < next.slice(0, 10);
}
