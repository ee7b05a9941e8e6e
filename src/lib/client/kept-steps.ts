import type { BoardId } from '#domain/ids.ts';
import { hiddenIn, lineOf } from './key-ring.ts';
import type { Owner } from './local-names.ts';
import { vault } from './vault.ts';

const keyOf = ({ practice, person }: Owner, board: BoardId): string => `daybreak/steps/${practice}/${person}/${board}`;

/**
 * Keeps what somebody did on a board, hidden with their key, for as long as this tab lives: a reload must not take
 * the way back, and another tab has steps of its own.
 */
export async function keepSteps(owner: Owner, board: BoardId, steps: readonly unknown[]): Promise<void> {
	try {
		const key = keyOf(owner, board);
		sessionStorage.setItem(key, lineOf(await vault.ringFor(owner).hideJson(steps, key)));
	} catch {
		// A full or forbidden storage, or a locked screen: the steps are still in this page's memory.
	}
}

/** @returns nothing where nothing was kept, or another key hid it. */
export async function keptSteps<T>(owner: Owner, board: BoardId): Promise<readonly T[]> {
	try {
		const key = keyOf(owner, board);
		const hidden = hiddenIn(sessionStorage.getItem(key) ?? '');
		return (hidden && (await vault.ringFor(owner).openJson<readonly T[]>(hidden, key))) ?? [];
	} catch {
		return [];
	}
}
