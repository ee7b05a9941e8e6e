import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { BoardId, Instant } from '#domain/ids.ts';
import type { KeptEdit } from './kept-edits.ts';
import type { Hidden, KeyRing } from './key-ring.ts';
import { keptName, type Owner } from './local-names.ts';
import { deleteDatabase } from './offline-store.ts';
import { vault } from './vault.ts';

interface Schema extends DBSchema {
	edits: { key: string; value: StoredEdit | KeptEdit };
}

interface StoredEdit {
	readonly id: string;
	readonly board: BoardId;
	readonly at: Instant;
	readonly hidden: Hidden;
}

/**
 * Puts edits where they outlive the document they were made in. Two tabs may keep the same edit; the one that
 * knows more of it stays.
 *
 * @throws without the person's key: nothing is kept that anybody could read.
 */
export async function keepEdits(owner: Owner, edits: readonly KeptEdit[]): Promise<void> {
	if (edits.length === 0) return;
	const ring = vault.ringFor(owner);
	const hidden = await Promise.all(edits.map((edit) => hiddenEdit(owner, ring, edit)));
	const db = await openKept(owner);
	const transaction = db.transaction('edits', 'readwrite', { durability: 'strict' });
	for (const edit of hidden) {
		const known = await transaction.store.get(edit.id);
		if (!known || known.at <= edit.at) await transaction.store.put(edit);
	}
	await transaction.done;
	db.close();
}

/** What waits for its author's decision, on one board or (null) on all of them, oldest first. */
export async function keptEditsOf(owner: Owner, board: BoardId | null): Promise<KeptEdit[]> {
	if (!(await exists(owner))) return [];
	const ring = vault.ringFor(owner);
	const db = await openKept(owner);
	const stored = (await db.getAll('edits')).filter((edit) => board === null || edit.board === board);
	const edits = await Promise.all(stored.map((edit) => keptIn(owner, ring, edit)));
	if (stored.some(isPlain)) await hidePlain(owner, ring, db);
	db.close();
	return edits.filter((edit) => edit !== null).sort((a, b) => a.at - b.at);
}

/** Deletes an edit that was done again or given up. */
export async function dropKept(owner: Owner, id: string): Promise<void> {
	const db = await openKept(owner);
	const transaction = db.transaction('edits', 'readwrite', { durability: 'strict' });
	await Promise.all([transaction.store.delete(id), transaction.done]);
	db.close();
}

/** How many wait, which can be told without a key. */
export async function countKept(owner: Owner): Promise<number> {
	if (!(await exists(owner))) return 0;
	const db = await openKept(owner);
	const count = await db.count('edits');
	db.close();
	return count;
}

/** What a version without keys left, and anybody can read; for a colleague, who has to seal it for its author. */
export async function plainKeptOf(owner: Owner): Promise<KeptEdit[]> {
	if (!(await exists(owner))) return [];
	const db = await openKept(owner);
	const edits = (await db.getAll('edits')).filter(isPlain);
	db.close();
	return edits;
}

export const deleteKeptEdits = (owner: Owner): Promise<void> => deleteDatabase(keptName(owner));

/** Takes over what a version without keys left: afterwards nothing of it lies there readable. */
async function hidePlain(owner: Owner, ring: KeyRing, db: IDBPDatabase<Schema>): Promise<void> {
	const plain = (await db.getAll('edits')).filter(isPlain);
	const hidden = await Promise.all(plain.map((edit) => hiddenEdit(owner, ring, edit)));
	const transaction = db.transaction('edits', 'readwrite', { durability: 'strict' });
	await Promise.all([...hidden.map((edit) => transaction.store.put(edit)), transaction.done]);
}

async function hiddenEdit(owner: Owner, ring: KeyRing, edit: KeptEdit): Promise<StoredEdit> {
	const { id, board, at } = edit;
	return { id, board, at, hidden: await ring.hideJson(edit, about(owner, id)) };
}

async function keptIn(owner: Owner, ring: KeyRing, edit: StoredEdit | KeptEdit): Promise<KeptEdit | null> {
	return isPlain(edit) ? edit : ring.openJson<KeptEdit>(edit.hidden, about(owner, edit.id));
}

const about = (owner: Owner, id: string): string => `${keptName(owner)}/${id}`;

const isPlain = (edit: StoredEdit | KeptEdit): edit is KeptEdit => 'what' in edit;

async function exists(owner: Owner): Promise<boolean> {
	return (await indexedDB.databases()).some(({ name }) => name === keptName(owner));
}

function openKept(owner: Owner): Promise<IDBPDatabase<Schema>> {
	return openDB<Schema>(keptName(owner), 2, {
		upgrade: (db, before) => void (before === 0 && db.createObjectStore('edits', { keyPath: 'id' })),
		blocking: (_current, _next, event) => (event.target as IDBDatabase).close()
	});
}
