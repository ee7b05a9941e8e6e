import type { Day, Due, Instant, WallClock } from './ids.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** One formatter a zone: building one costs a hundred times its use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** What was told of a zone, by the minute: a screen asks for the same few again with every key. */
const told = new Map<string, Map<number, WallClock>>();
const TOLD_AT_MOST = 500;

/** Whether the runtime knows this IANA time zone. */
export function isTimeZone(zone: string): boolean {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

/**
 * What the clock on the practice's wall shows at this moment, to the minute.
 *
 * @throws {RangeError} when the time zone is unknown.
 */
export function wallClock(now: Instant, timeZone: string): WallClock {
	const minute = Math.floor(now / 60_000);
	let clocks = told.get(timeZone);
	if (!clocks || clocks.size > TOLD_AT_MOST) told.set(timeZone, (clocks = new Map()));
	const known = clocks.get(minute);
	if (known) return known;
	const part = Object.fromEntries(
		formatterFor(timeZone)
			.formatToParts(now)
			.map(({ type, value }) => [type, value])
	);
	const clock = `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}` as WallClock;
	clocks.set(minute, clock);
	return clock;
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known) return known;
	const formatter = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
	formatters.set(timeZone, formatter);
	return formatter;
}

export function dayOf(clock: Due): Day {
	return clock.slice(0, 10) as Day;
}

/** Whether a due time names the minute, not just the day. */
export function hasTime(due: Due): due is WallClock {
	return due.length > 10;
}

/** A real calendar day (no 30 February), alone or with a time. */
export function isDue(value: unknown): value is Due {
	if (typeof value !== 'string') return false;
	const [day = '', time, more] = value.split('T');
	if (more !== undefined || !isDay(day)) return false;
	return time === undefined || TIME.test(time);
}

export function isDay(value: unknown): value is Day {
	if (typeof value !== 'string' || !DAY.test(value)) return false;
	if (value.slice(8) <= '28') return true; // every month has so many days
	return new Date(utcOf(value as Day)).toISOString().startsWith(value);
}

/** A day is overdue once it is over, a minute once it has passed. Both are wall-clock words, so they compare as text. */
export function isOverdue(due: Due, clock: WallClock): boolean {
	return hasTime(due) ? clock > due : dayOf(clock) > due;
}

/** Minutes from `from` to `to` as the wall clock counts them; a day alone stands for its midnight. Negative when `to` comes first. */
export function minutesBetween(from: Due, to: Due): number {
	return Math.round((utcOf(to) - utcOf(from)) / 60_000);
}

/** The day so many days later (or earlier). */
export function addDays(day: Day, days: number): Day {
	return new Date(utcOf(day) + days * 86_400_000).toISOString().slice(0, 10) as Day;
}

/** 0 is Sunday. */
export function weekdayOf(day: Due): number {
	return new Date(utcOf(dayOf(day))).getUTCDay();
}

/** Reads the wall clock as if it hung in Greenwich: good for differences, never for moments. */
function utcOf(due: Due): number {
	return Date.parse(hasTime(due) ? `${due}:00Z` : `${due}T00:00:00Z`);
}
