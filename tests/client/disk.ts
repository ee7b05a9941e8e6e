import { openDB } from 'idb';

/** Every string and byte that this device keeps, as the next person could read it. */
export async function everythingOnDevice(): Promise<string> {
	const kept = [JSON.stringify({ ...globalThis.localStorage })];
	for (const { name } of await indexedDB.databases()) {
		const db = await openDB(name!);
		kept.push(name!);
		for (const store of db.objectStoreNames)
			kept.push(wordsIn(await db.getAll(store)), wordsIn(await db.getAllKeys(store)));
		db.close();
	}
	return kept.join('\n');
}

function wordsIn(value: unknown): string {
	if (value instanceof Uint8Array) return new TextDecoder('latin1').decode(value);
	if (value instanceof ArrayBuffer) return wordsIn(new Uint8Array(value));
	if (value && typeof value === 'object') return Object.entries(value).flat().map(wordsIn).join('\n');
	return String(value);
}

/** A database as a version without keys left it; with `updates` a board's copy, else kept edits. */
export async function plainCopy(
	name: string,
	updates: readonly Uint8Array[] | null,
	edits: readonly unknown[]
): Promise<void> {
	const db = await openDB(name, 1, {
		upgrade(fresh) {
			if (updates) {
				fresh.createObjectStore('updates', { autoIncrement: true });
				fresh.createObjectStore('unsent', { keyPath: 'key' });
			} else fresh.createObjectStore('edits', { keyPath: 'id' });
		}
	});
	for (const bytes of updates ?? []) await db.add('updates', { bytes, tab: 'old' });
	for (const edit of edits) await db.put(updates ? 'unsent' : 'edits', edit);
	db.close();
}
