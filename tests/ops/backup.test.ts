import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { cardsOf, readComments } from '#domain/board/schema.ts';
import type { CardId, CommentId, PersonId } from '#domain/ids.ts';
import { openReadOnly } from '../../server/adapters/sqlite/damage.ts';
import { documentOf } from '../../server/adapters/sqlite/damage-boards.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { copyFile } from '../../server/data-file.ts';
import { backUp, backupName, isBackupName } from '../../server/ops/backup.ts';
import { CannotDo } from '../../server/ops/sentence.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { temporaryFolder } from '../http/house.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';
import { command, DESK, openStore } from './data.ts';

const WRITERS = 4;

/** Somebody who writes comments as fast as the event loop lets them, and knows which are acknowledged. */
class Writer {
	readonly card: CardId;
	readonly #client: RawClient;
	readonly #person: PersonId;
	/** By the number of the message that carried it. */
	readonly #sent: { message: number; comment: string }[] = [];
	#messages = 0;

	constructor(practice: Practice, name: string, person: PersonId) {
		this.card = cardId(name);
		this.#person = person;
		const onSync = () => void (this.#messages += 1);
		this.#client = new RawClient(practice, DESK, practice.manager, { onSync });
	}

	async start(): Promise<void> {
		await this.#client.join();
		const origin = { kind: 'person' as const, person: this.#person, at: at(1) };
		this.#client.edit((doc) => addCard(doc, newCard('', { id: this.card, origin }), at(1)));
	}

	write(): void {
		const comment = `k${this.#sent.length}` as CommentId;
		const words = { id: comment, author: this.#person, text: `${this.card} ${comment}` };
		this.#client.edit((doc) => addComment(doc, this.card, words, at(2)));
		this.#sent.push({ message: this.#messages, comment });
	}

	get acknowledged(): string[] {
		const upTo = this.#client.acks.at(-1) ?? 0;
		return this.#sent.filter(({ message }) => message <= upTo).map(({ comment }) => comment);
	}

	close(): void {
		this.#client.close();
	}
}

async function boardIn(file: string): Promise<Y.Doc> {
	const db = openReadOnly(file);
	const doc = documentOf((await sqliteJournal(db).load(DESK))!);
	db.close();
	return doc;
}

function commentsOf(doc: Y.Doc, card: CardId): string[] {
	return readComments(cardsOf(doc).get(card)!).map(({ id }) => id);
}

test('[O1] a backup made while four people write holds every edit acknowledged before, and holds together', async () => {
	const practice = await openPractice();
	onTestFinished(() => practice.close());
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager);
	const writers = Array.from({ length: WRITERS }, (_, i) => new Writer(practice, `w${i}x`, person.id));
	for (const writer of writers) await writer.start();
	const writing = setInterval(() => writers.forEach((writer) => writer.write()), 5);
	await until(() => writers.every(({ acknowledged }) => acknowledged.length > 20));
	const before = writers.map(({ card, acknowledged }) => ({ card, acknowledged }));
	const { code, out, err } = await command('backup', practice.dataDir);
	const after = writers.map(({ acknowledged }) => acknowledged.length);
	clearInterval(writing);
	writers.forEach((writer) => writer.close());

	expect([code, err]).toEqual([0, '']);
	const [path, said] = out.split('\n');
	expect(said).toMatch(/^\d+\.\d MB in \d+\.\d s, checked\. Record: \d+ rows, the last [0-9a-f]{16}\.$/);
	const doc = await boardIn(path!);
	for (const { card, acknowledged } of before)
		expect(commentsOf(doc, card)).toEqual(expect.arrayContaining(acknowledged));
	// Writing went on meanwhile.
	before.forEach(({ acknowledged }, i) => expect(after[i]).toBeGreaterThan(acknowledged.length));
});

test('[O1] a copy is of one moment, though others write between its steps', async () => {
	const { folder, path, db } = await openStore();
	const add = db.prepare("INSERT INTO archive VALUES ('b', ?, 1, 'title', ?)");
	db.transaction(() => {
		for (let i = 0; i < 2_000; i++) add.run(`c${i}`, 'x'.repeat(4_000));
	})();
	let [copying, written] = [true, 0];
	const to = join(folder, 'copy.db');
	const copied = copyFile(path, to).finally(() => (copying = false));
	for (; copying; written++) {
		add.run(`later${written}`, 'x');
		await setImmediate();
	}
	await copied;
	const copy = openReadOnly(to);
	onTestFinished(() => void copy.close());
	expect(written).toBeGreaterThan(10);
	expect(copy.prepare('SELECT count(*) FROM archive').pluck().get()).toBe(2_000);
	expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
});

test('[O2] a backup is the owner’s alone, stands by itself, and overwrites nothing', async () => {
	const { folder, edit } = await openStore();
	await edit((doc) => addCard(doc, newCard('a'), at(2)));
	const first = await command('backup', folder);
	expect(first.code).toBe(0);
	const [name, ...more] = readdirSync(join(folder, 'backups'));
	expect([isBackupName(name!), more]).toEqual([true, []]);
	expect(statSync(join(folder, 'backups', name!)).mode & 0o777).toBe(0o600);
	expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);

	const to = join(folder, 'backups', name!);
	const { size, mtimeMs } = statSync(to);
	const again = await command('backup', folder, '--to', to);
	expect([again.code, again.out]).toEqual([1, '']);
	expect(again.err).toBe(`${to} is there already. Nothing was overwritten; choose another name.\n`);
	expect([statSync(to).size, statSync(to).mtimeMs]).toEqual([size, mtimeMs]);
});

test('[O2] a name that is taken while the copy is made is not overwritten either', async () => {
	const to = join(temporaryFolder(), 'copy.db');
	const copy = async (path: string) => {
		writeFileSync(path, 'ours');
		writeFileSync(to, 'theirs');
	};
	await expect(backUp(to, { copy, check: async () => [] })).rejects.toThrow(CannotDo);
	expect(statSync(to).size).toBe('theirs'.length);
	expect(readdirSync(join(to, '..'))).toEqual(['copy.db']);
});

test('[O2] a copy that does not hold gets no name', async () => {
	const { folder, db, edit } = await openStore();
	await edit((doc) => addCard(doc, newCard('a'), at(2)));
	db.exec("UPDATE cards SET title = 'else'");
	const { code, err } = await command('backup', folder);
	expect(code).toBe(1);
	expect(err).toMatch(/No backup was written\.\n[^]*FAILED {2}card rows/);
	expect(readdirSync(join(folder, 'backups'))).toEqual([]);
});

test('[O2] where nothing can be backed up, and what cannot be asked for, is told in a sentence', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'daybreak-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	expect((await command('backup', folder)).err).toMatch(/^There is nothing to back up: no .*daybreak\.db\./);
	expect((await command('backup', folder, '--where', 'x')).err).toBe(
		'There is no --where here. What there is: --to <file>.\n'
	);
	expect((await command('backup', folder, '--to')).err).toBe('--to needs the path of a file after it.\n');
	expect(existsSync(join(folder, 'backups'))).toBe(false);
});

test('[O2] names of backups sort in the order of time', () => {
	const names = [new Date(2026, 8, 9, 7, 5, 3), new Date(2026, 8, 9, 17, 0, 0), new Date(2026, 10, 1)].map(backupName);
	expect(names[0]).toBe('daybreak-20260909-070503.db');
	expect(names.toSorted()).toEqual(names);
	expect(names.every(isBackupName)).toBe(true);
});
