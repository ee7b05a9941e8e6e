import { setImmediate } from 'node:timers/promises';
import type { Instant } from '#domain/ids.ts';
import { framesOf, type Log } from '../../ops/log.ts';
import type { PastBoards } from '../../ports/past.ts';

const DAY_MS = 86_400_000;
const FIRST_MS = 60_000;

/** A colleague's edit waits for no more than this many deletions. */
const AT_ONCE = 1_000;

export interface RetentionDeps {
	readonly past: Pick<PastBoards, 'prune'>;
	readonly now: () => Instant;
	readonly log: Log;
}

/** Lets go once a day of what is no longer kept; the first time a minute after the start. @returns a function that stops it. */
export function pruneDaily(deps: RetentionDeps): () => void {
	const first = setTimeout(() => void prune(deps), FIRST_MS).unref();
	const daily = setInterval(() => void prune(deps), DAY_MS).unref();
	return () => {
		clearTimeout(first);
		clearInterval(daily);
	};
}

/** @returns how many updates went. */
export async function prune({ past, now, log }: RetentionDeps): Promise<number> {
	let removed = 0;
	try {
		for (;;) {
			const count = await past.prune(now(), AT_ONCE);
			removed += count;
			if (count < AT_ONCE) break;
			await setImmediate();
		}
		if (removed > 0) log('info', 'journal.pruned', { count: removed });
	} catch (error) {
		log('warn', 'journal.not-pruned', { where: framesOf(error) });
	}
	return removed;
}
