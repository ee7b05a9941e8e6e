import { base64Of, bytesOf } from './key-ring.ts';
import type { Owner } from './local-names.ts';

/** The practice's public key for edits that could not be sent, as the server tells it. */
export interface SealingKey {
	/** Names the key, so that the server finds the other half. */
	readonly id: string;
	/** P-256, an uncompressed point in base64. */
	readonly point: string;
}

/** What lies on the device for somebody who is not signed in; nobody there can read it. */
export interface SealedBlob {
	readonly key: string;
	/** The public half of a key pair that was made for this blob alone; its other half is gone. */
	readonly point: Uint8Array<ArrayBuffer>;
	readonly iv: Uint8Array<ArrayBuffer>;
	readonly data: Uint8Array<ArrayBuffer>;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const encoder = new TextEncoder();

/**
 * Closes content so that only the server can tell the key to it, and tells it to this person alone: whose it is goes
 * into the key. What was typed never leaves the device.
 */
export async function seal(owner: Owner, { id, point }: SealingKey, content: unknown): Promise<SealedBlob> {
	const theirs = bytesOf(point);
	const [once, practice] = await Promise.all([
		crypto.subtle.generateKey(CURVE, false, ['deriveBits']),
		crypto.subtle.importKey('raw', theirs, CURVE, false, [])
	]);
	const ours = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
	const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: practice }, once.privateKey, 256);
	const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
	const key = await crypto.subtle.deriveKey(
		{ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array([...ours, ...theirs]), info: encoder.encode(about(owner)) },
		material,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt']
	);
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const plain = encoder.encode(JSON.stringify(content));
	const data = new Uint8Array(await crypto.subtle.encrypt(gcm(owner, iv), key, plain));
	return { key: id, point: ours, iv, data };
}

/** @param key what the server told for this blob's point, in base64. @returns null when it does not open it. */
export async function unseal<T>(owner: Owner, { iv, data }: SealedBlob, key: string): Promise<T | null> {
	try {
		const opener = await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['decrypt']);
		const plain = await crypto.subtle.decrypt(gcm(owner, iv), opener, data);
		return JSON.parse(new TextDecoder().decode(plain)) as T;
	} catch {
		return null;
	}
}

export const pointOf = ({ point }: SealedBlob): string => base64Of(point);

/** The server says the same words; it takes the person from the session. */
const about = ({ practice, person }: Owner): string => `daybreak sealed edits\0${practice}\0${person}`;

function gcm(owner: Owner, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
	return { name: 'AES-GCM', iv, additionalData: encoder.encode(about(owner)) };
}
