import type { Day, Instant, WallClock } from '#domain/ids.ts';
import { addDays, dayOf, minutesBetween, wallClock, weekdayOf } from '#domain/time.ts';

/** The practice is open Monday to Friday, 7:30 to 17:30. */
const OPENS = 7 * 60 + 30;
const CLOSES = 17 * 60 + 30;
export const CLINIC_DAY = CLOSES - OPENS;
export const CLINIC_WEEK = 5 * CLINIC_DAY;

/**
 * Time as the practice spends it: counted in minutes of opening hours before (`ago`) and after the last moment that
 * it was open. The same story fits any weekday and any hour, and nobody works on a Sunday night in it.
 */
export interface ClinicHours {
	/** Never later than now. */
	ago(minutes: number): Instant;
	clockAgo(minutes: number): WallClock;
	/** Later than now. A negative number of minutes lies in the past. */
	clockIn(minutes: number): WallClock;
}

export function clinicHours(now: Instant, timeZone: string): ClinicHours {
	const clock = wallClock(now, timeZone);
	const present = lastOpenMoment(clock);
	const noonOf = noons(timeZone);
	const clockAt = (position: number, atClosing: boolean): [Day, number] => {
		const days = atClosing ? Math.ceil(position / CLINIC_DAY) - 1 : Math.floor(position / CLINIC_DAY);
		return [clinicDay(present.day, days), OPENS + position - days * CLINIC_DAY];
	};
	return {
		ago(minutes) {
			const [day, minute] = clockAt(present.minutes - minutes, true);
			return Math.round(noonOf(day) + (minute - 720) * 60_000) as Instant;
		},
		clockAgo: (minutes) => clockWords(...clockAt(present.minutes - minutes, true)),
		clockIn: (minutes) => clockWords(...clockAt(present.minutes + minutes, minutes <= 0))
	};
}

function lastOpenMoment(clock: WallClock): { day: Day; minutes: number } {
	const minute = minutesBetween(dayOf(clock), clock);
	const [day, at] = minute > OPENS ? [dayOf(clock), minute] : [addDays(dayOf(clock), -1), CLOSES];
	if (isOpen(day)) return { day, minutes: Math.min(at, CLOSES) - OPENS };
	return { day: clinicDay(day, 0), minutes: CLINIC_DAY };
}

const isOpen = (day: Day) => weekdayOf(day) >= 1 && weekdayOf(day) <= 5;

/** The open day so many open days away; a closed one counts as the open day before it. */
export function clinicDay(from: Day, days: number): Day {
	let day = from;
	while (!isOpen(day)) day = addDays(day, -1);
	const step = Math.sign(days);
	for (let left = Math.abs(days); left > 0; left -= 1) {
		do day = addDays(day, step);
		while (!isOpen(day));
	}
	return day;
}

function clockWords(day: Day, minute: number): WallClock {
	const whole = Math.floor(minute);
	const two = (part: number) => String(part).padStart(2, '0');
	return `${day}T${two(Math.floor(whole / 60))}:${two(whole % 60)}` as WallClock;
}

/** When it is noon at the practice. Clocks are changed at night, so the whole opening day can be counted from there. */
function noons(timeZone: string): (day: Day) => number {
	const known = new Map<Day, number>();
	return (day) => {
		const cached = known.get(day);
		if (cached !== undefined) return cached;
		const greenwich = Date.parse(`${day}T12:00:00Z`);
		const off = minutesBetween(`${day}T12:00` as WallClock, wallClock(greenwich as Instant, timeZone));
		const noon = greenwich - off * 60_000;
		known.set(day, noon);
		return noon;
	};
}
