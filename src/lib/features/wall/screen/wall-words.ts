import { t } from '$lib/messages/wall-messages.ts';
import { minutesBetween } from '#domain/time.ts';
import type { WallClock } from '#domain/ids.ts';
import type { WallCard } from '#domain/wall/view.ts';

export const WORDS = t.wall;

/** A card's name on the wall: what is safe of its title, else its kind. */
export function nameOfCard({ title, kind }: Pick<WallCard, 'title' | 'kind'>): string {
	return title ?? WORDS.kinds[kind] ?? WORDS.kinds.task;
}

/** How long something lasts by now, in its largest unit; empty before a minute has passed. */
export function spanSince(since: WallClock | undefined, clock: WallClock): string {
	const minutes = since === undefined ? 0 : minutesBetween(since, clock);
	if (minutes < 1) return '';
	if (minutes < 60) return t.time.minutes(minutes);
	if (minutes < 1440) return t.time.hours(Math.floor(minutes / 60));
	return t.time.days(Math.floor(minutes / 1440));
}

export function timeWithSeconds(clock: WallClock, seconds: number): string {
	return `${clock.slice(11, 16)}:${String(seconds).padStart(2, '0')}`;
}
