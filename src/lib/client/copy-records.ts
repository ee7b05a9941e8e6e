import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as Y from 'yjs';
import { partsOf } from '#domain/board/parts.ts';
import type { Hidden, KeyRing } from './key-ring.ts';
import type { UnsentEdit } from './unsent.ts';

interface Schema extends DBSchema {
	/** One record per update, in the order of arrival; a compaction's record stands for those it replaced. */
	updates: { key: number; value: StoredUpdate | PlainUpdate };
	/** What the server has not acknowledged, in words. */
	unsent: { key: string; value: StoredEdit | UnsentEdit };
}

interface StoredUpdate {
	readonly hidden: Hidden;
	/** The tab that wrote it; null for a compaction, which may hold anybody's. */
	readonly tab: string | null;
}

interface StoredEdit {
	readonly key: string;
	readonly hidden: Hidden;
}

/** As versions without keys wrote it. */
interface PlainUpdate {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly tab: string | null;
}

type Bytes = Uint8Array<ArrayBuffer>;
export type CopyDatabase = IDBPDatabase<Schema>;

export type Write =
	| { readonly kind: 'update'; readonly bytes: Uint8Array; readonly edits: readonly UnsentEdit[] }
	| { readonly kind: 'forget'; readonly keys: readonly string[] };

export interface Read {
	readonly updates: readonly Bytes[];
	readonly unsent: readonly UnsentEdit[];
	/** The last record that there was. */
	readonly last: number;
	/** Whether some of it lies there readable for anybody. */
	readonly plain: boolean;
}

/** Whose key hides the records, and which copy they are of: in another one they do not open. */
export interface Seal {
	readonly name: string;
	readonly ring: KeyRing;
}

/** Version 2: a page of the version without keys lets go of the copy instead of writing into it. */
export function openCopy(name: string, lost: () => void): Promise<CopyDatabase> {
	return openDB<Schema>(name, 2, {
		upgrade(db, before) {
			if (before > 0) return;
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

/**
 * What stands after a record, but not what `tab` wrote. A record that no key opens is passed over: the server's
 * answer makes up for it.
 */
export async function readCopy(db: CopyDatabase, seal: Seal, after = 0, tab = ''): Promise<Read> {
	const transaction = db.transaction(['updates', 'unsent']);
	const updates = transaction.objectStore('updates');
	const range = IDBKeyRange.lowerBound(after, true);
	const [keys, records, edits] = await Promise.all([
		updates.getAllKeys(range),
		updates.getAll(range),
		transaction.objectStore('unsent').getAll(),
		transaction.done
	]);
	const foreign = records.filter((record) => record.tab !== tab);
	const [bytes, unsent] = await Promise.all([
		Promise.all(foreign.map((record) => bytesIn(record, seal))),
		Promise.all(edits.map((edit) => editIn(edit, seal)))
	]);
	return {
		updates: bytes.filter((update) => update !== null),
		unsent: unsent.filter((edit) => edit !== null).sort((a, b) => a.at - b.at),
		last: keys.at(-1) ?? after,
		plain: foreign.some((record) => 'bytes' in record) || edits.some((edit) => 'occurrences' in edit)
	};
}

/** Hides everything first: a transaction does not wait for it. */
export async function writeCopy(db: CopyDatabase, seal: Seal, batch: readonly Write[], tab: string): Promise<void> {
	const records = await Promise.all(batch.map((item) => hiddenWrite(item, seal)));
	const transaction = db.transaction(['updates', 'unsent'], 'readwrite', { durability: 'strict' });
	const updates = transaction.objectStore('updates');
	const unsent = transaction.objectStore('unsent');
	const requests: Promise<unknown>[] = [transaction.done];
	for (const { forget, hidden, edits } of records) {
		requests.push(...forget.map((key) => unsent.delete(key)));
		if (hidden) requests.push(updates.add({ hidden, tab }));
		requests.push(...edits.map((edit) => unsent.put(edit)));
	}
	await Promise.all(requests);
}

async function hiddenWrite(item: Write, seal: Seal) {
	if (item.kind === 'forget') return { forget: item.keys, hidden: null, edits: [] };
	const { bytes, edits } = item;
	const [hidden, ...words] = await Promise.all([
		seal.ring.hide(bytes as Bytes, aboutUpdates(seal)),
		...edits.map((edit) => hiddenEdit(edit, seal))
	]);
	return { forget: [], hidden, edits: words };
}

/**
 * Joins the records into one. Read and written in two steps, since a transaction does not wait for a key: whatever
 * came in between stays, and what another tab joined meanwhile is in both joints.
 */
export async function compactCopy(db: CopyDatabase, seal: Seal): Promise<void> {
	const transaction = db.transaction('updates');
	const [keys, records] = await Promise.all([
		transaction.store.getAllKeys(),
		transaction.store.getAll(),
		transaction.done
	]);
	const read = await Promise.all(records.map((record) => bytesIn(record, seal)));
	const open = keys.filter((_, i) => read[i] !== null);
	const plain = records.some((record) => 'bytes' in record);
	if (open.length < (plain ? 1 : 2)) return;
	const parts = joined(read.filter((bytes) => bytes !== null));
	const hidden = await Promise.all(parts.map((part) => seal.ring.hide(part, aboutUpdates(seal))));
	const writing = db.transaction('updates', 'readwrite', { durability: 'strict' });
	await Promise.all([
		...open.map((key) => writing.store.delete(key)),
		...hidden.map((part) => writing.store.add({ hidden: part, tab: null })),
		writing.done
	]);
}

/** Takes over what a version without keys left: afterwards nothing of it lies there readable. */
export async function hidePlain(db: CopyDatabase, seal: Seal): Promise<void> {
	await compactCopy(db, seal);
	const plain = (await db.getAll('unsent')).filter((edit) => 'occurrences' in edit);
	const edits = await Promise.all(plain.map((edit) => hiddenEdit(edit, seal)));
	const transaction = db.transaction('unsent', 'readwrite', { durability: 'strict' });
	// One that was acknowledged meanwhile does not come back.
	await Promise.all([...edits.map((edit) => replace(edit)), transaction.done]);
	async function replace(edit: StoredEdit): Promise<void> {
		if (await transaction.store.get(edit.key)) await transaction.store.put(edit);
	}
}

/** What a version without keys left, for whoever has to seal it for its author. */
export async function readPlain(db: CopyDatabase): Promise<Pick<Read, 'updates' | 'unsent'>> {
	const [updates, edits] = await Promise.all([db.getAll('updates'), db.getAll('unsent')]);
	return {
		updates: updates.flatMap((record) => ('bytes' in record ? [record.bytes] : [])),
		unsent: edits.filter((edit) => 'occurrences' in edit)
	};
}

async function bytesIn(record: StoredUpdate | PlainUpdate, seal: Seal): Promise<Bytes | null> {
	return 'bytes' in record ? record.bytes : seal.ring.open(record.hidden, aboutUpdates(seal));
}

async function editIn(edit: StoredEdit | UnsentEdit, seal: Seal): Promise<UnsentEdit | null> {
	return 'hidden' in edit ? seal.ring.openJson<UnsentEdit>(edit.hidden, aboutEdit(edit.key, seal)) : edit;
}

async function hiddenEdit(edit: UnsentEdit, seal: Seal): Promise<StoredEdit> {
	return { key: edit.key, hidden: await seal.ring.hideJson(edit, aboutEdit(edit.key, seal)) };
}

const aboutUpdates = ({ name }: Seal): string => `${name}/updates`;
const aboutEdit = (key: string, { name }: Seal): string => `${name}/unsent/${key}`;

/** As few updates as say the same. A document, unlike `mergeUpdates`, sheds what was deleted. */
function joined(updates: readonly Uint8Array[]): Bytes[] {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	const parts = partsOf(doc);
	doc.destroy();
	return parts as Bytes[];
}
