import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Instant } from '#domain/ids.ts';
import { deleteStore, OfflineStore, type Stored } from '../../src/lib/client/offline-store.ts';
import type { KeyRing } from '../../src/lib/client/key-ring.ts';
import type { UnsentEdit } from '../../src/lib/client/unsent.ts';
import { databaseNames, eventually, freshDevice, ringOf } from './device.ts';

const NAME = 'daybreak/p1/ana/front-desk/l1';

const edit = (key: string, at = 0): UnsentEdit => ({
	key,
	at: at as Instant,
	occurrences: [{ card: null, change: { kind: 'board-changed', field: 'title', from: 'A', to: 'B' } }],
	moves: [],
	clocks: { client: 1, from: 0, to: 1 }
});

const opened: OfflineStore[] = [];
let ring: KeyRing;

async function open(changed?: () => void): Promise<{ store: OfflineStore; stored: Stored }> {
	const store = new OfflineStore(NAME, ring, changed);
	opened.push(store);
	return { store, stored: await store.load() };
}

/** A document whose updates go to a store, as a replica's do. */
function writer(store: OfflineStore): Y.Map<unknown> {
	const doc = new Y.Doc();
	doc.on('update', (update) => store.append(update));
	return doc.getMap('meta');
}

function contentOf(...stored: Stored[]): Record<string, unknown> {
	const doc = new Y.Doc();
	for (const update of stored.flatMap(({ updates }) => updates)) Y.applyUpdate(doc, update);
	return doc.getMap('meta').toJSON();
}

/** Lets writes fail with an error of this name until it is called again with null. */
function failWrites(name: string | null): void {
	vi.restoreAllMocks();
	if (name === null) return;
	vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
		throw new DOMException('no', name);
	});
}

beforeEach(async () => {
	await freshDevice();
	ring = await ringOf('ana');
});

afterEach(async () => {
	vi.restoreAllMocks();
	await Promise.all(opened.splice(0).map((store) => store.close()));
});

describe('a copy outlives its page', () => {
	test('[C6] content and unsent edits are back after a reload, edits in the order they were made', async () => {
		const { store } = await open();
		const meta = writer(store);
		meta.set('title', 'Front Desk');
		store.append(Y.encodeStateAsUpdate(meta.doc!), edit('9.00000001', 2));
		store.append(Y.encodeStateAsUpdate(meta.doc!), edit('8.00000001', 3));
		store.append(Y.encodeStateAsUpdate(meta.doc!), edit('10.00000001', 1));
		await store.close();

		const { stored } = await open();
		expect(contentOf(stored)).toEqual({ title: 'Front Desk' });
		expect(stored.unsent.map(({ key }) => key)).toEqual(['10.00000001', '9.00000001', '8.00000001']);
	});

	test('[C6] what is written before the copy is open is written when it is', async () => {
		const store = new OfflineStore(NAME, ring);
		opened.push(store);
		writer(store).set('title', 'Early');
		await store.load();
		await store.close();
		expect(contentOf((await open()).stored)).toEqual({ title: 'Early' });
	});

	test('[C10] words go when they are forgotten, the content stays', async () => {
		const { store } = await open();
		const meta = writer(store);
		meta.set('title', 'Kept');
		store.append(Y.encodeStateAsUpdate(meta.doc!), edit('1.00000001'));
		store.append(Y.encodeStateAsUpdate(meta.doc!), edit('1.00000002'));
		store.forget(['1.00000001']);
		await store.close();

		const { stored } = await open();
		expect(stored.unsent.map(({ key }) => key)).toEqual(['1.00000002']);
		expect(contentOf(stored)).toEqual({ title: 'Kept' });
	});
});

describe('settled means on disk', () => {
	test('[C7] every write asks for strict durability', async () => {
		const { store } = await open();
		const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
		const meta = writer(store);
		for (let i = 0; i < 250; i += 1) meta.set('count', i);
		await store.idle();

		const writes = transactions.mock.calls.filter(([, mode]) => mode === 'readwrite');
		expect(writes.length).toBeGreaterThan(1);
		for (const [, , options] of writes) expect(options).toEqual({ durability: 'strict' });
	});

	test('[C7] not before the copy is open, not between a write and its end', async () => {
		const store = new OfflineStore(NAME, ring);
		opened.push(store);
		expect(store.settled).toBe(false);
		await store.load();
		expect(store.settled).toBe(true);
		writer(store).set('title', 'A');
		expect(store.settled).toBe(false);
		await store.idle();
		expect(store.settled).toBe(true);
	});

	test('[C9] a full disk is called full, and what could not be written is written when there is room', async () => {
		const changed = vi.fn();
		const { store } = await open(changed);
		const meta = writer(store);
		failWrites('QuotaExceededError');
		meta.set('title', 'Too much');
		await eventually(() => store.failure).toBe('quota');
		expect(store.settled).toBe(false);
		expect(changed).toHaveBeenCalled();

		failWrites(null);
		meta.set('more', 1);
		await eventually(() => store.settled).toBe(true);
		expect(store.failure).toBe(null);
		await store.close();
		expect(contentOf((await open()).stored)).toEqual({ title: 'Too much', more: 1 });
	});

	test('[C9] any other refusal of the disk is told too', async () => {
		const { store } = await open();
		failWrites('UnknownError');
		writer(store).set('title', 'A');
		await eventually(() => store.failure).toBe('broken');
	});

	test('[C9] without any disk nothing is settled, and nothing piles up', async () => {
		vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('no', 'SecurityError');
		});
		const store = new OfflineStore(NAME, ring);
		await expect(store.load()).rejects.toThrow();
		writer(store).set('title', 'A');
		expect(store).toMatchObject({ settled: false, failure: 'broken' });
		await store.close();
	});
});

describe('two tabs', () => {
	test('[C8] each reads what the other wrote since its last look, and nothing of its own', async () => {
		const [a, b] = [await open(), await open()];
		writer(a.store).set('from a', 1);
		writer(b.store).set('from b', 1);
		await Promise.all([a.store.idle(), b.store.idle()]);

		expect(contentOf(await b.store.newer())).toEqual({ 'from a': 1 });
		expect(contentOf(await b.store.newer())).toEqual({});
		expect(contentOf(await a.store.newer())).toEqual({ 'from b': 1 });
	});

	test('[C8] many records become one, and nothing of the other tab is lost by it', async () => {
		const [a, b] = [await open(), await open()];
		const [metaA, metaB] = [writer(a.store), writer(b.store)];
		for (let i = 0; i < 150; i += 1) {
			metaA.set(`a${i}`, i);
			metaB.set(`b${i}`, i);
			if (i % 50 === 0) await Promise.all([a.store.idle(), b.store.idle()]);
		}
		for (let i = 150; i < 300; i += 1) metaA.set(`a${i}`, i);
		await Promise.all([a.store.idle(), b.store.idle()]);

		expect(Object.keys(contentOf(await b.store.newer()))).toContain('a299');
		const { stored } = await open();
		expect(Object.keys(contentOf(stored))).toHaveLength(450);
		expect(stored.updates.length).toBeLessThan(450);
	});

	test('[C11] a copy that another tab deletes is gone for both, and stays gone', async () => {
		const [a, b] = [await open(), await open()];
		const meta = writer(b.store);
		meta.set('title', 'A');
		await b.store.idle();
		await a.store.close();
		await deleteStore(NAME);
		expect(b.store).toMatchObject({ settled: false, failure: 'gone' });
		meta.set('title', 'B');
		await b.store.idle();
		expect(await databaseNames()).toEqual([]);
	});
});
