import type { Day, Instant } from '#domain/ids.ts';
import { dayOf, minutesBetween, wallClock } from '#domain/time.ts';

/** When a day begins by the practice's clock, also on the days that its clocks are set. */
export function beginningOf(day: Day, timeZone: string): Instant {
	let at = Date.parse(`${day}T00:00:00Z`);
	// Once for the distance to Greenwich, once more where that changed in between.
	for (let i = 0; i < 2; i++) at += minutesBetween(wallClock(at as Instant, timeZone), day) * 60_000;
	// Where midnight itself is left out, the day begins at one.
	while (dayOf(wallClock(at as Instant, timeZone)) < day) at += 60_000;
	return at as Instant;
}
