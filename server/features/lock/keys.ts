import { createECDH, hkdfSync } from 'node:crypto';
import type { Instant, PersonId } from '#domain/ids.ts';
import type { Secrets } from '../../ops/secrets.ts';
import type { Locks, SealingPair } from '../../ports/locks.ts';
import { newId } from '../account/tokens.ts';

const CURVE = 'prime256v1';
const PURPOSE = 'sealing-key';

/** Older copies are opened once more and then hidden with the newest key; nobody is away for so many rotations. */
const VERSIONS_HANDED_OUT = 8;

/** The keys that open a person's copies on their devices, newest first. */
export function localKeys(secrets: Secrets, practice: string, person: PersonId, newest: number) {
	const oldest = Math.max(1, newest - VERSIONS_HANDED_OUT + 1);
	return Array.from({ length: newest - oldest + 1 }, (_, i) => {
		const version = newest - i;
		const key = secrets.derive('local-copy', `${practice}\0${person}\0${version}`);
		return { version, key: Buffer.from(key).toString('base64') };
	});
}

/** The pair that edits are sealed to, made at the first asking. */
export function sealingPair(locks: Locks, secrets: Secrets, now: Instant): SealingPair {
	const known = locks.sealingPair();
	if (known) return known;
	const ecdh = createECDH(CURVE);
	const point = new Uint8Array(ecdh.generateKeys());
	const pair = { id: newId('x'), point, sealed: secrets.seal(PURPOSE, new Uint8Array(ecdh.getPrivateKey())) };
	locks.addSealingPair(pair, now);
	return pair;
}

/**
 * The key to what was sealed under `point`. Whose it is goes into it: for anybody else it is another key, which opens
 * nothing.
 *
 * @throws when `point` is none of the curve's.
 */
export function keyToSealed(
	{ point: ours, sealed }: SealingPair,
	secrets: Secrets,
	owner: { readonly practice: string; readonly person: PersonId },
	point: Uint8Array
): Uint8Array {
	const ecdh = createECDH(CURVE);
	ecdh.setPrivateKey(secrets.open(PURPOSE, sealed));
	const salt = Buffer.concat([point, ours]);
	const info = `daybreak sealed edits\0${owner.practice}\0${owner.person}`;
	return new Uint8Array(hkdfSync('sha256', ecdh.computeSecret(point), salt, info, 32));
}
