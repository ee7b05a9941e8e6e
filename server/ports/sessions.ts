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
	/** Since when it opens nothing until its person unlocks it; null while it is open. */
	readonly lockedAt: Instant | null;
	/** PINs tried since it was last unlocked. */
	readonly pinTries: number;
}

/** Where sessions are kept: a restart signs nobody out. */
export interface SessionStore {
	find(hash: string): StoredSession | null;
	of(person: PersonId): readonly StoredSession[];
	put(session: StoredSession): void;
	seen(hash: string, at: Instant): void;
	/** @returns whether it was open. */
	lock(hash: string, at: Instant): boolean;
	unlock(hash: string, at: Instant): void;
	/** @returns how many PINs have been tried now, this one included. */
	countPinTry(hash: string): number;
	/** The open ones that were last seen at `before` or earlier, or at `after` or later: a clock may have been set back. */
	idleOutside(before: Instant, after: Instant): readonly StoredSession[];

	/** @returns whether there was one. */
	remove(hash: string): boolean;
	/** @returns the hashes of those that went. */
	removeOf(person: PersonId): readonly string[];
	/** Removes what expired by `now`, or expires after `latest`, and returns it. */
	removeOver(now: Instant, latest: Instant): readonly Pick<StoredSession, 'hash' | 'person'>[];
}
