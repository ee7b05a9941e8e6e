import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { idFrom } from '#domain/ids.ts';

/** 256 random bits that fit into a link. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** A token is as random as its hash, so a plain SHA-256 is enough: nothing can be guessed from it. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** Takes the same time wherever two hashes first differ. */
export function sameHash(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}

/** An id of 20 random characters behind a letter that says what it names. */
export function newId(kind: 'p' | 'i' | 'x' | 'e' | 'w' | 'h' | 'g'): string {
	return kind + idFrom(randomBytes(20));
}
