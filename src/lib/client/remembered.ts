import type { BoardId, LineageId } from '#domain/ids.ts';
import type { BoardListing, Colleague, Me } from './api.ts';
import { hiddenIn, lineOf } from './key-ring.ts';
import { forgetLive } from './last-live.ts';
import { isSameOwner, type Owner } from './local-names.ts';
import { vault } from './vault.ts';

/** What a screen needs beside the boards to open without the server: names and rights, nothing of any card. */
export interface RememberedSession {
	readonly me: Me;
	readonly boards: readonly BoardListing[];
	readonly people: readonly Colleague[];
}

/** Ids stand in the clear, so that the next page knows whose key to look for; names do not. */
interface Remembered extends Owner {
	readonly hidden: string;
}

const KEY = 'daybreak:session';

export async function rememberSession(session: RememberedSession): Promise<void> {
	const owner = { practice: session.me.practice.id, person: session.me.person.id };
	const hidden = lineOf(await vault.ringFor(owner).hideJson(session, about(owner)));
	try {
		localStorage.setItem(KEY, JSON.stringify({ ...owner, hidden } satisfies Remembered));
	} catch {
		// A full or forbidden storage costs the start without the server, nothing else.
	}
}

/** Whose session it is. */
export function rememberedOwner(): Owner | null {
	const known = read();
	return known && { practice: known.practice, person: known.person };
}

/** @throws {NoKey} while its person's key is not here. */
export async function rememberedSession(): Promise<RememberedSession | null> {
	const known = read();
	const hidden = known && hiddenIn(known.hidden);
	return hidden ? vault.ringFor(known).openJson<RememberedSession>(hidden, about(known)) : null;
}

/** A board has begun a new life: without the server it must be opened in that one. */
export async function rememberLineage(board: BoardId, lineage: LineageId): Promise<void> {
	const session = await rememberedSession();
	if (!session) return;
	const boards = session.boards.map((listing) => (listing.id === board ? { ...listing, lineage } : listing));
	await rememberSession({ ...session, boards });
}

/** Forgets what is remembered, unless it is somebody else's by now. */
export function forgetSession(owner: Owner): void {
	const known = rememberedOwner();
	if (!known || !isSameOwner(known, owner)) return;
	localStorage.removeItem(KEY);
	forgetLive();
}

/** A version without keys wrote all of it in the clear; of that, only whose it is counts. */
function read(): Remembered | null {
	try {
		const line = JSON.parse(localStorage.getItem(KEY) ?? 'null') as (Partial<Remembered> & { me?: Me }) | null;
		if (!line) return null;
		const { practice = line.me?.practice.id, person = line.me?.person.id, hidden = '' } = line;
		return practice && person ? { practice, person, hidden } : null;
	} catch {
		return null;
	}
}

const about = ({ practice, person }: Owner): string => `daybreak/${practice}/${person}/session`;
