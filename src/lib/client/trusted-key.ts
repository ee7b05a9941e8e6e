import { openDB, type DBSchema } from 'idb';
import type { RingParts } from './key-ring.ts';
import { isSameOwner, type Owner } from './local-names.ts';
import type { HandOver } from './vault.ts';

interface Schema extends DBSchema {
	keys: {
		key: string;
		value: Owner & { readonly ring: RingParts; readonly fromMs?: number; readonly untilMs: number };
	};
}

const NAME = 'daybreak/trusted';
const ONLY = 'only';

/** A clock that is set right by less has not been set back. */
const SET_RIGHT_MS = 60_000;

/** Keeps the key over a restart, as one that no script can read; only on a device that a manager trusts. */
export async function keepTrusted({ owner, ring }: HandOver, untilMs: number, fromMs: number): Promise<void> {
	const db = await openTrusted();
	await db.put('keys', { ...owner, ring, fromMs, untilMs }, ONLY);
	db.close();
}

/**
 * @returns null when there is none, it is somebody else's, or its time is over; that one is deleted. Its time is over
 * too when it has not begun: a clock that was set back must not make it longer.
 */
export async function trustedKey(owner: Owner, nowMs: number): Promise<HandOver | null> {
	if (!(await exists())) return null;
	const db = await openTrusted();
	const kept = await db.get('keys', ONLY);
	db.close();
	if (!kept || !isSameOwner(kept, owner)) return null;
	if (nowMs < kept.untilMs && nowMs >= (kept.fromMs ?? 0) - SET_RIGHT_MS) return { owner, ring: kept.ring };
	await dropTrusted();
	return null;
}

export async function dropTrusted(): Promise<void> {
	if (!(await exists())) return;
	const db = await openTrusted();
	const transaction = db.transaction('keys', 'readwrite', { durability: 'strict' });
	await Promise.all([transaction.store.clear(), transaction.done]);
	db.close();
}

const exists = async (): Promise<boolean> => (await indexedDB.databases()).some(({ name }) => name === NAME);

function openTrusted() {
	return openDB<Schema>(NAME, 1, {
		upgrade: (db) => void db.createObjectStore('keys'),
		blocking: (_current, _next, event) => (event.target as IDBDatabase).close()
	});
}
