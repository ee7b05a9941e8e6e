import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { base64Of, KeyRing, type HandedKey } from '../../src/lib/client/key-ring.ts';
import type { Owner } from '../../src/lib/client/local-names.ts';
import { vault } from '../../src/lib/client/vault.ts';

export const ANA: Owner = { practice: 'p1', person: 'ana' as PersonId };
export const BEN: Owner = { practice: 'p1', person: 'ben' as PersonId };

/** A device that has never seen Daybreak, and Ana has just signed in at it. */
export async function freshDevice(): Promise<void> {
	globalThis.indexedDB = new IDBFactory();
	vault.put(ANA, await ringOf('ana'));
}

/** The keys that the server hands to one person, the same each time. */
export function ringOf(person: string, ...versions: number[]): Promise<KeyRing> {
	const all = versions.length > 0 ? versions : [1];
	return KeyRing.from(all.map((version) => handedKey(person, version)));
}

export function handedKey(person: string, version = 1): HandedKey {
	const bytes = new TextEncoder().encode(`${person} ${version} `.repeat(32)).slice(0, 32);
	return { version, key: base64Of(bytes) };
}

export async function databaseNames(): Promise<string[]> {
	return (await indexedDB.databases()).map(({ name }) => name!).sort();
}

/** Waits for a state, however long the machine takes for it. */
export const eventually = (read: () => unknown) => expect.poll(read, { timeout: 25_000, interval: 5 });

/** A browser's `localStorage`, which Node does not have. */
export function freshStorage(): void {
	const items: Record<string, string> = {};
	const methods = {
		getItem: (key: string) => items[key] ?? null,
		setItem: (key: string, value: string) => void (items[key] = value),
		removeItem: (key: string) => void delete items[key]
	};
	for (const [name, value] of Object.entries(methods)) Object.defineProperty(items, name, { value });
	globalThis.localStorage = items as unknown as Storage;
}
