import { createCounts } from './counts.ts';

export type Verdict =
	{ readonly admitted: true; readonly delayMs: number } | { readonly admitted: false; readonly retryAfterMs: number };

/** How fast one secret may be guessed by whoever goes by one name: a person at a device, say. */
export interface Limiter {
	/** Counts the try from its start, so that a hundred at once are a hundred. */
	admit(key: string): Verdict;
	/** Takes all tries of this name back. */
	succeeded(key: string): void;
}

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGET_MS = 60 * 60_000;

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** Longer, and the connection or the person gives up before the answer. */
export const LONGEST_QUEUE_MS = 60_000;

/** Five tries, then a no for 30 seconds, doubling to 15 minutes; forgotten after an hour of quiet. */
export function createRefusingLimiter(now: () => number): Limiter {
	const counts = createCounts(now, FORGET_MS);
	return {
		admit(key) {
			const count = counts.get(key);
			if (count && count.tries >= FREE_TRIES) {
				const wait = Math.min(FIRST_WAIT_MS * 2 ** (count.tries - FREE_TRIES), LONGEST_WAIT_MS);
				const retryAfterMs = count.last + wait - now();
				if (retryAfterMs > 0) return { admitted: false, retryAfterMs };
			}
			counts.add(key);
			return { admitted: true, delayMs: 0 };
		},
		succeeded: counts.clear
	};
}

/**
 * Five tries, then later and later answers, one after the other: at most one in 30 seconds, but the right one always
 * gets its yes. A no comes only to those at the end of a queue of a minute.
 */
export function createDelayingLimiter(now: () => number): Limiter {
	const counts = createCounts(now, FORGET_MS);
	return {
		admit(key) {
			const before = counts.get(key);
			const tries = before?.tries ?? 0;
			if (tries < FREE_TRIES) {
				counts.add(key);
				return { admitted: true, delayMs: 0 };
			}
			const step = Math.min(FIRST_DELAY_MS * 2 ** (tries - FREE_TRIES), LONGEST_DELAY_MS);
			const queueMs = Math.max(0, (before?.busyUntil ?? 0) - now());
			if (queueMs + step > LONGEST_QUEUE_MS)
				return { admitted: false, retryAfterMs: queueMs + step - LONGEST_QUEUE_MS };
			counts.add(key).busyUntil = now() + queueMs + step;
			return { admitted: true, delayMs: queueMs + step };
		},
		succeeded: counts.clear
	};
}
