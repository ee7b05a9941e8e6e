import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '#domain/ids.ts';
import { openDatabase } from '../../../server/adapters/sqlite/database.ts';
import { sqliteJournal } from '../../../server/adapters/sqlite/journal.ts';
import { readConfig } from '../../../server/config.ts';
import { NotADemo, startDemo } from '../../../server/demo.ts';
import { readChoices } from '../../../server/ops/demo/settings.ts';
import { welcome } from '../../../server/ops/demo/welcome.ts';
import { firstBrokenRow } from '../../../server/adapters/sqlite/record.ts';
import { startServer, type RunningServer } from '../../../server/serve.ts';
import { TUESDAY } from './boards.ts';

const quiet = { log: () => {} };
let folder: string;
let server: RunningServer | null;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'daybreak-demo-'));
	server = null;
});

afterEach(async () => {
	await server?.close();
	rmSync(folder, { recursive: true, force: true });
});

const config = () => ({ ...readConfig({ DATA_DIR: folder, HOST: '127.0.0.1' }), port: 0 });
const file = () => join(folder, 'daybreak.db');
const choices = { fresh: false, seed: 7, timeZone: 'America/New_York' };

/** Starts the demo, lets `use` talk to it, and stops it. */
async function demo(more: { fresh?: boolean; now?: Instant } = {}, use?: (url: string) => Promise<void>) {
	server = await startDemo(config(), { ...choices, ...more }, quiet);
	await use?.(server.url);
	await server.close();
	server = null;
}

function read<T>(sql: string): T[] {
	const db = new Database(file(), { readonly: true });
	try {
		return db.prepare(sql).all() as T[];
	} finally {
		db.close();
	}
}

const practiceId = () => read<{ id: string }>('SELECT id FROM practice')[0]!.id;

describe('the demo', () => {
	test('lets its people in, each to their own boards', async () => {
		await demo({}, async (url) => {
			const signIn = (email: string) =>
				fetch(`${url}/api/session`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', origin: url },
					body: JSON.stringify({ email, password: 'daybreak-demo' })
				});
			for (const [email, boards] of [
				['maria@demo.test', 4],
				['jamie@demo.test', 1]
			] as const) {
				const response = await signIn(email);
				expect(response.status).toBe(200);
				const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!;
				const list = (await (await fetch(`${url}/api/boards`, { headers: { cookie } })).json()) as unknown[];
				expect(list.length).toBe(boards);
			}
		});
	});

	test('is seeded with three seconds of work at most', async () => {
		const before = process.cpuUsage();
		await demo();
		const { user, system } = process.cpuUsage(before);
		expect((user + system) / 1e6).toBeLessThan(3);
	});

	test('goes on with what is there when it starts again', async () => {
		await demo();
		const [first, record] = [practiceId(), read('SELECT count(*) AS n FROM activity')];
		await demo();
		expect(practiceId()).toBe(first);
		expect(read('SELECT count(*) AS n FROM activity')).toEqual(record);
	});

	test('starts over when asked to', async () => {
		await demo();
		const first = practiceId();
		await demo({ fresh: true });
		expect(practiceId()).not.toBe(first);
	});

	test('is seeded whole or not at all', async () => {
		const stopped = startDemo(config(), { ...choices, timeZone: 'Not/AZone' }, quiet);
		await expect(stopped).rejects.toThrow();
		expect(read('SELECT id FROM practice')).toEqual([]);
		await demo();
		expect(read('SELECT id FROM people').length).toBe(12);
	});

	test('never touches a real practice, not even to start over', async () => {
		const real = await startServer(config(), quiet);
		await real.close();
		const db = openDatabase(file());
		db.prepare("INSERT INTO practice VALUES (1, 'x1', 'Real', 'UTC', 0, 0)").run();
		db.close();
		const before = statSync(file()).mtimeMs;
		for (const fresh of [false, true]) {
			await expect(startDemo(config(), { ...choices, fresh }, quiet)).rejects.toThrow(NotADemo);
		}
		expect(statSync(file()).mtimeMs).toBe(before);
		expect(practiceId()).toBe('x1');
	});

	test('does not start over under a demo that still runs', async () => {
		await demo();
		const first = practiceId();
		const other = createServer();
		await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
		const { port } = other.address() as { port: number };
		await expect(startDemo({ ...config(), port }, { ...choices, fresh: true }, quiet)).rejects.toThrow('EADDRINUSE');
		other.close();
		expect(practiceId()).toBe(first);
	});

	test('is not fooled by a file that is no database', async () => {
		writeFileSync(file(), 'a list of patients, perhaps');
		await expect(startDemo(config(), { ...choices, fresh: true }, quiet)).rejects.toThrow();
		expect(statSync(file()).size).toBe(27);
	});
});

describe('what the demo has written', () => {
	beforeEach(() => demo({ now: TUESDAY }));

	test('is one record in order of time, its chain unbroken', async () => {
		const db = openDatabase(file());
		const entries = await sqliteJournal(db).activitySince(0, 100_000);
		expect(firstBrokenRow(db)).toBeNull();
		db.close();
		entries.forEach((entry, i) => expect(entry.at).toBeGreaterThanOrEqual(entries[i - 1]?.at ?? 0));
		expect(entries.at(-1)!.at).toBeLessThan(TUESDAY);
	});

	test('tells of every card how it came and who did what', () => {
		const kinds = read<{ change: string; person: string }>(
			'SELECT change, person FROM activity WHERE card IS NOT NULL'
		);
		const created = kinds.filter(({ change }) => change.includes('"card-created"'));
		expect(created.length).toBe(read('SELECT id FROM cards').length);
		expect(kinds.some(({ person }) => person === 'system')).toBe(false);
		expect(new Set(kinds.map(({ person }) => person)).size).toBe(12);
	});

	test('reads the same from the snapshot, from the journal and in the rows', async () => {
		const db = openDatabase(file());
		for (const { id } of db.prepare("SELECT id FROM boards WHERE kind = 'board'").all() as { id: never }[]) {
			const stored = (await sqliteJournal(db).load(id))!;
			expect(stored.updates).toEqual([]);
			const numbered = db.prepare('SELECT count(*) AS n, max(seq) AS last FROM journal WHERE board = ?').get(id);
			expect(numbered).toEqual({ n: stored.seq, last: stored.seq });
			const { replayed, rows } = await cardsThreeWays(db, id, stored.snapshot!);
			expect(replayed.fromJournal).toEqual(replayed.fromSnapshot);
			expect(rows).toEqual(replayed.fromSnapshot);
		}
		db.close();
	});
});

async function cardsThreeWays(db: Database.Database, board: string, snapshot: Uint8Array) {
	const Y = await import('yjs');
	const { allCards } = await import('#domain/board/queries.ts');
	const cardsAfter = (updates: readonly Uint8Array[]) => {
		const doc = new Y.Doc();
		for (const update of updates) Y.applyUpdate(doc, update);
		const rows = allCards(doc).map(({ id, title, owner, due, place }) => [id, title, owner, due, place.column]);
		return rows.sort();
	};
	const updates = db.prepare('SELECT update_ FROM journal WHERE board = ? ORDER BY seq').pluck().all(board);
	const rows = db.prepare('SELECT id, title, owner, due, column_id FROM cards WHERE board = ?').raw().all(board);
	const replayed = { fromJournal: cardsAfter(updates as Uint8Array[]), fromSnapshot: cardsAfter([snapshot]) };
	return { replayed, rows: (rows as unknown[][]).sort() };
}

describe('the demo at the terminal', () => {
	test('takes a seed from the environment and knows one word', () => {
		expect(readChoices(['--fresh'], { DAYBREAK_SEED: '42' })).toMatchObject({ fresh: true, seed: 42 });
		expect(readChoices([], {}).fresh).toBe(false);
		expect(() => readChoices(['--frehs'], {})).toThrow('--frehs');
		expect(() => readChoices([], { DAYBREAK_SEED: 'monday' })).toThrow('DAYBREAK_SEED');
	});

	test('says where it is, who may sign in and with what', () => {
		const words = welcome('http://localhost:3000');
		for (const part of [
			'http://localhost:3000',
			'daybreak-demo',
			'maria@demo.test',
			'dana@demo.test',
			'Clinical Team'
		]) {
			expect(words).toContain(part);
		}
	});
});
