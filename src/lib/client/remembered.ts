import type { BoardId, LineageId } from '#domain/ids.ts';
import type { BoardListing, Colleague, Me } from './api.ts';
import type { Owner } from './local-names.ts';

/** What a screen needs beside the boards to open without the server: names and rights, nothing of any card. */
export interface RememberedSession {
	readonly me: Me;
	readonly boards: readonly BoardListing[];
	readonly people: readonly Colleague[];
}

const KEY = 'daybreak:session';

export function rememberSession(session: RememberedSession): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(session));
	} catch {
		// A full or forbidden storage costs the start without the server, nothing else.
	}
}

export function rememberedSession(): RememberedSession | null {
	try {
		return JSON.parse(localStorage.getItem(KEY) ?? 'null') as RememberedSession | null;
	} catch {
		return null;
	}
}

/** A board has begun a new life: without the server it must be opened in that one. */
export function rememberLineage(board: BoardId, lineage: LineageId): void {
	const session = rememberedSession();
	if (!session) return;
	const boards = session.boards.map((listing) => (listing.id === board ? { ...listing, lineage } : listing));
	rememberSession({ ...session, boards });
}

/** Forgets what is remembered, unless it is somebody else's by now. */
export function forgetSession({ practice, person }: Owner): void {
	const session = rememberedSession();
	if (session?.me.practice.id === practice && session.me.person.id === person) localStorage.removeItem(KEY);
}
