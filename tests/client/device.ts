import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import type { Owner } from '../../src/lib/client/local-names.ts';

export const ANA: Owner = { practice: 'p1', person: 'ana' as PersonId };
export const BEN: Owner = { practice: 'p1', person: 'ben' as PersonId };

/** A device that has never seen Daybreak. */
export function freshDevice(): void {
	globalThis.indexedDB = new IDBFactory();
}

export async function databaseNames(): Promise<string[]> {
	return (await indexedDB.databases()).map(({ name }) => name!).sort();
}

/** Waits for a state, however long the machine takes for it. */
export const eventually = (read: () => unknown) => expect.poll(read, { timeout: 25_000, interval: 5 });

/** A browser's `localStorage`, which Node does not have. */
export function freshStorage(): void {
	const items = new Map<string, string>();
	globalThis.localStorage = {
		getItem: (key: string) => items.get(key) ?? null,
		setItem: (key: string, value: string) => void items.set(key, value),
		removeItem: (key: string) => void items.delete(key)
	} as Storage;
}
