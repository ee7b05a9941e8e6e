import { draftsOf, forgetDrafts, plainDrafts } from './drafts.ts';
import type { KeptEdit } from './kept-edits.ts';
import { deleteKeptEdits, keptEditsOf, plainKeptOf } from './kept-store.ts';
import { clearAway, copiesOf, forgetPerson, readStored, type NamedCopy } from './local-copies.ts';
import { isSameOwner, ownerNamed, type Owner } from './local-names.ts';
import { deleteStore, OfflineStore, readPlainCopy, type Stored } from './offline-store.ts';
import { keepSealed } from './sealed-store.ts';
import { seal, type SealingKey } from './sealing.ts';
import { isNothing, unsentIn, type UnsentWork } from './unsent-work.ts';
import { vault } from './vault.ts';

export interface Sealed {
	readonly count: number;
	readonly safe: boolean;
}

/**
 * Seals what the server does not hold of the person who is leaving the screen, and takes it out of their copies, so
 * that those may go. With nothing unsent nothing happens.
 *
 * @param atRisk edits that no disk would take
 * @returns how many edits and drafts there were, and whether they are sealed on disk; if not, their copies must stay
 */
export async function sealUnsent(owner: Owner, key: SealingKey, atRisk: readonly KeptEdit[] = []): Promise<Sealed> {
	const copies = await copiesOf(owner);
	const stored = await Promise.all(copies.map(async (copy) => ({ copy, read: await readStored(owner, copy.name) })));
	const work: UnsentWork = {
		copies: copiesWith(stored),
		kept: [...atRisk, ...(await keptEditsOf(owner, null))],
		drafts: draftsOf(owner.person)
	};
	if (isNothing(work)) return { count: 0, safe: true };
	const safe = await keepSealed(owner, await seal(owner, key, work));
	if (!safe) return { count: countOf(work), safe };
	for (const { copy, read } of stored) {
		await forgetUnsent(owner, copy, read);
	}
	await deleteKeptEdits(owner);
	forgetDrafts(owner.person);
	return { count: countOf(work), safe };
}

/** What a version without keys left of people who are not here: sealed for them, and deleted. */
export async function sealPlainOfOthers(me: Owner, key: SealingKey): Promise<void> {
	const names = (await indexedDB.databases()).map(({ name = '' }) => name);
	const owners = new Map(names.flatMap((name) => entryOf(ownerNamed(name))));
	for (const owner of owners.values()) {
		if (isSameOwner(owner, me)) continue;
		const copies = await copiesOf(owner);
		const stored = await Promise.all(copies.map(async (copy) => ({ copy, read: await readPlainCopy(copy.name) })));
		const work = { copies: copiesWith(stored), kept: await plainKeptOf(owner), drafts: [] };
		const plain = stored.filter(({ read }) => read.updates.length + read.unsent.length > 0);
		if (!isNothing(work) && !(await keepSealed(owner, await seal(owner, key, work)))) continue;
		for (const { copy } of plain) await deleteStore(copy.name);
		if (work.kept.length > 0) await deleteKeptEdits(owner);
	}
	await sealPlainDrafts(me, key);
}

async function sealPlainDrafts(me: Owner, key: SealingKey): Promise<void> {
	for (const [person, found] of Map.groupBy(plainDrafts(), (each) => each.person)) {
		if (person === me.person) continue;
		const owner = { practice: me.practice, person };
		const work = { copies: [], kept: [], drafts: found.map(({ draft }) => draft) };
		if (await keepSealed(owner, await seal(owner, key, work))) forgetDrafts(person);
	}
}

/** Their session is over: their boards leave this device, and what they wrote and did not send waits sealed. */
export async function retirePerson(owner: Owner, key: SealingKey | null): Promise<void> {
	const sealed = key && vault.ring(owner) ? await sealUnsent(owner, key) : null;
	await (sealed?.safe ? forgetPerson(owner) : clearAway(owner));
}

const copiesWith = (stored: readonly { copy: NamedCopy; read: Stored }[]) =>
	stored
		.map(({ copy: { board, lineage }, read }) => unsentIn(read, { board, lineage }))
		.filter((work) => work !== null);

async function forgetUnsent(owner: Owner, { name }: NamedCopy, { unsent }: Stored): Promise<void> {
	if (unsent.length === 0) return;
	const store = new OfflineStore(name, vault.ring(owner));
	await store.load();
	store.forget(unsent.map(({ key }) => key));
	await store.close();
}

const countOf = ({ copies, kept, drafts }: UnsentWork): number =>
	kept.length + drafts.length + copies.reduce((sum, { words }) => sum + words.length, 0);

const entryOf = (owner: Owner | null): [string, Owner][] =>
	owner ? [[`${owner.practice}/${owner.person}`, owner]] : [];
