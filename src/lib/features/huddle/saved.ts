import type { BoardScreen } from '../boards/board-screen.svelte.ts';

/** How long a change may take to reach the server before a card is handed over without it. */
const SAVED_WITHIN_MS = 5_000;

/** Waits until the server has what was done on a board: a card is handed over with all of it. */
export async function isSaved({ live }: BoardScreen): Promise<boolean> {
	const until = Date.now() + SAVED_WITHIN_MS;
	while (live.status.kind === 'saving' && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
	return live.status.kind === 'saved';
}
