import { setImmediate } from 'node:timers/promises';
import type { Instant } from '#domain/ids.ts';
import { framesOf, type Log } from '../../ops/log.ts';
import type { RecordEnds } from '../../ports/record.ts';

const DAY_MS = 86_400_000;
const FIRST_MS = 90_000;
const AT_ONCE = 1_000;

export interface KeepingDeps {
	readonly ends: Pick<RecordEnds, 'shorten' | 'clear'>;
	/** For so many years every line is kept. */
	readonly years: number;
	readonly now: () => Instant;
	readonly log: Log;
}

/** Lets go once a day of lines that are older than the practice keeps them. @returns a function that stops it. */
export function shortenDaily(deps: KeepingDeps): () => void {
	const first = setTimeout(() => void shorten(deps), FIRST_MS).unref();
	const daily = setInterval(() => void shorten(deps), DAY_MS).unref();
	return () => {
		clearTimeout(first);
		clearInterval(daily);
	};
}

/** @returns how many lines went. */
export async function shorten({ ends, years, now, log }: KeepingDeps): Promise<number> {
	try {
		const went = ends.shorten(yearsBefore(now(), years));
		while (ends.clear(AT_ONCE) === AT_ONCE) await setImmediate();
		if (went > 0) log('info', 'record.shortened', { count: went });
		return went;
	} catch (error) {
		log('warn', 'record.not-shortened', { where: framesOf(error) });
		return 0;
	}
}

function yearsBefore(now: Instant, years: number): Instant {
	const date = new Date(now);
	date.setUTCFullYear(date.getUTCFullYear() - years);
	return date.getTime() as Instant;
}
