/** Bytes that only the person's key opens. */
export interface Hidden {
	/** The version of the key. */
	readonly v: number;
	readonly iv: Uint8Array<ArrayBuffer>;
	readonly data: Uint8Array<ArrayBuffer>;
}

/** A key as the server hands it out, in base64. */
export interface HandedKey {
	readonly version: number;
	readonly key: string;
}

/** What tabs hand to each other: keys that nobody can read can be handed on all the same. */
export interface RingParts {
	readonly keys: readonly (readonly [version: number, key: CryptoKey])[];
}

/** Recommended for GCM; drawn at random, safe for 2^32 records of one key. */
const IV_BYTES = 12;

/**
 * One person's keys to their copies on this device: the newest hides, every one opens what it hid. The keys cannot
 * be read out of the browser; they are in memory alone, unless the device is trusted.
 */
export class KeyRing {
	readonly #keys: ReadonlyMap<number, CryptoKey>;
	readonly #newest: number;

	constructor({ keys }: RingParts) {
		this.#keys = new Map(keys);
		this.#newest = Math.max(...this.#keys.keys());
	}

	static async from(handed: readonly HandedKey[]): Promise<KeyRing> {
		const keys = handed.map(async ({ version, key }) => [version, await imported(bytesOf(key))] as const);
		return new KeyRing({ keys: await Promise.all(keys) });
	}

	get parts(): RingParts {
		return { keys: [...this.#keys] };
	}

	/** @param about where it will lie: put anywhere else, it does not open. */
	async hide(plain: Uint8Array<ArrayBuffer>, about: string): Promise<Hidden> {
		const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
		const key = this.#keys.get(this.#newest)!;
		const data = await crypto.subtle.encrypt(algorithm(iv, about), key, plain);
		return { v: this.#newest, iv, data: new Uint8Array(data) };
	}

	/** @returns null for what another key hid, or what was changed since. */
	async open({ v, iv, data }: Hidden, about: string): Promise<Uint8Array<ArrayBuffer> | null> {
		const key = this.#keys.get(v);
		if (!key) return null;
		try {
			return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, about), key, data));
		} catch {
			return null;
		}
	}

	hideJson(value: unknown, about: string): Promise<Hidden> {
		return this.hide(encoder.encode(JSON.stringify(value)), about);
	}

	async openJson<T>(hidden: Hidden, about: string): Promise<T | null> {
		const plain = await this.open(hidden, about);
		return plain && (JSON.parse(decoder.decode(plain)) as T);
	}
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function algorithm(iv: Uint8Array<ArrayBuffer>, about: string): AesGcmParams {
	return { name: 'AES-GCM', iv, additionalData: encoder.encode(about) };
}

function imported(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function base64Of(bytes: Uint8Array): string {
	let characters = '';
	for (let i = 0; i < bytes.length; i += 8192) characters += String.fromCharCode(...bytes.subarray(i, i + 8192));
	return btoa(characters);
}

/** As a line of text, for storage that takes nothing else. */
export function lineOf({ v, iv, data }: Hidden): string {
	return `${v}.${base64Of(iv)}.${base64Of(data)}`;
}

/** @returns null for a line that `lineOf` did not make. */
export function hiddenIn(line: string): Hidden | null {
	const [, v, iv, data] = /^(\d+)\.([\w+/=]+)\.([\w+/=]+)$/.exec(line) ?? [];
	return v && iv && data ? { v: Number(v), iv: bytesOf(iv), data: bytesOf(data) } : null;
}
