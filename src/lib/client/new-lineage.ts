import type { BoardId, LineageId } from '#domain/ids.ts';
import { Problem } from './problem.ts';
import type { Surroundings } from './surroundings.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Asks which lineage of a board is alive, again and again until the server answers.
 *
 * @param failures how many starts have already come to nothing; each makes the first wait longer
 * @returns null when given up; `ended` when nobody is signed in or this person has no such board any more.
 */
export async function currentLineage(
	board: BoardId,
	{ boards }: Pick<Surroundings, 'boards'>,
	failures: number,
	signal: AbortSignal
): Promise<{ readonly lineage: LineageId } | { readonly ended: 'signed-out' | 'no-board' } | null> {
	for (let tries = failures; ; tries += 1) {
		if (tries > 0) await later(Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS), signal);
		if (signal.aborted) return null;
		try {
			const found = (await boards()).find(({ id }) => id === board);
			return found ? { lineage: found.lineage } : { ended: 'no-board' };
		} catch (error) {
			if (error instanceof Problem && error.signedOut) return { ended: 'signed-out' };
		}
	}
}

function later(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		const stop = () => {
			clearTimeout(timer);
			resolve();
		};
		signal.addEventListener('abort', stop, { once: true });
	});
}
