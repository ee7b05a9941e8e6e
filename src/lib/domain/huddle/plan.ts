import type { DepartmentId } from '../board/departments.ts';
import type { BoardId, PersonId, WallClock } from '../ids.ts';
import { addDays, dayOf, weekdayOf } from '../time.ts';
import { isWorkDay } from './work-days.ts';

/** The steps of a huddle, in the order in which they are taken. */
export const STEPS = ['wins', 'look-back', 'walk', 'help', 'problems', 'close'] as const;
export type StepId = (typeof STEPS)[number];

export const RHYTHMS = ['weekly', 'daily'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export type PlanId = string & { readonly __brand: 'PlanId' };

/** Whose huddle it is: one department's, or everybody's. */
export type Audience = DepartmentId | 'practice';

/** How many seconds each step gets; one without any is left out. */
export type Seconds = Readonly<Record<StepId, number>>;

/** Ten minutes a week: what went well, four numbers, the walk, help, problems, and who does what by when. */
const WEEKLY: Seconds = { wins: 60, 'look-back': 60, walk: 330, help: 60, problems: 60, close: 30 };
/** Five minutes a day: the walk, help, problems. */
const DAILY: Seconds = { wins: 0, 'look-back': 0, walk: 180, help: 60, problems: 60, close: 0 };

export const SECONDS: Readonly<Record<Rhythm, Seconds>> = { weekly: WEEKLY, daily: DAILY };

/** Longer is a meeting. */
export const MOST_MINUTES = 30;

/** What one card gets before the clock on it turns; it only reminds. */
export const CARD_SECONDS = 45;

/** How many cards the walk has time for. */
export function cardsIn({ walk }: Seconds): number {
	return Math.max(1, Math.floor(walk / CARD_SECONDS));
}

export interface HuddlePlan {
	readonly id: PlanId;
	readonly department: Audience;
	readonly rhythm: Rhythm;
	/** The boards that are walked, in this order. */
	readonly boards: readonly BoardId[];
	/** 0 is Sunday. Of no meaning to a daily huddle, which is held from Monday to Friday. */
	readonly weekday: number;
	/** `HH:mm` at the practice. */
	readonly time: string;
	readonly seconds: Seconds;
	/** Who leads, one after another. */
	readonly leaders: readonly PersonId[];
	/** Whose turn it is; null when nobody is named. */
	readonly next: PersonId | null;
}

export function stepsOf(seconds: Seconds): StepId[] {
	return STEPS.filter((step) => seconds[step] > 0);
}

/** When the huddle is held next: after this minute. */
export function nextHuddle(
	{ rhythm, weekday, time }: Pick<HuddlePlan, 'rhythm' | 'weekday' | 'time'>,
	clock: WallClock
): WallClock {
	for (let ahead = 0; ; ahead += 1) {
		const day = addDays(dayOf(clock), ahead);
		const at = `${day}T${time}` as WallClock;
		const held = rhythm === 'weekly' ? weekdayOf(day) === weekday : isWorkDay(day);
		if (held && at > clock) return at;
	}
}

/**
 * Whose turn it is after somebody led: the next of the list who can.
 *
 * @param can leaves out who has left or may not open the boards any more.
 * @returns null when nobody of the list can.
 */
export function nextLeader(
	leaders: readonly PersonId[],
	led: PersonId | null,
	can: (person: PersonId) => boolean
): PersonId | null {
	const after = led === null ? -1 : leaders.indexOf(led);
	const turn = [...leaders.slice(after + 1), ...leaders.slice(0, after + 1)];
	return turn.find(can) ?? null;
}
