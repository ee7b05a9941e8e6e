import type { BoardId } from '#domain/ids.ts';
import { LiveBoard, type OpenBoard } from './live-board.svelte.ts';

/** A screen's hold on a board. */
export interface Hold {
	readonly live: LiveBoard;
	/** Says whether colleagues see this person here; a list over all boards is nowhere. */
	appear(shown: boolean): void;
	/** The last hold to go leaves the board, but lets what is on its way arrive first. */
	release(withinMs: number): void;
}

interface Shared {
	readonly live: LiveBoard;
	readonly holds: Set<Hold>;
	readonly shown: Set<Hold>;
}

const shared = new Map<BoardId, Shared>();

/**
 * Opens a board, or takes it as another screen of this page has it open: one document, one copy, one line to the
 * server. A board that has ended or is being left is opened anew.
 *
 * @param open what a test puts in the place of the browser and the server.
 */
export function holdBoard(options: OpenBoard, open: (options: OpenBoard) => LiveBoard = LiveBoard.open): Hold {
	const known = shared.get(options.board.id);
	const one = known && !known.live.over ? known : begin(options, open);
	const hold: Hold = {
		live: one.live,
		appear: (shown) => {
			if (shown) one.shown.add(hold);
			else one.shown.delete(hold);
			one.live.appear(one.shown.size > 0);
		},
		release: (withinMs) => {
			hold.appear(false);
			if (!one.holds.delete(hold) || one.holds.size > 0) return;
			if (shared.get(options.board.id) === one) shared.delete(options.board.id);
			void one.live.leave(withinMs);
		}
	};
	one.holds.add(hold);
	return hold;
}

function begin(options: OpenBoard, open: (options: OpenBoard) => LiveBoard): Shared {
	const live = open({ ...options, quiet: true });
	const one: Shared = { live, holds: new Set(), shown: new Set() };
	shared.set(options.board.id, one);
	return one;
}

/** Resolves when the boards that are open have been read; one that does not come is not waited for longer than this. */
export async function boardsRead(withinMs: number): Promise<void> {
	const late = new Promise((resolve) => setTimeout(resolve, withinMs));
	await Promise.race([late, Promise.all([...shared.values()].map(({ live }) => live.read))]);
}
