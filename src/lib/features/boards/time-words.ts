import { locale } from '$lib/messages/languages.ts';
import { time as words } from '$lib/messages/time-messages.ts';
import type { Due, Instant, WallClock } from '#domain/ids.ts';
import { addDays, dayOf, hasTime, isOverdue, minutesBetween, wallClock } from '#domain/time.ts';

/** Wall-clock words have no time zone; they are read as if at Greenwich, and written as if there. */
const written = (options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
const WEEKDAY = written({ weekday: 'short' });
const DATE = written({ month: 'short', day: 'numeric' });
const DATE_AND_YEAR = written({ month: 'short', day: 'numeric', year: 'numeric' });

/** From here on a due time is worth a look between two patients. */
const SOON_MINUTES = 120;
const HOUR = 60;
const DAY = 24 * HOUR;

/** How a due time stands against the clock, where that is worth saying. */
export interface Lateness {
	readonly kind: 'late' | 'soon';
	/** `2 h late`, `due in 40 min`. */
	readonly words: string;
}

/** As people say it: `today 12:00`, `tomorrow`, `Tue 09:00`, `Mar 12`, `Mar 12, 2027`. */
export function dueWords(due: Due, clock: WallClock): string {
	const day = dayWords(due, clock);
	return hasTime(due) ? words.at(day, timeOf(due)) : day;
}

/** As the record says it, good on any day: `Mar 12, 12:00`. */
export function dateWords(due: Due, clock: WallClock): string {
	const date = calendarWords(due, clock);
	return hasTime(due) ? words.dateAt(date, timeOf(due)) : date;
}

/** What is late or due soon; null for everything else, and for a card that is done. */
export function latenessOf(due: Due, clock: WallClock): Lateness | null {
	if (isOverdue(due, clock)) return { kind: 'late', words: words.late(lateBy(due, clock)) };
	if (!hasTime(due)) return null;
	const minutes = minutesBetween(clock, due);
	if (minutes > SOON_MINUTES) return null;
	return { kind: 'soon', words: minutes === 0 ? words.dueNow : words.dueIn(spanWords(minutes)) };
}

/** When something happened, by the practice's clock: `just now`, `5 min ago`, `09:12`, `yesterday 16:40`, `Mar 12, 16:40`. */
export function agoWords(at: Instant, now: Instant, timeZone: string): string {
	const minutes = Math.floor((now - at) / 60_000);
	if (minutes < 1) return words.justNow;
	if (minutes < HOUR) return words.ago(words.minutes(minutes));
	const [then, clock] = [wallClock(at, timeZone), wallClock(now, timeZone)];
	if (dayOf(then) === dayOf(clock)) return timeOf(then);
	if (dayOf(then) === addDays(dayOf(clock), -1)) return words.at(words.yesterday, timeOf(then));
	return dateWords(then, clock);
}

export function timeOf(clock: WallClock): string {
	return clock.slice(11, 16);
}

function dayWords(due: Due, clock: WallClock): string {
	const days = minutesBetween(dayOf(clock), dayOf(due)) / DAY;
	if (days === 0) return words.today;
	if (days === 1) return words.tomorrow;
	if (days === -1) return words.yesterday;
	return days > 1 && days < 7 ? WEEKDAY.format(dateOf(due)) : calendarWords(due, clock);
}

function calendarWords(due: Due, clock: WallClock): string {
	return (due.slice(0, 4) === clock.slice(0, 4) ? DATE : DATE_AND_YEAR).format(dateOf(due));
}

const dateOf = (due: Due): Date => new Date(`${due.slice(0, 10)}T00:00Z`);

/** A day alone is late from the next midnight on, so it is counted in days. */
function lateBy(due: Due, clock: WallClock): string {
	if (hasTime(due)) return spanWords(minutesBetween(due, clock));
	return spanWords(minutesBetween(dayOf(due), dayOf(clock)));
}

function spanWords(minutes: number): string {
	if (minutes < HOUR) return words.minutes(minutes);
	if (minutes < DAY) return words.hours(Math.floor(minutes / HOUR));
	return words.days(Math.floor(minutes / DAY));
}
