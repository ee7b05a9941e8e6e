import type { BoardId, Instant } from '#domain/ids.ts';

/** What boards once were. */
export interface PastBoards {
	/**
	 * Everything that a board's lineage of that time had accepted by then, oldest first: together they are the state.
	 *
	 * @returns null when the board was not there yet, or when that time is no longer kept.
	 */
	at(board: BoardId, instant: Instant): Promise<readonly Uint8Array[] | null>;
	/**
	 * Lets go of what belongs to lineages that ended more than 90 days ago: their updates and last states. Who they
	 * belonged to and how far they had come stays, so that a browser from then is still recognised.
	 *
	 * @param atMost updates at once, so that nobody waits long for it.
	 * @returns how many updates went; fewer than `atMost` when there are no more.
	 */
	prune(now: Instant, atMost: number): Promise<number>;
}
