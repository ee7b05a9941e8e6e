import type { Instant } from '#domain/ids.ts';
import { wallClock } from '#domain/time.ts';

/** Long open, a browser gathers what nobody asked for; at this hour nobody looks. */
const NIGHT_HOUR = '03';
const LEAST_UP_MS = 6 * 60 * 60_000;
/** Where an old page came back after all, the next try waits: a screen must not begin anew again and again. */
const AGAIN_MS = 10 * 60_000;
const KEY = 'daybreak/wall-reloaded';

/** Whether the page should begin anew: at night, and when the server's pages are newer than this one. */
export function shouldRenew(
	upMs: number,
	{ now, timeZone, build, own }: { now: Instant; timeZone: string; build: string | null; own: string }
): boolean {
	if (build !== null && build !== own) return sinceReloadMs() > AGAIN_MS;
	return upMs > LEAST_UP_MS && wallClock(now, timeZone).slice(11, 13) === NIGHT_HOUR;
}

/** Begins anew, but only when the server is there to give the page: an error page would stay all day. */
export async function renew(reload: () => void): Promise<void> {
	try {
		const response = await fetch('/tv', { cache: 'no-store' });
		if (!response.ok) return;
		sessionStorage.setItem(KEY, String(Date.now()));
	} catch {
		return;
	}
	reload();
}

function sinceReloadMs(): number {
	try {
		return Math.abs(Date.now() - Number(sessionStorage.getItem(KEY) ?? 0));
	} catch {
		return 0;
	}
}
