import type { Instant, PersonId } from '#domain/ids.ts';

/** Where edits that could not be sent are sealed to. */
export interface SealingPair {
	readonly id: string;
	/** P-256, an uncompressed point. */
	readonly point: Uint8Array;
	/** The private half, sealed with the server's secret. */
	readonly sealed: Uint8Array;
}

/** A machine that may keep its person's key over a restart of the browser. */
export interface TrustedDevice {
	readonly id: string;
	readonly name: string;
	readonly trustedBy: PersonId;
	readonly trustedAt: Instant;
}

/** What stands behind locked screens: PINs, the versions of keys, and which devices are trusted. */
export interface Locks {
	/** @returns the hash of the person's PIN, or null when they have none. */
	pin(person: PersonId): string | null;
	setPin(person: PersonId, hash: string, now: Instant): void;

	/** Of the key that hides the person's copies on their devices; 1 until it was rotated. */
	keyVersion(person: PersonId): number;
	/** Whoever holds an older key reads nothing that is written from now on. */
	rotateKey(person: PersonId): void;

	/** The newest pair; null until one was made. */
	sealingPair(): SealingPair | null;
	sealingPairOf(id: string): SealingPair | null;
	addSealingPair(pair: SealingPair, now: Instant): void;

	/** In the order they were trusted. */
	devices(): readonly TrustedDevice[];
	/** @param hash of the device's own token; null for a device that will fetch one on `session`. */
	trust(device: TrustedDevice, hash: string | null, session: string | null): void;
	/** Gives a device that was chosen by its session a token of its own. @returns whether there was such a one. */
	claim(session: string, hash: string): boolean;
	isTrusted(hash: string): boolean;
	/** @returns the name of the device, or null when there is none. */
	distrust(id: string): string | null;
}
