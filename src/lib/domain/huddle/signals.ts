import { isLate } from '../board/queries.ts';
import type { Card, Column, ColumnKind } from '../board/schema.ts';
import type { Instant, WallClock } from '../ids.ts';
import { hasTime } from '../time.ts';

/** What makes a card worth the team's time, the most telling first. */
export const SIGNALS = ['help', 'blocked', 'overdue', 'unowned', 'stuck', 'due'] as const;
export type Signal = (typeof SIGNALS)[number];

/** So many days in a column of its kind, and a card counts as stuck: an inbox is emptied daily, a payer takes its time. */
export const STUCK_DAYS: Readonly<Record<ColumnKind, number | null>> = {
	inbox: 2,
	todo: 7,
	doing: 4,
	waiting: 7,
	done: null
};

const DAY_MS = 86_400_000;

/** The moment for which signals are asked. */
export interface Moment {
	readonly now: Instant;
	/** The same moment on the practice's wall. */
	readonly clock: WallClock;
	/** When the team meets next. */
	readonly next: WallClock;
}

/** Why a card is talked about; none for a plain card, and for one that is finished. */
export function signalsOf(card: Card, column: Pick<Column, 'kind'> | null, { now, clock, next }: Moment): Signal[] {
	if (column?.kind === 'done') return [];
	const days = STUCK_DAYS[column?.kind ?? 'todo'];
	const late = isLate(card, column, clock);
	const shown: Readonly<Record<Signal, boolean>> = {
		help: isAskingForHelp(card),
		blocked: card.blocked !== null,
		overdue: late,
		unowned: card.owner === null,
		stuck: days !== null && now - card.place.since >= days * DAY_MS,
		due: !late && card.due !== null && isBefore(card.due, next)
	};
	return SIGNALS.filter((signal) => shown[signal]);
}

function isAskingForHelp(card: Card): boolean {
	return card.help !== null;
}

/** A day alone is over at its end: on the huddle's own day it can still be talked about there. */
function isBefore(due: string, next: WallClock): boolean {
	return hasTime(due as WallClock) ? due < next : due < next.slice(0, 10);
}
