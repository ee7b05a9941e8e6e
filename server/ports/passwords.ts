import type { Instant, PersonId } from '#domain/ids.ts';

/** A manager's help for somebody who cannot sign in. */
export interface ResetLink {
	readonly person: PersonId;
	/** It also takes away the second factors: the phone is lost too. */
	readonly factors: boolean;
	readonly madeBy: PersonId;
	readonly expiresAt: Instant;
}

/** Passwords as they are kept, and the links by which a forgotten one is replaced. */
export interface Passwords {
	/** @returns null when there is no such person. */
	hashOf(person: PersonId): string | null;
	/** A link that was open for this person opens nothing any more, nor does the PIN that went with the old one. */
	put(person: PersonId, hash: string): void;
	/** Replaces the link before. */
	putLink(link: ResetLink, hash: string): void;
	/** @returns null when it was used, replaced or has run out, or when its person is disabled or its maker no manager any more. */
	openLink(hash: string, now: Instant): ResetLink | null;
}
