import { boards, Offline, people, Problem, whoIsHere } from './api.ts';
import { retirePerson } from './local-copies.ts';
import { rememberedSession, rememberSession, type RememberedSession } from './remembered.ts';

/** Who is signed in here and what that person sees. */
export interface Session extends RememberedSession {
	/** False when the server could not be reached and this is what the device remembers. */
	readonly live: boolean;
}

/**
 * Asks the server who is signed in, or, when it cannot be reached, takes what was last known on this device.
 *
 * @returns null when nobody is signed in; the boards of whoever was are then gone from this device.
 * @throws {Offline} when the server cannot be reached and nothing is remembered
 */
export async function openSession(): Promise<Session | null> {
	try {
		const who = await whoIsHere();
		if (who === null) return await signedOut();
		const [open, everybody] = await Promise.all([boards(), people()]);
		const session = { me: who, boards: open, people: everybody };
		await makeRoomFor(session);
		rememberSession(session);
		return { ...session, live: true };
	} catch (error) {
		if (error instanceof Problem && error.signedOut) return signedOut();
		const known = error instanceof Offline ? rememberedSession() : null;
		if (known) return { ...known, live: false };
		throw error;
	}
}

async function signedOut(): Promise<null> {
	await retireRemembered();
	return null;
}

/** A shared desk: when another person has signed in, the boards of the one before go. */
async function makeRoomFor({ me: { person, practice } }: RememberedSession): Promise<void> {
	const before = rememberedSession()?.me;
	if (before && (before.person.id !== person.id || before.practice.id !== practice.id)) await retireRemembered();
}

async function retireRemembered(): Promise<void> {
	const before = rememberedSession()?.me;
	if (!before) return;
	// The screen must not wait for a disk that does not answer; what it holds is tried again at the next start.
	await retirePerson({ practice: before.practice.id, person: before.person.id }).catch(() => undefined);
}
