import type { BoardListing } from './api.ts';
import { putBackDrafts } from './drafts.ts';
import { keepEdits } from './kept-store.ts';
import { bytesOf } from './key-ring.ts';
import { boardCopyName, type Owner } from './local-names.ts';
import { OfflineStore } from './offline-store.ts';
import { dropSealed, sealedFor, type StoredBlob } from './sealed-store.ts';
import { pointOf, unseal } from './sealing.ts';
import type { UnsentCopy, UnsentWork } from './unsent-work.ts';
import { vault } from './vault.ts';

/** Asks the server for the keys to blobs of the person who is signed in; null for one it cannot tell. */
export type AskKeys = (
	blobs: readonly { readonly key: string; readonly point: string }[]
) => Promise<{ readonly keys: readonly (string | null)[] }>;

const AT_ONCE = 50;

/**
 * Puts to work what was sealed for this person here: edits go back into the copies of their boards, from where they
 * are sent like any others; edits on a board that has begun a new life are done again or offered. A blob goes when
 * all of it is on disk in their own copies, and stays when anything fails.
 *
 * @returns how many blobs were put to work
 */
export async function deliverSealed(owner: Owner, boards: readonly BoardListing[], ask: AskKeys): Promise<number> {
	const blobs = (await sealedFor(owner)).slice(0, AT_ONCE);
	if (blobs.length === 0) return 0;
	const { keys } = await ask(blobs.map(({ blob }) => ({ key: blob.key, point: pointOf(blob) })));
	let delivered = 0;
	for (const [i, stored] of blobs.entries()) {
		const key = keys[i];
		if (key && (await putToWork(owner, boards, stored, key))) delivered += 1;
	}
	return delivered;
}

async function putToWork(
	owner: Owner,
	boards: readonly BoardListing[],
	stored: StoredBlob,
	key: string
): Promise<boolean> {
	const work = await unseal<UnsentWork>(owner, stored.blob, key);
	if (!work) return false;
	for (const copy of work.copies) {
		const lives = boards.some(({ id, lineage }) => id === copy.board && lineage === copy.lineage);
		if (lives) await intoCopy(owner, copy);
		else await keepEdits(owner, copy.words);
	}
	await keepEdits(owner, work.kept);
	putBackDrafts(owner.person, work.drafts);
	await dropSealed(stored);
	return true;
}

/** @throws when the disk would not take it. */
async function intoCopy(owner: Owner, { board, lineage, update, unsent }: UnsentCopy): Promise<void> {
	const store = new OfflineStore(boardCopyName(owner, board, lineage), vault.ring(owner));
	await store.load();
	store.append(bytesOf(update), ...unsent);
	await store.idle();
	const settled = store.settled;
	await store.close();
	if (!settled) throw new Error('the disk did not take it');
}
