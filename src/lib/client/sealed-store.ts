import { openDB, type DBSchema } from 'idb';
import type { Owner } from './local-names.ts';
import { isSameOwner } from './local-names.ts';
import type { SealedBlob } from './sealing.ts';

interface Schema extends DBSchema {
	blobs: { key: number; value: Owner & { readonly blob: SealedBlob } };
}

export interface StoredBlob {
	/** Null for one that the disk would not take. */
	readonly id: number | null;
	readonly blob: SealedBlob;
}

const NAME = 'daybreak/sealed';

/** While the disk says no, this page is where they are; that it must stay open is what the lock screen is for. */
let homeless: { readonly owner: Owner; readonly blob: SealedBlob }[] = [];

/** Keeps what was sealed for somebody until they next sign in here. @returns whether it is on disk. */
export async function keepSealed(owner: Owner, blob: SealedBlob): Promise<boolean> {
	try {
		const db = await openSealed();
		const transaction = db.transaction('blobs', 'readwrite', { durability: 'strict' });
		await Promise.all([transaction.store.add({ ...owner, blob }), transaction.done]);
		db.close();
		return true;
	} catch {
		homeless.push({ owner, blob });
		return false;
	}
}

/** What waits here for this person, oldest first. */
export async function sealedFor(owner: Owner): Promise<StoredBlob[]> {
	if (!(await exists()) && homeless.length === 0) return [];
	const db = await openSealed();
	const [ids, blobs] = await Promise.all([db.getAllKeys('blobs'), db.getAll('blobs')]);
	db.close();
	const stored = blobs.map((each, i) => ({ owner: each as Owner, id: ids[i]!, blob: each.blob }));
	return [...stored, ...homeless.map((each) => ({ ...each, id: null }))].filter((each) =>
		isSameOwner(each.owner, owner)
	);
}

/** It has been put to work, and lies on disk again in its person's own copies. */
export async function dropSealed({ id, blob }: StoredBlob): Promise<void> {
	homeless = homeless.filter((each) => each.blob !== blob);
	if (id === null) return;
	const db = await openSealed();
	const transaction = db.transaction('blobs', 'readwrite', { durability: 'strict' });
	await Promise.all([transaction.store.delete(id), transaction.done]);
	db.close();
}

const exists = async (): Promise<boolean> => (await indexedDB.databases()).some(({ name }) => name === NAME);

function openSealed() {
	return openDB<Schema>(NAME, 1, {
		upgrade: (db) => void db.createObjectStore('blobs', { autoIncrement: true }),
		blocking: (_current, _next, event) => (event.target as IDBDatabase).close()
	});
}
