import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addCard } from '#domain/board/cards.ts';
import { allCards } from '#domain/board/queries.ts';
import { readConfig } from '../../server/config.ts';
import { openData } from '../../server/data-file.ts';
import { startServer } from '../../server/serve.ts';
import { at, newCard } from '../domain/board.ts';
import { temporaryFolder } from '../http/house.ts';
import { RawClient } from '../sync/client.ts';
import { PASSWORD, until, type Practice } from '../sync/practice.ts';
import { command, DESK, MARIA, openStore, type Store } from './data.ts';

const PAGE = 4096;

/** A file of a practice at work, and the pages of each of its trees. */
async function filled() {
	const store = await openStore();
	await store.edit((doc) => {
		for (let i = 0; i < 150; i++) addCard(doc, newCard(`a${i}x`), at(2));
	});
	await store.rooms.within(DESK, (room) => room.saveSnapshot());
	store.db.pragma('wal_checkpoint(TRUNCATE)');
	return store;
}

function pagesOf({ db }: Store, tree: string): number[] {
	return db.prepare('SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno').pluck().all(tree) as number[];
}

/** A copy of the file in a folder of its own, with some bytes of one page turned over. */
function damaged({ path }: Store, page: number): string {
	const folder = temporaryFolder();
	const bytes = readFileSync(path);
	for (let i = 0; i < 12; i++) bytes[(page - 1) * PAGE + i]! ^= 0xff;
	writeFileSync(join(folder, 'daybreak.db'), bytes);
	return folder;
}

async function start(dataDir: string) {
	const events: string[] = [];
	const config = { ...readConfig({ DATA_DIR: dataDir, HOST: '127.0.0.1' }), port: 0 };
	const server = await startServer(config, { log: (_level, event) => void events.push(event) });
	onTestFinished(() => server.close());
	return { ...server, events };
}

function post(url: string, path: string, body: object, cookie = ''): Promise<Response> {
	const headers = { 'content-type': 'application/json', cookie };
	return fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

test.each(['activity', 'activity_by_card', 'cards', 'cards_by_owner', 'journal'])(
	'[O9, O10] turned bytes in a page of %s: found at the start, boards are read, nothing is written',
	async (tree) => {
		const store = await filled();
		const folder = damaged(store, pagesOf(store, tree).at(-1)!);
		const before = readFileSync(join(folder, 'daybreak.db'));
		const { url, warning, events } = await start(folder);
		expect(events).toContain('database.damaged');
		expect(warning).toMatch(/is damaged\. Daybreak runs read-only\.[^]*What is safe:[^]*npm run restore -- --from /);
		const ready = await fetch(`${url}/readyz`);
		expect([ready.status, await ready.json()]).toEqual([
			503,
			{ ready: false, checks: { database: true, writable: false } }
		]);

		const signedIn = await post(url, '/api/session', { email: 'maria@harbor.test', password: PASSWORD });
		const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
		const client = await new RawClient({ url } as Practice, DESK, cookie).join();
		// The journal's own damage may have taken this board.
		expect(allCards(client.doc)).toHaveLength(tree === 'journal' ? allCards(client.doc).length : 150);
		if (client.closed === null) {
			await until(() => client.acks.length === 1);
			client.edit((doc) =>
				addCard(doc, newCard('new', { origin: { kind: 'person', person: MARIA, at: at(1) } }), at(1))
			);
			await until(() => events.includes('commit.failed'));
			expect(client.acks).toEqual([1]);
		}
		const invited = { name: 'Ana', email: 'ana@harbor.test', role: 'manager', departments: [] };
		const refused = await post(url, '/api/invitations', invited, cookie);
		expect([refused.status, (await refused.json()).code]).toEqual([503, 'damaged']);
		expect(readFileSync(join(folder, 'daybreak.db')).equals(before)).toBe(true);
	},
	30_000
);

test('[O11] a file that cannot be opened stops the start, with the newest backup in the way back', async () => {
	const store = await filled();
	const folder = damaged(store, 1);
	mkdirSync(join(folder, 'backups'));
	for (const name of ['daybreak-20260301-070000.db', 'daybreak-20260302-070000.db', 'mine.db']) {
		copyFileSync(store.path, join(folder, 'backups', name));
	}
	const { code, err } = await command('main', folder);
	expect(code).toBe(1);
	expect(err).toMatch(/^Daybreak could not start: the database .* is damaged so that it cannot be opened/);
	expect(err).toContain(`npm run restore -- --from ${join(folder, 'backups', 'daybreak-20260302-070000.db')}`);
	expect(err).not.toMatch(/\n\s+at /);
	expect((await command('verify', folder)).code).toBe(1);
});

test('[O11] a file whose people cannot be read stops the start too', async () => {
	const store = await filled();
	await expect(start(damaged(store, pagesOf(store, 'people')[0]!))).rejects.toThrow(/cannot be opened/);
});

test('[O9] looking at 50 MB at the start costs at most a second', async () => {
	const { folder, path, db } = await openStore();
	const add = db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, NULL)');
	db.transaction(() => {
		for (let i = 2; i < 11_000; i++) add.run(DESK, 'old', i, 'p', 1, randomBytes(1_000 + (i % 2_000)));
	})();
	db.pragma('wal_checkpoint(TRUNCATE)');
	const megabytes = statSync(path).size / 1e6;
	const [cpu, wall] = [process.cpuUsage(), performance.now()];
	const opened = openData(folder);
	const { user, system } = process.cpuUsage(cpu);
	const ms = performance.now() - wall;
	opened.db.close();
	expect(opened.damage).toBeNull();
	const spent = (user + system) / 1000;
	process.stdout.write(
		`start over ${megabytes.toFixed(0)} MB: ${spent.toFixed(0)} ms of processor, ${ms.toFixed(0)} ms by the clock\n`
	);
	// Processor time: other tests run beside this one.
	expect(spent).toBeLessThan(megabytes * 20);
}, 60_000);
