import type { Instant, PersonId } from '#domain/ids.ts';
import type { Account } from './accounts.ts';

/** A signed-in browser. */
export interface SignedIn {
	/** Names the session in logs and sockets; the cookie's token cannot be found from it. */
	readonly sessionId: string;
	readonly person: Account;
	/** Such as "Firefox on Windows". */
	readonly device: string;
}

export interface StoredSession {
	/** SHA-256 of the token, in hex. */
	readonly hash: string;
	readonly person: PersonId;
	readonly device: string;
	readonly startedAt: Instant;
	readonly lastSeen: Instant;
	/** Set at sign-in and never moved. */
	readonly expiresAt: Instant;
}

/** Where sessions are kept: a restart signs nobody out. */
export interface SessionStore {
	find(hash: string): StoredSession | null;
	of(person: PersonId): readonly StoredSession[];
	put(session: StoredSession): void;
	seen(hash: string, at: Instant): void;

	/** @returns whether there was one. */
	remove(hash: string): boolean;
	/** @returns the hashes of those that went. */
	removeOf(person: PersonId): readonly string[];
	/** Removes what expired by `now` or was last seen at or before `idleSince`, and returns the hashes. */
	removeOver(now: Instant, idleSince: Instant): readonly string[];
}
