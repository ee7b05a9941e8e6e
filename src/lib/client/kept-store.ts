import { openDB, type DBSchema } from 'idb';
import type { BoardId } from '#domain/ids.ts';
import type { KeptEdit } from './kept-edits.ts';
import { keptName, type Owner } from './local-names.ts';
import { deleteDatabase } from './offline-store.ts';

interface Schema extends DBSchema {
	edits: { key: string; value: KeptEdit };
}

/**
 * Puts edits where they outlive the document they were made in. Two tabs may keep the same edit; the one that
 * knows more of it stays.
 */
export async function keepEdits(owner: Owner, edits: readonly KeptEdit[]): Promise<void> {
	if (edits.length === 0) return;
	const db = await openKept(owner);
	const transaction = db.transaction('edits', 'readwrite', { durability: 'strict' });
	for (const edit of edits) {
		const known = await transaction.store.get(edit.id);
		if (!known || known.at <= edit.at) await transaction.store.put(edit);
	}
	await transaction.done;
	db.close();
}

/** What waits for its author's decision, on one board or (null) on all of them, oldest first. */
export async function keptEditsOf(owner: Owner, board: BoardId | null): Promise<KeptEdit[]> {
	if (!(await exists(owner))) return [];
	const db = await openKept(owner);
	const edits = await db.getAll('edits');
	db.close();
	return edits.filter((edit) => board === null || edit.board === board).sort((a, b) => a.at - b.at);
}

/** Deletes an edit that was done again or given up. */
export async function dropKept(owner: Owner, id: string): Promise<void> {
	const db = await openKept(owner);
	const transaction = db.transaction('edits', 'readwrite', { durability: 'strict' });
	await Promise.all([transaction.store.delete(id), transaction.done]);
	db.close();
}

export const deleteKeptEdits = (owner: Owner): Promise<void> => deleteDatabase(keptName(owner));

async function exists(owner: Owner): Promise<boolean> {
	return (await indexedDB.databases()).some(({ name }) => name === keptName(owner));
}

function openKept(owner: Owner) {
	return openDB<Schema>(keptName(owner), 1, {
		upgrade: (db) => void db.createObjectStore('edits', { keyPath: 'id' }),
		blocking: (_current, _next, event) => (event.target as IDBDatabase).close()
	});
}
