import type { Day, WallClock } from '../ids.ts';
import { addDays, dayOf, isDay, weekdayOf } from '../time.ts';

/** What some words say about a due time. */
export interface Moment {
	/** How many words. */
	readonly words: number;
	readonly day: Day | null;
	/** `HH:mm`. */
	readonly time: string | null;
	/** The day was written without its year and had passed. */
	readonly nextYear: boolean;
	/**
	 * Whether it is a due time wherever it stands. `sun`, `may 5` and `3/14` are so only where nothing but marks and
	 * times follows: a visit of 3/14, sun screen and a patient who sat are no due times.
	 */
	readonly sure: boolean;
}

export interface MomentContext {
	readonly clock: WallClock;
	/** What `eod` means, `HH:mm`. */
	readonly endOfDay: string;
	/** Whether a day with its year may lie in the past, as in a spreadsheet. */
	readonly past?: boolean;
}

interface DayAt {
	readonly words: number;
	readonly day: Day;
	readonly sure: boolean;
	readonly nextYear?: boolean;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SHORT_WEEKDAYS = ['sun', 'mon', 'tue tues', 'wed weds', 'thu thur thurs', 'fri', 'sat'];
const MONTHS = [
	...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
	...['october', 'november', 'december']
];

/** Words that lead to a due time and go with it. */
const LEADS = ['by', 'due', 'before', 'on', 'at'];

/** After these a day or time belongs to the words: `claim of 3/14`, `schedule for tomorrow`, `every Monday`, `until noon`; not so behind due and by. */
const HOLDS = [
	...['of', 'for', 'from', 'since', 'until', 'till', 'til', 'after', 'between', 'and', 'or', 'to', 'than'],
	...['every', 'each', 'last', 'past', 'per', 'dos', 'dob', 'born', '-', '–', '&'],
	...['visit', 'visits', 'page', 'part', 'step']
];

/** What the words from `at` on say about a due time; null when they say nothing of it. */
export function momentAt(words: readonly string[], at: number, context: MomentContext): Moment | null {
	const said = words[at] === 'due' || words[at] === 'by';
	if (at > 0 && !said && HOLDS.includes(words[at - 1]!)) return null;
	let start = at;
	if (words[start] === 'due' && words[start + 1] !== 'due' && LEADS.includes(words[start + 1] ?? '')) start += 1;
	const lead = LEADS.includes(words[start] ?? '') ? words[start]! : null;
	if (lead) start += 1;
	const moment = soonAt(words, start, context) ?? stampAt(words, start, context) ?? pairAt(words, start, context, lead);
	if (!moment) return null;
	const named = lead === 'by' || lead === 'due' || lead === 'before' || (lead === 'on' && moment.day !== null);
	if (lead === 'on' && moment.day === null) return null;
	const bare = moment.day === null && moment.time !== null && !moment.sure;
	return { ...moment, words: moment.words + start - at, sure: moment.sure || (named && !bare) };
}

/** A day, a time, or one and the other in either order. */
function pairAt(words: readonly string[], at: number, context: MomentContext, lead: string | null): Moment | null {
	const day = lead === 'at' ? null : dayAt(words, at, context);
	if (day) {
		const next = at + day.words;
		const gap = ['at', 'by', 'before'].includes(words[next] ?? '') ? 1 : 0;
		const time = timeAt(words, next + gap, context, gap > 0);
		const length = time?.sure ? gap + time.words : 0;
		return {
			words: day.words + length,
			day: day.day,
			time: time?.sure ? time.time : null,
			nextYear: day.nextYear ?? false,
			sure: day.sure || length > 0
		};
	}
	const time = timeAt(words, at, context, lead !== null && lead !== 'on');
	if (!time) return null;
	const next = at + time.words;
	const gap = words[next] === 'on' ? 1 : 0;
	const after = time.sure ? dayAt(words, next + gap, context) : null;
	if (!after) return { ...time, day: null, nextYear: false };
	const length = time.words + gap + after.words;
	return { words: length, day: after.day, time: time.time, nextYear: after.nextYear ?? false, sure: true };
}

function timeAt(
	words: readonly string[],
	at: number,
	{ endOfDay }: MomentContext,
	led: boolean
): { words: number; time: string; sure: boolean } | null {
	const word = words[at] ?? '';
	if (word === 'noon') return { words: 1, time: '12:00', sure: true };
	if (word === 'eod') return { words: 1, time: endOfDay, sure: true };
	const match = /^(\d{1,2})(?::([0-5]\d))?(a|p|am|pm|a\.m|p\.m)?$/.exec(word);
	if (!match) return null;
	const [, hour = '', minute, half] = match;
	const next = half ? null : (/^(?:am|pm|a\.m|p\.m)$/.exec(words[at + 1] ?? '')?.[0] ?? null);
	const time = clockTime(hour, minute ?? '00', half ?? next);
	if (time === null) return null;
	if (half ?? next ?? minute) return { words: next ? 2 : 1, time, sure: true };
	return led && Number(hour) >= 1 && Number(hour) <= 12 ? { words: 1, time, sure: false } : null;
}

/** Without a.m. or p.m. an hour from 1 to 6 is the afternoon's, as a practice means it; `03:30` is the night's. */
function clockTime(hour: string, minute: string, half: string | null): string | null {
	const h = Number(hour);
	if (half ? h < 1 || h > 12 : h > 23) return null;
	const afternoon = half ? half.startsWith('p') : h >= 1 && h <= 6 && hour.length === 1;
	const of24 = half ? (h % 12) + (afternoon ? 12 : 0) : h + (afternoon ? 12 : 0);
	return `${String(of24).padStart(2, '0')}:${minute}`;
}

function dayAt(words: readonly string[], at: number, context: MomentContext): DayAt | null {
	const word = words[at] ?? '';
	const today = dayOf(context.clock);
	if (word === 'today') return { words: 1, day: today, sure: true };
	if (word === 'tomorrow' || word === 'tmrw' || word === 'tmr') return { words: 1, day: addDays(today, 1), sure: true };
	return weekdayAt(words, at, today) ?? writtenAt(words, at, context);
}

/** `Friday` is the next one, never today; `next Friday` the one of next week. */
function weekdayAt(words: readonly string[], at: number, today: Day): DayAt | null {
	const led = words[at] === 'next' || words[at] === 'this';
	const word = words[led ? at + 1 : at] ?? '';
	const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
	if (words[at] === 'next' && word === 'week') return { words: 2, day: addDays(monday, 7), sure: true };
	const full = WEEKDAYS.indexOf(word);
	const weekday = full >= 0 ? full : SHORT_WEEKDAYS.findIndex((names) => names.split(' ').includes(word));
	if (weekday < 0) return null;
	const ahead = (weekday - weekdayOf(today) + 7) % 7 || 7;
	const day = words[at] === 'next' ? addDays(monday, 7 + ((weekday + 6) % 7)) : addDays(today, ahead);
	return { words: led ? 2 : 1, day, sure: led || full >= 0 };
}

/** `3/14`, `3/14/26`, `2026-03-14`, `Mar 14`, `March 14th, 2026`, `14 Mar`, `14-Mar-26`. */
function writtenAt(words: readonly string[], at: number, context: MomentContext): DayAt | null {
	const word = words[at] ?? '';
	const iso = /^(\d{4}-\d{2}-\d{2})$/.exec(word)?.[1];
	if (iso) return isDay(iso) && isOpen(iso, context) ? { words: 1, day: iso, sure: true } : null;
	const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(word);
	if (slashed) return calendarDay(slashed[1]!, slashed[2]!, slashed[3], 1, context);
	const dashed = /^(\d{1,2})-([a-z]+)(?:-(\d{4}|\d{2}))?$/.exec(word);
	if (dashed) return calendarDay(monthOf(dashed[2]!), dashed[1]!, dashed[3], 1, context);
	const next = words[at + 1] ?? '';
	const year = /^20\d\d$/.exec(words[at + 2] ?? '')?.[0];
	const [month, number] = monthOf(word) ? [monthOf(word), next] : [monthOf(next), word];
	const day = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(number)?.[1];
	return month && day ? calendarDay(month, day, year, year ? 3 : 2, context) : null;
}

function monthOf(word: string): string {
	const month = MONTHS.findIndex(
		(name) => name === word || name.slice(0, 3) === word || (name.startsWith('sept') && word === 'sept')
	);
	return month < 0 ? '' : String(month + 1);
}

function calendarDay(
	month: string,
	day: string,
	year: string | undefined,
	words: number,
	context: MomentContext
): DayAt | null {
	const today = dayOf(context.clock);
	const on = (full: string) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	if (year) {
		const written = on(year.length === 2 ? `20${year}` : year);
		return isDay(written) && isOpen(written, context) ? { words, day: written, sure: false } : null;
	}
	const thisYear = on(today.slice(0, 4));
	if (isDay(thisYear) && thisYear >= today) return { words, day: thisYear, sure: false };
	// 29 February may have to wait for more than a year.
	const later = [1, 2, 3, 4].map((n) => on(String(Number(today.slice(0, 4)) + n))).find(isDay);
	return later ? { words, day: later, sure: false, nextYear: isDay(thisYear) } : null;
}

/** A day of the past with its year is a date of birth or of a visit, never a promise; nor is 3/14/85. */
function isOpen(day: string, { clock, past = false }: MomentContext): boolean {
	return past || (day >= dayOf(clock) && Number(day.slice(0, 4)) - Number(clock.slice(0, 4)) <= 5);
}

/** `in 2 hours`, `in 30 min`, `in 3 days`, `in a week`. */
function soonAt(words: readonly string[], at: number, { clock }: MomentContext): Moment | null {
	if (words[at] !== 'in') return null;
	const count = ['a', 'an', 'one'].includes(words[at + 1] ?? '')
		? 1
		: Number(/^\d{1,3}$/.exec(words[at + 1] ?? '')?.[0]);
	const unit = /^(day|week|hour|hr|min|minute)s?$/.exec(words[at + 2] ?? '')?.[1];
	if (!(count >= 1) || !unit) return null;
	const said = { words: 3, nextYear: false, sure: true };
	if (unit === 'day' || unit === 'week') {
		return { ...said, day: addDays(dayOf(clock), unit === 'week' ? count * 7 : count), time: null };
	}
	const later = new Date(
		Date.parse(`${clock}:00Z`) + count * (unit.startsWith('min') ? 60_000 : 3_600_000)
	).toISOString();
	return { ...said, day: later.slice(0, 10) as Day, time: later.slice(11, 16) };
}

/** `2026-03-14T15:30`, as programs write it. */
function stampAt(words: readonly string[], at: number, context: MomentContext): Moment | null {
	const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)t((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(words[at] ?? '') ?? [];
	return isDay(day) && isOpen(day, context) ? { words: 1, day, time, nextYear: false, sure: true } : null;
}
