import type { Instant, PersonId } from '#domain/ids.ts';

/** What makes the codes that a person reads off their phone. */
export interface AuthenticatorApp {
	/** Opens with the server's secret. */
	readonly sealed: Uint8Array;
	readonly addedAt: Instant;
}

export interface Passkey {
	/** As the browser names it, in base64url. */
	readonly id: string;
	readonly person: PersonId;
	/** What the person calls it. */
	readonly name: string;
	/** The host name that it was made for; a browser offers it nowhere else. */
	readonly relyingParty: string;
	readonly publicKey: Uint8Array;
	/** How often the key says that it was used; a lower number later means that somebody copied it. */
	readonly counter: number;
	readonly transports: readonly string[];
	readonly addedAt: Instant;
	readonly usedAt: Instant | null;
}

/** What people prove beside their password, or in place of it. Every method is one transaction. */
export interface Factors {
	app(person: PersonId): AuthenticatorApp | null;
	/** Everybody's. */
	apps(): readonly (AuthenticatorApp & { readonly person: PersonId })[];
	/** Replaces the one before. @param step that of the code that was shown to prove it, which is thereby used. */
	putApp(person: PersonId, sealed: Uint8Array, step: number, now: Instant): void;
	removeApp(person: PersonId): void;
	/** @returns false when a code of this step or a later one was used already. */
	useStep(person: PersonId, step: number): boolean;

	/** @returns how many are left. */
	recoveryCodes(person: PersonId): number;
	/** In place of those that are left. */
	putRecoveryCodes(person: PersonId, hashes: readonly string[]): void;
	/** @returns false when there is none of this hash; afterwards there is none. */
	useRecoveryCode(person: PersonId, hash: string): boolean;

	/** In the order they were added. */
	passkeys(person: PersonId): readonly Passkey[];
	passkey(id: string): Passkey | null;
	/** @returns false when there is one of this id already. */
	addPasskey(passkey: Passkey): boolean;
	/** @returns false when this person has none of this id. */
	renamePasskey(person: PersonId, id: string, name: string): boolean;
	removePasskey(person: PersonId, id: string): boolean;
	passkeyUsed(id: string, counter: number, now: Instant): void;

	/** Takes away everything: the password alone counts again. */
	clear(person: PersonId): void;
}
