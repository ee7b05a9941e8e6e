import {
	compactCopy,
	hidePlain,
	openCopy,
	readCopy,
	readPlain,
	writeCopy,
	type CopyDatabase,
	type Seal,
	type Write
} from './copy-records.ts';
import type { KeyRing } from './key-ring.ts';
import type { UnsentEdit } from './unsent.ts';

export interface Stored {
	readonly updates: readonly Uint8Array[];
	readonly unsent: readonly UnsentEdit[];
}

/** `quota`: the disk is full. `gone`: another tab deleted this copy, or the browser took it away. */
export type StoreFailure = 'quota' | 'gone' | 'broken';

const RECORDS_AT_MOST = 200;
const RETRY_AFTER_MS = 10_000;
/** What is to be forgotten waits so long for the next edit, to be written along: each write of its own waits for the disk. */
const FORGET_WITHIN_MS = 400;

/**
 * A replica's copy on this device, readable with its person's key alone. Tabs of one person on one board share it:
 * records are only ever added, and a compaction replaces in one transaction exactly what it has read, whoever wrote it.
 */
export class OfflineStore {
	readonly name: string;
	readonly #tab = String(crypto.getRandomValues(new Uint32Array(2)));
	readonly #changed: () => void;
	readonly #seal: Seal | null;
	#db: CopyDatabase | null = null;
	#queue: Write[] = [];
	#writing = false;
	#unsettledSinceMs = 0;
	#failure: StoreFailure | null = null;
	#closed = false;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#forgetting: ReturnType<typeof setTimeout> | undefined;
	#records = 0;
	#lastRead = 0;
	#whenIdle: (() => void)[] = [];

	/**
	 * @param ring the person's keys; without them there is no copy, as without a disk
	 * @param changed called whenever `settled` or `failure` may have changed
	 */
	constructor(name: string, ring: KeyRing | null, changed: () => void = () => undefined) {
		this.name = name;
		this.#seal = ring && { name, ring };
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
			if (!this.#seal) throw new Error('no key');
			const db = await openCopy(this.name, () => this.#lose());
			this.#db = db;
			const stored = await this.#read(db, this.#seal, 0);
			this.#records = stored.updates.length;
			if (stored.plain) await hidePlain(db, this.#seal).catch(() => undefined);
			if (this.#closed) db.close();
			else void this.#drain();
			return stored;
		} catch (error) {
			this.#db?.close();
			this.#db = null;
			this.#queue = [];
			this.#fail(failureOf(error));
			throw error;
		}
	}

	/** What other tabs have written since the last look. */
	async newer(): Promise<Stored> {
		if (!this.#db || !this.#seal || this.#failure === 'gone') return { updates: [], unsent: [] };
		return this.#read(this.#db, this.#seal, this.#lastRead);
	}

	/** Stores an update and, in the same transaction, the edits it is when it is this person's own. */
	append(bytes: Uint8Array, ...edits: UnsentEdit[]): void {
		if (this.#isUnusable) return;
		if (this.settled) this.#unsettledSinceMs = Date.now();
		this.#queue.push({ kind: 'update', bytes, edits });
		void this.#drain();
	}

	/** The server holds these edits now; their words need not be kept. */
	forget(keys: readonly string[]): void {
		if (keys.length === 0 || this.#isUnusable) return;
		this.#queue.push({ kind: 'forget', keys });
		this.#forgetting ??= setTimeout(() => void this.#drain(), FORGET_WITHIN_MS);
	}

	/** Resolves when nothing waits to be written, or the disk has said no. */
	idle(): Promise<void> {
		void this.#drain();
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

	async #read(db: CopyDatabase, seal: Seal, after: number) {
		const read = await readCopy(db, seal, after, this.#tab);
		this.#lastRead = read.last;
		return read;
	}

	/** Starts in the same task as the edit; a tab that dies within the millisecond that hiding it takes has not written it. */
	async #drain(): Promise<void> {
		const seal = this.#seal;
		if (this.#writing || !this.#db || !seal || this.#failure === 'gone') return;
		this.#writing = true;
		clearTimeout(this.#forgetting);
		this.#forgetting = undefined;
		while (this.#queue.length > 0 && this.#db) {
			const batch = this.#queue;
			this.#queue = [];
			try {
				await writeCopy(this.#db, seal, batch, this.#tab);
				this.#failure = null;
				await this.#compactWhenLong(seal, batch.filter(isUpdate).length);
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

	async #compactWhenLong(seal: Seal, added: number): Promise<void> {
		this.#records += added;
		if (this.#records < RECORDS_AT_MOST || !this.#db) return;
		this.#records = 0;
		// A compaction that the disk refuses costs nothing: the records it would have joined are still there.
		await compactCopy(this.#db, seal).catch(() => undefined);
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
	const db = await openCopy(name, () => undefined);
	const transaction = db.transaction(['updates', 'unsent'], 'readwrite', { durability: 'strict' });
	await Promise.all([
		transaction.objectStore('updates').clear(),
		transaction.objectStore('unsent').clear(),
		transaction.done
	]);
	db.close();
	await deleteDatabase(name);
}

/** How many edits wait in a copy for the server, which can be told without a key. */
export async function countUnsent(name: string): Promise<number> {
	const db = await openCopy(name, () => undefined);
	const count = await db.count('unsent');
	db.close();
	return count;
}

/** What a version without keys left in it, that anybody can read. */
export async function readPlainCopy(name: string): Promise<Stored> {
	const db = await openCopy(name, () => undefined);
	const plain = await readPlain(db);
	db.close();
	return plain;
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

const isUpdate = (write: Write): boolean => write.kind === 'update';

function failureOf(error: unknown): StoreFailure {
	return (error as { name?: string } | null)?.name === 'QuotaExceededError' ? 'quota' : 'broken';
}
