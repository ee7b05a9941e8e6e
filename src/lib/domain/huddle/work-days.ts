import type { Day } from '../ids.ts';
import { addDays, weekdayOf } from '../time.ts';

/** Huddles count from Monday to Friday: what came on a Friday is not two days old on Sunday. */
export function isWorkDay(day: Day): boolean {
	const weekday = weekdayOf(day);
	return weekday >= 1 && weekday <= 5;
}

/** How many work days lie after `from`, up to and with `to`; 0 when `to` is not later. */
export function workDaysBetween(from: Day, to: Day): number {
	if (to <= from) return 0;
	const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
	const rest = days % 7;
	const over = Array.from({ length: rest }, (_, i) => addDays(to, -i)).filter(isWorkDay).length;
	return ((days - rest) / 7) * 5 + over;
}

/** The work day so many work days later. */
export function workDayAfter(from: Day, days: number): Day {
	let day = from;
	for (let left = days; left > 0; left -= isWorkDay(day) ? 1 : 0) day = addDays(day, 1);
	return day;
}
