import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as Y from 'yjs';
import type { UnsentEdit } from './unsent.ts';

interface Schema extends DBSchema {
	/** One record per update, in the order of arrival; a compaction's record stands for those it replaced. */
	updates: { key: number; value: StoredUpdate };
	/** What the server has not acknowledged, in words. */
	unsent: { key: string; value: UnsentEdit };
}

interface StoredUpdate {
	readonly bytes: Uint8Array;
	/** The tab that wrote it; null for a compaction, which may hold anybody's. */
	readonly tab: string | null;
}

export interface Stored {
	readonly updates: readonly Uint8Array[];
	readonly unsent: readonly UnsentEdit[];
}

/** `quota`: the disk is full. `gone`: another tab deleted this copy, or the browser took it away. */
export type StoreFailure = 'quota' | 'gone' | 'broken';

type Write =
	| { readonly kind: 'update'; readonly bytes: Uint8Array; readonly edit: UnsentEdit | null }
	| { readonly kind: 'forget'; readonly keys: readonly string[] };

const RECORDS_AT_MOST = 200;
const RETRY_AFTER_MS = 10_000;

/**
 * A replica's copy on this device. Tabs of one person on one board share it: records are only ever added, and a
 * compaction replaces in one transaction exactly what it has read, whoever wrote it.
 */
export class OfflineStore {
	readonly name: string;
	readonly #tab = String(crypto.getRandomValues(new Uint32Array(2)));
	readonly #changed: () => void;
	#db: IDBPDatabase<Schema> | null = null;
	#queue: Write[] = [];
	#writing = false;
	#unsettledSinceMs = 0;
	#failure: StoreFailure | null = null;
	#closed = false;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#records = 0;
	#lastRead = 0;
	#whenIdle: (() => void)[] = [];

	/** @param changed called whenever `settled` or `failure` may have changed. */
	constructor(name: string, changed: () => void = () => undefined) {
		this.name = name;
		this.#changed = changed;
	}

	/** Whether every update so far is on disk: flushed, not merely handed over. */
	get settled(): boolean {
		return this.#db !== null && this.#failure === null && !this.#queue.some(isUpdate) && !this.#writing;
	}

	get unsettledSinceMs(): number {
		return this.#unsettledSinceMs;
	}

	/** Why the disk does not hold what it should; after `quota` and `broken` the writes are tried again by themselves. */
	get failure(): StoreFailure | null {
		return this.#failure;
	}

	/** Opens the database and reads all of it. Updates that were appended before are written now. @throws when there is no disk to use. */
	async load(): Promise<Stored> {
		try {
			this.#db = await openStore(this.name, () => this.#lose());
			const stored = await this.#read(this.#db, 0);
			this.#records = stored.updates.length;
			if (this.#closed) this.#db.close();
			else void this.#drain();
			return stored;
		} catch (error) {
			this.#db = null;
			this.#queue = [];
			this.#fail(failureOf(error));
			throw error;
		}
	}

	/** What other tabs have written since the last look. */
	async newer(): Promise<Stored> {
		return this.#db && this.#failure !== 'gone' ? this.#read(this.#db, this.#lastRead) : { updates: [], unsent: [] };
	}

	/** Stores an update and, in the same transaction, the edit it is when it is this person's own. */
	append(bytes: Uint8Array, edit: UnsentEdit | null = null): void {
		if (this.#isUnusable) return;
		if (this.settled) this.#unsettledSinceMs = Date.now();
		this.#queue.push({ kind: 'update', bytes, edit });
		void this.#drain();
	}

	/** The server holds these edits now; their words need not be kept. */
	forget(keys: readonly string[]): void {
		if (keys.length === 0 || this.#isUnusable) return;
		this.#queue.push({ kind: 'forget', keys });
		void this.#drain();
	}

	/** Resolves when nothing waits to be written, or the disk has said no. */
	idle(): Promise<void> {
		if (!this.#writing) return Promise.resolve();
		return new Promise((resolve) => this.#whenIdle.push(resolve));
	}

	async close(): Promise<void> {
		await this.idle();
		this.#closed = true;
		clearTimeout(this.#retry);
		this.#db?.close();
		this.#db = null;
	}

	/** Nothing can ever be written: no disk at all, or this copy was taken away. */
	get #isUnusable(): boolean {
		return this.#failure === 'gone' || (this.#failure !== null && this.#db === null);
	}

	async #read(db: IDBPDatabase<Schema>, after: number): Promise<Stored> {
		const transaction = db.transaction(['updates', 'unsent']);
		const updates = transaction.objectStore('updates');
		const range = IDBKeyRange.lowerBound(after, true);
		const [keys, records, unsent] = await Promise.all([
			updates.getAllKeys(range),
			updates.getAll(range),
			transaction.objectStore('unsent').getAll(),
			transaction.done
		]);
		this.#lastRead = keys.at(-1) ?? after;
		const foreign = records.filter(({ tab }) => tab !== this.#tab);
		return { updates: foreign.map(({ bytes }) => bytes), unsent: unsent.sort((a, b) => a.at - b.at) };
	}

	/** Starts in the same task as the edit: a tab that dies right after it has still handed it over. */
	async #drain(): Promise<void> {
		if (this.#writing || !this.#db || this.#failure === 'gone') return;
		this.#writing = true;
		while (this.#queue.length > 0 && this.#db) {
			const batch = this.#queue;
			this.#queue = [];
			try {
				await write(this.#db, batch, this.#tab);
				this.#failure = null;
				await this.#compactWhenLong(batch.filter(isUpdate).length);
			} catch (error) {
				this.#queue = [...batch, ...this.#queue];
				this.#fail(failureOf(error));
				break;
			}
		}
		this.#writing = false;
		for (const resolve of this.#whenIdle.splice(0)) resolve();
		this.#changed();
	}

	async #compactWhenLong(added: number): Promise<void> {
		this.#records += added;
		if (this.#records < RECORDS_AT_MOST || !this.#db) return;
		this.#records = 0;
		// A compaction that the disk refuses costs nothing: the records it would have joined are still there.
		await compact(this.#db).catch(() => undefined);
	}

	#fail(failure: StoreFailure): void {
		if (this.#failure !== 'gone') this.#failure = failure;
		clearTimeout(this.#retry);
		if (!this.#closed && this.#db) this.#retry = setTimeout(() => void this.#drain(), RETRY_AFTER_MS);
		this.#changed();
	}

	#lose(): void {
		if (this.#closed) return;
		this.#failure = 'gone';
		this.#db?.close();
		this.#changed();
	}
}

/** Deletes a copy by its name, its content first: a frozen tab can hold up the deletion of a database, never of what is in it. */
export async function deleteStore(name: string): Promise<void> {
	const db = await openStore(name, () => undefined);
	const transaction = db.transaction(['updates', 'unsent'], 'readwrite', { durability: 'strict' });
	await Promise.all([
		transaction.objectStore('updates').clear(),
		transaction.objectStore('unsent').clear(),
		transaction.done
	]);
	db.close();
	await deleteDatabase(name);
}

/** Resolves also when the deletion has to wait for another tab. */
export function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		request.onblocked = () => resolve();
		request.onerror = () => reject(request.error ?? new Error(name));
	});
}

function openStore(name: string, lost: () => void): Promise<IDBPDatabase<Schema>> {
	return openDB<Schema>(name, 1, {
		upgrade(db) {
			db.createObjectStore('updates', { autoIncrement: true });
			db.createObjectStore('unsent', { keyPath: 'key' });
		},
		blocking(_current, _next, event) {
			lost();
			(event.target as IDBDatabase).close();
		},
		terminated: lost
	});
}

async function write(db: IDBPDatabase<Schema>, batch: readonly Write[], tab: string): Promise<void> {
	const transaction = db.transaction(['updates', 'unsent'], 'readwrite', { durability: 'strict' });
	const updates = transaction.objectStore('updates');
	const unsent = transaction.objectStore('unsent');
	const requests: Promise<unknown>[] = [transaction.done];
	for (const item of batch) {
		if (item.kind === 'forget') requests.push(...item.keys.map((key) => unsent.delete(key)));
		else {
			requests.push(updates.add({ bytes: item.bytes, tab }));
			if (item.edit) requests.push(unsent.put(item.edit));
		}
	}
	await Promise.all(requests);
}

async function compact(db: IDBPDatabase<Schema>): Promise<void> {
	const transaction = db.transaction('updates', 'readwrite', { durability: 'strict' });
	const updates = transaction.store;
	const [keys, records] = await Promise.all([updates.getAllKeys(), updates.getAll()]);
	const last = keys.at(-1);
	if (last === undefined || keys.length < 2) return transaction.done;
	const bytes = joined(records.map((record) => record.bytes));
	await Promise.all([
		updates.delete(IDBKeyRange.upperBound(last)),
		updates.add({ bytes, tab: null }),
		transaction.done
	]);
}

/** One update that says the same. A document, unlike `mergeUpdates`, sheds what was deleted. */
function joined(updates: readonly Uint8Array[]): Uint8Array {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	const bytes = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return bytes;
}

const isUpdate = (write: Write): boolean => write.kind === 'update';

function failureOf(error: unknown): StoreFailure {
	return (error as { name?: string } | null)?.name === 'QuotaExceededError' ? 'quota' : 'broken';
}
