import type { BoardId, LineageId, PersonId } from '#domain/ids.ts';
import { documentOf, keptFrom } from './keep.ts';
import { deleteKeptEdits, keepEdits, keptEditsOf } from './kept-store.ts';
import { boardCopyNamed, type Owner } from './local-names.ts';
import { deleteStore, OfflineStore, type Stored } from './offline-store.ts';
import { forgetSession } from './remembered.ts';

/** Deletes every local copy of this person on this device, edits that never reached the server included. */
export async function forgetPerson(practice: string, person: PersonId): Promise<void> {
	const owner = { practice, person };
	forgetSession(owner);
	await Promise.all([...(await copiesOf(owner)).map(({ name }) => deleteStore(name)), deleteKeptEdits(owner)]);
}

/** How many changes of this person are on this device alone; to be asked before signing out. */
export async function countUnsaved(practice: string, person: PersonId): Promise<number> {
	const owner = { practice, person };
	let count = (await keptEditsOf(owner, null)).length;
	for (const { name } of await copiesOf(owner)) count += (await readCopy(name)).unsent.length;
	return count;
}

/**
 * The session is over without the person having asked for it: the boards leave this device. What they wrote and
 * the server does not hold stays, in words, for their next sign-in.
 */
export async function retirePerson(owner: Owner): Promise<void> {
	forgetSession(owner);
	await retireCopies(owner, null, null);
	if ((await keptEditsOf(owner, null)).length === 0) await deleteKeptEdits(owner);
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
		const { updates, unsent } = await readCopy(copy.name);
		if (unsent.length > 0) await keepEdits(owner, keptFrom(documentOf(updates), unsent, copy));
		await deleteStore(copy.name);
	}
}

async function readCopy(name: string): Promise<Stored> {
	const store = new OfflineStore(name);
	try {
		return await store.load();
	} finally {
		await store.close();
	}
}

async function copiesOf(owner: Owner): Promise<{ name: string; board: BoardId; lineage: LineageId }[]> {
	const databases = await indexedDB.databases();
	return databases.flatMap(({ name = '' }) => {
		const copy = boardCopyNamed(owner, name);
		return copy ? [{ name, ...copy }] : [];
	});
}
