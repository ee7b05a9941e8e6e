import { lockedHere, lockSession, Offline, Problem, type Me } from './api.ts';
import { closeDrafts } from './drafts.ts';
import { readIdle } from './idle.ts';
import type { KeptEdit } from './kept-edits.ts';
import { dropKeys, knownPracticeKey } from './keys.ts';
import { noteLock } from './lock-note.ts';
import { leaveBoards } from './open-boards.ts';
import { sealUnsent } from './seal-unsent.ts';
import { ownerOf, type LockedDesk } from './session.ts';
import { vault } from './vault.ts';

/** So long the lock waits for edits on their way; the screen shows nothing of them meanwhile. */
export const SEND_WITHIN_MS = 2_000;

/**
 * Locks this page behind the screen that is already gone: what is unsent goes to the server or is sealed, the keys
 * go, the server is told.
 *
 * @returns null when the session is over altogether
 */
export async function lockDesk(me: Me): Promise<LockedDesk | null> {
	const owner = ownerOf(me);
	noteLock({ ...owner, name: me.person.name, endsAt: readIdle()?.endsAt ?? 0 });
	const atRisk = await leaveBoards(SEND_WITHIN_MS);
	await sealForLater(me, atRisk);
	closeDrafts();
	await dropKeys();
	try {
		await lockSession();
		return await lockedHere();
	} catch (error) {
		if (error instanceof Problem && error.status === 401) return null;
		if (error instanceof Offline || error instanceof Problem) return { name: me.person.name, ways: [] };
		throw error;
	}
}

/** @returns how many edits and drafts wait here for their author's next sign-in, and whether that is safe on disk. */
export async function sealForLater(me: Me, atRisk: readonly KeptEdit[] = []) {
	const owner = ownerOf(me);
	const key = knownPracticeKey(owner.practice);
	if (!key || !vault.ring(owner)) return { count: 0, safe: false };
	// One tab does it; the others find nothing left to seal.
	const seal = () => sealUnsent(owner, key, atRisk).catch(() => ({ count: 0, safe: false }));
	return 'locks' in navigator ? navigator.locks.request('daybreak/seal', seal) : seal();
}
