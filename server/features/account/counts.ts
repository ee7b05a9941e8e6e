export interface Count {
	readonly first: number;
	last: number;
	tries: number;
	/** Until when those before have to wait, where one waits behind the other. */
	busyUntil: number;
}

/** More than a practice will ever have: beyond it the oldest go, so that a flood of invented names fills no memory. */
const MOST_COUNTS = 20_000;

/** How often something was tried, by name, in memory. @param from whether quiet is counted from the first try or the last. */
export function createCounts(now: () => number, forgetMs: number, from: 'first' | 'last' = 'last') {
	const counts = new Map<string, Count>();
	const get = (key: string): Count | null => {
		const count = counts.get(key);
		if (!count) return null;
		if (now() - count[from] < forgetMs) return count;
		counts.delete(key);
		return null;
	};
	return {
		get,
		add(key: string): Count {
			const count = get(key) ?? { first: now(), last: now(), tries: 0, busyUntil: 0 };
			count.last = now();
			count.tries += 1;
			counts.delete(key);
			counts.set(key, count);
			for (const oldest of counts.keys()) {
				if (counts.size <= MOST_COUNTS) break;
				counts.delete(oldest);
			}
			return count;
		},
		takeBack(key: string): void {
			const count = get(key);
			if (count && count.tries > 0) count.tries -= 1;
		},
		clear: (key: string) => void counts.delete(key)
	};
}
