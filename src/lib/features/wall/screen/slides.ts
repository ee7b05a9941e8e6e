import type { Instant } from '#domain/ids.ts';

/** The first slide answers what needs somebody now; it stays longer. The whole round takes about two minutes. */
const FIRST_MS = 30_000;
const OTHER_MS = 20_000;

/** Which slide stands at this moment, the same on every screen of the practice; 0 is the one of what calls for somebody. */
export function slideAt(now: Instant, departments: number): number {
	const round = FIRST_MS + departments * OTHER_MS;
	const into = now % round;
	return into < FIRST_MS ? 0 : 1 + Math.floor((into - FIRST_MS) / OTHER_MS);
}
