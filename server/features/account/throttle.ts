/**
 * How fast passwords may be tried. Three counts, kept in memory and forgotten after an hour of quiet:
 *
 * - one e-mail from one source: five tries, then a wait that doubles from 30 seconds to 15 minutes;
 * - one source, whatever the e-mails: a hundred tries in ten minutes;
 * - one e-mail from all sources: never refused, or a stranger could lock a colleague out. After fifty tries the
 *   answer comes two seconds late, except at sources where this person has signed in before.
 *
 * A try counts from its start, so that a hundred at once are a hundred. A success takes its own count back.
 */
export interface Throttle {
	admit(email: string, source: string): Verdict;
	succeeded(email: string, source: string): void;
}

export type Verdict =
	{ readonly admitted: true; readonly delayMs: number } | { readonly admitted: false; readonly retryAfterMs: number };

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const SOURCE_TRIES = 100;
const SOURCE_WINDOW_MS = 10 * 60_000;
const SLOW_AFTER = 50;
const SLOW_MS = 2_000;
const FORGET_MS = 60 * 60_000;

export function createThrottle(now: () => number): Throttle {
	const pairs = createCounts(now, FORGET_MS);
	const sources = createCounts(now, SOURCE_WINDOW_MS);
	const emails = createCounts(now, FORGET_MS);
	const known = createCounts(now, Infinity);
	const pairOf = (email: string, source: string) => `${source} ${email}`;

	return {
		admit(email, source) {
			const pair = pairOf(email, source);
			const retryAfterMs = Math.max(pairWait(pairs.get(pair), now()), sourceWait(sources.get(source), now()));
			if (retryAfterMs > 0) return { admitted: false, retryAfterMs };
			pairs.add(pair);
			sources.add(source);
			const slow = emails.add(email) > SLOW_AFTER && !known.get(pair);
			return { admitted: true, delayMs: slow ? SLOW_MS : 0 };
		},
		succeeded(email, source) {
			const pair = pairOf(email, source);
			pairs.clear(pair);
			sources.takeBack(source);
			emails.takeBack(email);
			known.add(pair);
		}
	};
}

function pairWait(count: Count | null, now: number): number {
	if (!count || count.tries < FREE_TRIES) return 0;
	const wait = Math.min(FIRST_WAIT_MS * 2 ** (count.tries - FREE_TRIES), LONGEST_WAIT_MS);
	return count.last + wait - now;
}

function sourceWait(count: Count | null, now: number): number {
	return !count || count.tries < SOURCE_TRIES ? 0 : count.first + SOURCE_WINDOW_MS - now;
}

interface Count {
	readonly first: number;
	last: number;
	tries: number;
}

/** More than a practice will ever have: beyond it the oldest go, so that a flood of invented e-mails fills no memory. */
const MOST_COUNTS = 20_000;

function createCounts(now: () => number, forgetMs: number) {
	const counts = new Map<string, Count>();
	const get = (key: string): Count | null => {
		const count = counts.get(key);
		if (!count) return null;
		const since = forgetMs === SOURCE_WINDOW_MS ? count.first : count.last;
		if (now() - since < forgetMs) return count;
		counts.delete(key);
		return null;
	};
	return {
		get,
		/** @returns how many there are now. */
		add(key: string): number {
			const count = get(key) ?? { first: now(), last: now(), tries: 0 };
			count.last = now();
			count.tries += 1;
			counts.delete(key);
			counts.set(key, count);
			for (const oldest of counts.keys()) {
				if (counts.size <= MOST_COUNTS) break;
				counts.delete(oldest);
			}
			return count.tries;
		},
		takeBack(key: string): void {
			const count = get(key);
			if (count && count.tries > 0) count.tries -= 1;
		},
		clear: (key: string) => void counts.delete(key)
	};
}
