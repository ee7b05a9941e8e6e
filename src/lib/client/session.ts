import {
	boards,
	lockedHere,
	lockSession,
	Offline,
	openSealed,
	people,
	Problem,
	sessionKeys,
	whoIsHere,
	type Me,
	type SessionKeys,
	type UnlockWay
} from './api.ts';
import { deliverSealed } from './deliver-sealed.ts';
import { closeDrafts, openDrafts } from './drafts.ts';
import { forgetIdle, idleStanding, readIdle, writeIdle } from './idle.ts';
import { dropKeys, findKeys, knownPracticeKey, practiceKey, takeKeys } from './keys.ts';
import { clearAway } from './local-copies.ts';
import { isSameOwner, type Owner } from './local-names.ts';
import { forgetLock, lockNote } from './lock-note.ts';
import { rememberedOwner, rememberedSession, rememberSession, type RememberedSession } from './remembered.ts';
import { retirePerson, sealPlainOfOthers } from './seal-unsent.ts';

/** Who is signed in here and what that person sees. */
export interface Session extends RememberedSession {
	/** False when the server could not be reached and this is what the device remembers. */
	readonly live: boolean;
}

/** Whose screen is locked here, and how it can be opened; `ways` is empty while the server cannot be reached. */
export interface LockedDesk {
	readonly name: string;
	readonly ways: readonly UnlockWay[];
}

export type Opened =
	| { readonly kind: 'in'; readonly session: Session }
	| { readonly kind: 'out' }
	| { readonly kind: 'locked'; readonly desk: LockedDesk }
	/** There are boards on this device, but the key to them is with the server, and that cannot be reached. */
	| { readonly kind: 'no-key' };

/**
 * Asks the server who is signed in, or, when it cannot be reached, takes what was last known on this device, if there
 * is still a key to it. A screen that nobody touched for too long is locked before anything is shown.
 *
 * When nobody is signed in, the boards of whoever was are gone from this device afterwards.
 *
 * @throws {Offline} when the server cannot be reached and nothing is remembered
 */
export async function openSession(): Promise<Opened> {
	try {
		const who = await whoIsHere();
		if (who === null) return await signedOut();
		if (who === 'locked') return await lockedDesk();
		return await openFor(who);
	} catch (error) {
		if (error instanceof Problem && error.locked) return lockedDesk();
		if (error instanceof Problem && error.signedOut) return signedOut();
		if (error instanceof Offline) return withoutServer(error);
		throw error;
	}
}

async function openFor(me: Me): Promise<Opened> {
	const owner = ownerOf(me);
	const [open, everybody, keys] = await Promise.all([boards(), people(), sessionKeys()]);
	if (isShut(keys.endsAt)) {
		await lockSession();
		return lockedDesk();
	}
	await takeKeys(owner, keys);
	startIdle(keys);
	forgetLock();
	const session = { me, boards: open, people: everybody };
	await makeRoomFor(owner);
	await Promise.all([rememberSession(session), openDrafts(owner)]);
	// What does not go back to its place now waits for the next time.
	await deliverSealed(owner, open, openSealed).catch(() => undefined);
	void tidyOthers(owner);
	return { kind: 'in', session: { ...session, live: true } };
}

async function withoutServer(error: Offline): Promise<Opened> {
	const owner = rememberedOwner();
	if (!owner) throw error;
	const endsAt = readIdle()?.endsAt ?? 0;
	if (isShut(endsAt)) {
		await dropKeys();
		closeDrafts();
		return { kind: 'locked', desk: { name: lockNote()?.name ?? '', ways: [] } };
	}
	const known = (await findKeys(owner)) ? await rememberedSession() : null;
	if (!known) return { kind: 'no-key' };
	await openDrafts(owner);
	return { kind: 'in', session: { ...known, live: false } };
}

/** Whether this session was locked here, or nobody touched it for too long; the server may not know of either. */
function isShut(endsAt: number): boolean {
	const [note, idle] = [lockNote(), readIdle()];
	if (note && note.endsAt === endsAt) return true;
	return idle !== null && idle.endsAt === endsAt && idleStanding(idle, Date.now()).kind === 'over';
}

function startIdle({ idleMinutes, endsAt }: SessionKeys): void {
	const before = readIdle();
	const at = before?.endsAt === endsAt ? before.at : Date.now();
	writeIdle({ at, limitMs: idleMinutes * 60_000, endsAt });
}

async function lockedDesk(): Promise<Opened> {
	await dropKeys();
	closeDrafts();
	return { kind: 'locked', desk: await lockedHere() };
}

async function signedOut(): Promise<Opened> {
	const before = rememberedOwner();
	// The screen must not wait for a disk that does not answer; what it holds is tried again at the next start.
	if (before) await retirePerson(before, knownPracticeKey(before.practice)).catch(() => undefined);
	await dropKeys();
	closeDrafts();
	forgetIdle();
	forgetLock();
	return { kind: 'out' };
}

/** A shared desk: when another person has signed in, the boards of the one before go. */
async function makeRoomFor(owner: Owner): Promise<void> {
	const before = rememberedOwner();
	if (before && !isSameOwner(before, owner)) await clearAway(before).catch(() => undefined);
}

/** The practice's key is fetched while it can be; what older versions left readable of others is sealed with it. */
async function tidyOthers(owner: Owner): Promise<void> {
	const key = await practiceKey(owner.practice);
	if (key) await sealPlainOfOthers(owner, key).catch(() => undefined);
}

export const ownerOf = ({ practice, person }: Me): Owner => ({ practice: practice.id, person: person.id });
