import { createCounts } from './counts.ts';
import { createDelayingLimiter, createRefusingLimiter, LONGEST_QUEUE_MS, type Verdict } from './limiter.ts';

/** Where a try comes from. */
export interface Place {
	/** The network address. */
	readonly source: string;
	/** The browser, by the hash of its own token, when this person has signed in there before; otherwise null. */
	readonly device: string | null;
	/** Somebody of the practice has signed in from this network of late. */
	readonly familiar: boolean;
}

/**
 * How fast secrets may be guessed. Whoever guesses must not thereby keep a colleague out, so a no is only for places
 * that nobody of the practice comes from; at others the answer comes late. Counts are kept in memory.
 *
 * - One account from a browser where it has signed in: late after five wrong tries, whatever happens elsewhere.
 * - One account from one source: after five tries late from a familiar network, a no from any other.
 * - One source, whatever the accounts: after a hundred tries in ten minutes late, one behind the other, or a no.
 * - One account from all sources: two seconds late after fifty tries, at unfamiliar places.
 * - Everything together: one second late after five hundred tries in ten minutes, at unfamiliar places.
 *
 * A try counts from its start, so that a hundred at once are a hundred. A success takes its own count back.
 */
export interface Throttle {
	/** @param account what is guessed at, such as an e-mail address; null when guessing names no account. */
	admit(account: string | null, place: Place): Verdict;
	succeeded(account: string | null, place: Place): void;
}

const SOURCE_TRIES = 100;
const SOURCE_DELAY_MS = 1_000;
const WINDOW_MS = 10 * 60_000;
const SLOW_AFTER = 50;
const SLOW_MS = 2_000;
const BUSY_AFTER = 500;
const BUSY_MS = 1_000;
const FORGET_MS = 60 * 60_000;

const EVERYTHING = 'everything';

export function createThrottle(now: () => number): Throttle {
	const patient = createDelayingLimiter(now);
	const strict = createRefusingLimiter(now);
	const sources = createCounts(now, WINDOW_MS, 'first');
	const accounts = createCounts(now, FORGET_MS);
	const all = createCounts(now, WINDOW_MS, 'first');
	const limiterOf = ({ device, familiar }: Place) => (device || familiar ? patient : strict);
	const keyOf = (account: string, { device, source }: Place) => `${device ?? source} ${account}`;

	const admitSource = ({ source, familiar }: Place): Verdict => {
		const count = sources.get(source);
		if (!count || count.tries < SOURCE_TRIES) return { admitted: true, delayMs: 0 };
		if (!familiar) return { admitted: false, retryAfterMs: count.first + WINDOW_MS - now() };
		const delayMs = Math.max(0, count.busyUntil - now()) + SOURCE_DELAY_MS;
		if (delayMs > LONGEST_QUEUE_MS) return { admitted: false, retryAfterMs: delayMs - LONGEST_QUEUE_MS };
		count.busyUntil = now() + delayMs;
		return { admitted: true, delayMs };
	};
	const slownessOf = (account: string | null, { device, familiar }: Place): number => {
		if (device || familiar) return 0;
		const slow = account !== null && (accounts.get(account)?.tries ?? 0) > SLOW_AFTER;
		return slow ? SLOW_MS : (all.get(EVERYTHING)?.tries ?? 0) > BUSY_AFTER ? BUSY_MS : 0;
	};

	return {
		admit(account, place) {
			const source = place.device ? { admitted: true as const, delayMs: 0 } : admitSource(place);
			if (!source.admitted) return source;
			const own = account === null ? source : limiterOf(place).admit(keyOf(account, place));
			if (!own.admitted) return own;
			sources.add(place.source);
			all.add(EVERYTHING);
			if (account !== null) accounts.add(account);
			return { admitted: true, delayMs: Math.max(source.delayMs, own.delayMs, slownessOf(account, place)) };
		},
		succeeded(account, place) {
			sources.takeBack(place.source);
			all.takeBack(EVERYTHING);
			if (account === null) return;
			accounts.takeBack(account);
			limiterOf(place).succeeded(keyOf(account, place));
		}
	};
}
