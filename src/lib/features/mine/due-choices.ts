import type { Day, WallClock } from '#domain/ids.ts';
import { addDays, dayOf, minutesBetween, weekdayOf } from '#domain/time.ts';

/** A time that is offered at once, and how it is called. */
export interface DueChoice {
	readonly kind: 'inAnHour' | 'todayAt' | 'tomorrowAt' | 'nextWeek';
	readonly due: WallClock;
}

const NOON = '12:00';
const CLOSE = '17:00';
const MORNING = '09:00';

/** New due times that people mean most: later today, tomorrow, next week. None has passed. */
export function dueChoices(clock: WallClock): DueChoice[] {
	const today = dayOf(clock);
	const on = (day: Day, time: string) => `${day}T${time}` as WallClock;
	const monday = addDays(today, ((8 - weekdayOf(today)) % 7) + (weekdayOf(today) === 1 ? 7 : 0));
	const choices: DueChoice[] = [
		{ kind: 'todayAt', due: on(today, NOON) },
		{ kind: 'todayAt', due: on(today, CLOSE) },
		{ kind: 'tomorrowAt', due: on(addDays(today, 1), MORNING) },
		{ kind: 'tomorrowAt', due: on(addDays(today, 1), NOON) },
		{ kind: 'nextWeek', due: on(monday, MORNING) }
	];
	const hour = inAnHour(clock);
	return [
		...(hour ? [{ kind: 'inAnHour', due: hour } as const] : []),
		...choices.filter(({ due }) => minutesBetween(clock, due) > 0 && due !== hour)
	];
}

/** To the next quarter; null when that is tomorrow. */
function inAnHour(clock: WallClock): WallClock | null {
	const minutes = Math.ceil((minutesBetween(dayOf(clock), clock) + 60) / 15) * 15;
	if (minutes >= 24 * 60) return null;
	const two = (n: number) => String(n).padStart(2, '0');
	return `${dayOf(clock)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` as WallClock;
}
