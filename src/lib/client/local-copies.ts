import type { BoardId, LineageId } from '#domain/ids.ts';
import { documentOf, keptFrom } from './keep.ts';
import { countKept, deleteKeptEdits, keepEdits } from './kept-store.ts';
import { boardCopyNamed, type Owner } from './local-names.ts';
import { countUnsent, deleteStore, OfflineStore, type Stored } from './offline-store.ts';
import { forgetSession } from './remembered.ts';
import { vault } from './vault.ts';

/** A board's copy on this device, by the name of its database. */
export interface NamedCopy {
	readonly name: string;
	readonly board: BoardId;
	readonly lineage: LineageId;
}

/** Deletes every local copy of this person on this device, edits that never reached the server included. */
export async function forgetPerson(owner: Owner): Promise<void> {
	forgetSession(owner);
	await Promise.all([...(await copiesOf(owner)).map(({ name }) => deleteStore(name)), deleteKeptEdits(owner)]);
}

/** How many changes of this person are on this device alone; it can be told without their key. */
export async function countUnsaved(owner: Owner): Promise<number> {
	let count = await countKept(owner);
	for (const { name } of await copiesOf(owner)) count += await countUnsent(name);
	return count;
}

/**
 * Deletes what lies on this device of a person who is not here, but for copies with edits that the server does not
 * hold: nobody can read those, and their author's next sign-in here sends them.
 */
export async function clearAway(owner: Owner): Promise<void> {
	forgetSession(owner);
	for (const { name } of await copiesOf(owner)) if ((await countUnsent(name)) === 0) await deleteStore(name);
	if ((await countKept(owner)) === 0) await deleteKeptEdits(owner);
}

/**
 * Deletes copies of boards, but first takes out of them, as kept edits, what the server does not hold.
 *
 * @param board all boards when it is null
 * @param except the lineage that lives on
 */
export async function retireCopies(owner: Owner, board: BoardId | null, except: LineageId | null): Promise<void> {
	for (const copy of await copiesOf(owner)) {
		if ((board !== null && copy.board !== board) || copy.lineage === except) continue;
		const { updates, unsent } = await readStored(owner, copy.name);
		if (unsent.length > 0) await keepEdits(owner, keptFrom(documentOf(updates), unsent, copy));
		await deleteStore(copy.name);
	}
}

export async function readStored(owner: Owner, name: string): Promise<Stored> {
	const store = new OfflineStore(name, vault.ring(owner));
	try {
		return await store.load();
	} finally {
		await store.close();
	}
}

export async function copiesOf(owner: Owner): Promise<NamedCopy[]> {
	const databases = await indexedDB.databases();
	return databases.flatMap(({ name = '' }) => {
		const copy = boardCopyNamed(owner, name);
		return copy ? [{ name, ...copy }] : [];
	});
}
