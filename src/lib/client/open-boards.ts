import type { KeptEdit } from './kept-edits.ts';
import type { SaveStatus, Standing } from './save-status.ts';

/** A board that is open in this page. */
export interface LeavableBoard {
	readonly status: SaveStatus;
	/** @returns the edits that neither the server nor a disk has. */
	leave(withinMs: number): Promise<readonly KeptEdit[]>;
}

const open = new Set<LeavableBoard>();

export function boardOpened(board: LeavableBoard): void {
	open.add(board);
}

export function boardLeft(board: LeavableBoard): void {
	open.delete(board);
}

/** Whether the server has everything that was done on this page, and is there to say so. */
export function everythingSaved(): boolean {
	return [...open].every(({ status }) => status.kind === 'saved');
}

/** Closes every board of this page, but lets what is on its way arrive first. */
export async function leaveBoards(withinMs: number): Promise<KeptEdit[]> {
	return (await Promise.all([...open].map((board) => board.leave(withinMs)))).flat();
}

const LOOK_EVERY_MS = 20;

/** Waits until the server has everything, there is no line to it, or it has taken too long. */
export async function sentOrLate(read: () => Standing, withinMs: number): Promise<void> {
	const until = Date.now() + withinMs;
	while (Date.now() < until) {
		const { unsent, connection } = read();
		if (unsent === 0 || connection.phase !== 'open') return;
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
	}
}
