/** From here on the screen says that it waits for word. A beat comes every five seconds: three may be missed. */
export const LATE_MS = 15_000;
/** From here on what it shows is no longer to be trusted, and it says so across the whole screen. */
export const DEAD_MS = 120_000;

export type Standing = 'live' | 'late' | 'dead';

/** How far a wall may be trusted that heard from the server so long ago. */
export function standingAfter(silentMs: number): Standing {
	if (silentMs <= LATE_MS) return 'live';
	return silentMs <= DEAD_MS ? 'late' : 'dead';
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** How long a wall waits before its n-th try, the first being 1; `luck` from 0 to 1 keeps many screens from coming at once. */
export function waitBefore(tries: number, luck: number): number {
	const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1));
	return Math.round(Math.max(FIRST_WAIT_MS, most * (0.75 + 0.25 * luck)));
}
