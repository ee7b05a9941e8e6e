import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { addCard } from '#domain/board/cards.ts';
import type { Instant } from '#domain/ids.ts';
import { openDatabase, type Db } from '../../server/adapters/sqlite/database.ts';
import { sqliteRecordEnds } from '../../server/adapters/sqlite/record-ends.ts';
import { firstBrokenRow } from '../../server/adapters/sqlite/record.ts';
import { CHAIN_START, hashOf } from '../../server/ports/record.ts';
import { saveHead } from '../../server/features/record/heads.ts';
import { shorten } from '../../server/features/record/keeping.ts';
import { at, newCard } from '../domain/board.ts';
import { temporaryFolder } from '../http/house.ts';
import { command, openStore } from './data.ts';
import { dropTriggers } from './tampering.ts';

const MIGRATIONS = new URL('../../server/adapters/sqlite/migrations/', import.meta.url);
const log = () => undefined;
const rows = (db: Db) => db.prepare('SELECT count(*) FROM activity').pluck().get() as number;

test('[R2] rows from before events were recorded keep their numbers and hashes', () => {
	const path = join(temporaryFolder(), 'old.db');
	const old = new Database(path);
	for (const name of ['0001-accounts', '0002-boards', '0003-lineages', '0004-record-head', '0005-people-and-rights']) {
		old.exec(readFileSync(new URL(`${name}.sql`, MIGRATIONS), 'utf8'));
	}
	old.pragma('user_version = 5');
	let hash = CHAIN_START;
	for (let seq = 1; seq <= 20; seq++) {
		const change = { kind: 'patient-changed', from: null, to: ` P${seq % 3}` } as const;
		const row = {
			seq,
			at: at(seq),
			board: 'front-desk',
			card: `c${seq}`,
			person: 'p-ana',
			device: seq % 2 ? 's1' : null
		};
		const words = [seq, row.at, row.board, row.card, row.person, row.device, JSON.stringify(change)];
		hash = hashOf(hash, { ...row, source: null, change } as unknown as Parameters<typeof hashOf>[1]);
		old.prepare('INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(...words, hash);
	}
	old.close();
	const db = openDatabase(path);
	onTestFinished(() => void db.close());
	expect([firstBrokenRow(db), rows(db)]).toEqual([null, 20]);
	expect(db.prepare("SELECT card FROM card_patients WHERE patient = 'p0' ORDER BY card").pluck().all()).toHaveLength(6);
	expect(() => db.exec('UPDATE activity SET at = 0 WHERE seq = 3')).toThrow('append-only');
	expect(() => db.exec('DELETE FROM activity WHERE seq = 3')).toThrow('append-only');
});

test('[R10] a record that was cut or rewritten as a whole is found by what was written down of its end', async () => {
	const store = await openStore();
	const folder = join(store.folder, 'record-heads');
	const day = { now: Date.parse('2026-03-02T10:00:00Z') as Instant };
	const heads = { ends: sqliteRecordEnds(store.db, () => day.now), folder, now: () => day.now, log };
	for (let i = 0; i < 8; i++) {
		await store.edit((doc) => addCard(doc, newCard(`h${i}`), at(2)));
		for (let hour = 0; hour < 24; hour++, day.now = (day.now + 3_600_000) as Instant) saveHead(heads);
	}
	saveHead(heads);
	const lines = readFileSync(join(folder, 'heads.jsonl'), 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
	expect(lines).toHaveLength(8);
	expect((await command('verify', store.folder)).out).toMatch(/^ok {6}saved heads +8 saved, the last on 2026-03-09$/m);

	dropTriggers(store.db);
	rewrite(store.db, lines[3].seq);
	expect(firstBrokenRow(store.db)).toBeNull();
	const rewritten = await command('verify', store.folder);
	expect(rewritten.code).toBe(1);
	expect(rewritten.out).toContain(
		`rows ${lines[2].seq + 1} to ${lines[3].seq} are not what was written down on 2026-03-05`
	);
	store.db.exec(`DELETE FROM activity WHERE seq > ${lines[5].seq}`);
	store.db.exec('UPDATE record_head SET (seq, hash) = (SELECT seq, hash FROM activity ORDER BY seq DESC LIMIT 1)');
	expect(firstBrokenRow(store.db)).toBeNull();
	expect((await command('verify', store.folder)).out).toContain(
		`row ${lines[7].seq} was there on 2026-03-09, and is missing`
	);
	appendFileSync(join(folder, 'heads.jsonl'), 'not ours\n');
	expect((await command('verify', store.folder)).out).toContain('line 9 of heads.jsonl cannot be read');
	writeFileSync(join(folder, 'heads.jsonl'), '');
	expect((await command('verify', store.folder)).out).toMatch(/saved heads +none saved yet/);
});

/** As somebody would who has the file and this code: another person did it, and every hash from there on fits. */
function rewrite(db: Db, from: number): void {
	db.prepare("UPDATE activity SET person = 'p-else' WHERE seq = ?").run(from);
	let hash = CHAIN_START;
	for (const row of db.prepare('SELECT * FROM activity ORDER BY seq').all() as Record<string, string>[]) {
		hash = hashOf(hash, { ...row, change: JSON.parse(row.change!) } as unknown as Parameters<typeof hashOf>[1]);
		db.prepare('UPDATE activity SET hash = ? WHERE seq = ?').run(hash, row.seq);
	}
	db.prepare('UPDATE record_head SET hash = ?').run(hash);
}

test('[R11] only what is older than it is kept for goes, the chain holds, and what goes without a word is found', async () => {
	const store = await openStore();
	const { db, clock } = store;
	const now = Date.parse('2032-06-15T12:00:00Z') as Instant;
	const write = async (name: string, day: string) => {
		clock.now = Date.parse(day) as Instant;
		await store.edit((doc) => addCard(doc, newCard(name), at(2)));
	};
	for (let i = 0; i < 30; i++) await write(`o${i}x`, `2026-06-14T12:00:${10 + i}Z`);
	for (let i = 0; i < 5; i++) await write(`y${i}x`, `2026-06-16T12:00:${10 + i}Z`);
	const before = rows(db);
	const keep = (years: number) => shorten({ ends: sqliteRecordEnds(db, () => now), years, now: () => now, log });
	// The practice was founded in 1970.
	expect(await keep(7)).toBe(before - 35);
	expect(await keep(7)).toBe(0);
	expect(await keep(6)).toBe(30);
	expect([rows(db), firstBrokenRow(db)]).toEqual([7, null]);
	expect(await keep(6)).toBe(0);
	await write('after', '2032-06-15T13:00:00Z');
	expect(firstBrokenRow(db)).toBeNull();
	expect((await command('verify', store.folder)).code).toBe(0);
	expect(() => db.exec('DELETE FROM activity')).toThrow('append-only');

	dropTriggers(db);
	const [seq, hash] = db.prepare('SELECT seq, hash FROM activity ORDER BY seq LIMIT 1 OFFSET 2').raw().get() as [
		number,
		Buffer
	];
	db.prepare('UPDATE record_anchor SET seq = ?, hash = ?').run(seq, hash);
	db.prepare('DELETE FROM activity WHERE seq <= ?').run(seq);
	expect(firstBrokenRow(db)).toBe(1);
});

test('[R11] lines that went before their time are found by what was written down, whatever the record says of them', async () => {
	const store = await openStore();
	const folder = join(store.folder, 'record-heads');
	const day = { now: (Date.now() - 5 * 86_400_000) as Instant };
	const ends = sqliteRecordEnds(store.db, () => day.now);
	for (let i = 0; i < 3; i++, day.now = (day.now + 86_400_000) as Instant) {
		await store.edit((doc) => addCard(doc, newCard(`h${i}`), at(2)));
		saveHead({ ends, folder, now: () => day.now, log });
	}
	expect((await command('verify', store.folder)).code).toBe(0);
	// As somebody would who has the file and this code: all of it is called too old.
	expect(ends.shorten((day.now + 1) as Instant)).toBeGreaterThan(3);
	while (ends.clear(1_000) > 0);
	expect(firstBrokenRow(store.db)).toBeNull();
	const found = await command('verify', store.folder);
	expect(found.code).toBe(1);
	expect(found.out).toMatch(/rows \d+ to \d+ went before their time: they were written since \d{4}-\d\d-\d\d/);
});
