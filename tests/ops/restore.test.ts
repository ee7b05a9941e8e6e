import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addCard, type NewCard } from '#domain/board/cards.ts';
import { allCards } from '#domain/board/queries.ts';
import type { PersonId } from '#domain/ids.ts';
import { openReadOnly } from '../../server/adapters/sqlite/damage.ts';
import { sqliteRecordEnds } from '../../server/adapters/sqlite/record-ends.ts';
import { readConfig } from '../../server/config.ts';
import { saveHead } from '../../server/features/record/heads.ts';
import { startServer } from '../../server/serve.ts';
import { at, newCard } from '../domain/board.ts';
import { temporaryFolder } from '../http/house.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, PASSWORD, until, type Practice } from '../sync/practice.ts';
import { command, commandIn, DESK, openStore } from './data.ts';

type Boards = { id: string; lineage: string }[];

async function lineageOf(practice: Practice, cookie: string): Promise<string> {
	return (await practice.get<Boards>('/api/boards', cookie)).find(({ id }) => id === DESK)!.lineage;
}

/** Another server over restored data, as the practice that it is. */
async function serving(dataDir: string): Promise<{ at: Practice; cookie: string }> {
	const config = { ...readConfig({ DATA_DIR: dataDir, HOST: '127.0.0.1' }), port: 0 };
	const server = await startServer(config, { log: () => undefined });
	onTestFinished(() => server.close());
	const body = JSON.stringify({ email: 'maria@harbor.test', password: PASSWORD });
	const headers = { 'content-type': 'application/json' };
	const signedIn = await fetch(`${server.url}/api/session`, { method: 'POST', headers, body });
	const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
	const get = async (path: string) => (await fetch(server.url + path, { headers: { cookie } })).json();
	return { at: { url: server.url, get } as unknown as Practice, cookie };
}

const titles = ({ doc }: RawClient) => allCards(doc).map(({ title }) => title);

test('[O4] after a restore the board is as it was backed up, and who has seen later edits starts anew', async () => {
	const practice = await openPractice();
	onTestFinished(() => practice.close());
	const { manager } = practice;
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', manager);
	const card = (name: string): NewCard => newCard(name, { origin: { kind: 'person', person: person.id, at: at(1) } });
	const lineage = await lineageOf(practice, manager);
	const client = await new RawClient(practice, DESK, manager, { query: `?ack=1&lineage=${lineage}` }).join();
	client.edit((doc) => addCard(doc, card('before'), at(1)));
	await until(() => client.acks.includes(2));
	const backup = (await command('backup', practice.dataDir)).out.split('\n')[0]!;
	client.edit((doc) => addCard(doc, card('later'), at(1)));
	await until(() => client.acks.includes(3));
	client.close();

	const dataDir = temporaryFolder();
	const restored = await command('restore', dataDir, '--from', backup);
	expect([restored.code, restored.err]).toEqual([0, '']);
	expect(restored.out).toMatch(/^Restored 4 boards and 1 people into /);
	const { at: place, cookie } = await serving(dataDir);

	expect((await fetch(`${place.url}/api/me`, { headers: { cookie: manager } })).status).toBe(401);
	for (const query of [`?ack=1&lineage=${lineage}`, '?ack=1']) {
		const back = await new RawClient(place, DESK, cookie, { query, doc: client.doc }).opened();
		back.step1();
		await until(() => back.closed !== null);
		expect([back.closed, back.problems.map(({ code }) => code)]).toEqual([4409, ['lineage-retired']]);
	}
	const fresh = await new RawClient(place, DESK, cookie, {
		query: `?ack=1&lineage=${await lineageOf(place, cookie)}`
	}).join();
	expect(titles(fresh)).toEqual(['Call back before']);
	fresh.edit((doc) => addCard(doc, card('after'), at(1)));
	await until(() => fresh.acks.length > 0);
	fresh.close();
	expect((await command('verify', dataDir)).code).toBe(0);
});

test('[O4] sessions and open invitations of the backup are gone, and the record tells of the restore', async () => {
	const { folder, db, edit } = await openStore();
	await edit((doc) => addCard(doc, newCard('a'), at(2)));
	db.exec(
		"INSERT INTO sessions (hash, person, device, started_at, last_seen, expires_at) VALUES ('h', 'p-maria', 'd', 1, 1, 9e12)"
	);
	const invited = "'front@harbor.test', 'staff', '[]', 'p-maria', 1, 2";
	const columns = 'id, token_hash, name, email, role, departments, invited_by, invited_at, expires_at, accepted_at';
	db.exec(
		`INSERT INTO invitations (${columns}) VALUES ('i1', 't1', 'Ana', ${invited}, NULL), ('i2', 't2', 'Ben', ${invited}, 1)`
	);
	const backup = (await command('backup', folder)).out.split('\n')[0]!;
	const dataDir = temporaryFolder();
	expect((await command('restore', dataDir, '--from', backup)).code).toBe(0);
	const restored = openReadOnly(join(dataDir, 'daybreak.db'));
	onTestFinished(() => void restored.close());
	const read = (sql: string) => restored.prepare(sql).pluck().all();
	expect(read('SELECT count(*) FROM sessions')).toEqual([0]);
	expect(read('SELECT id FROM invitations')).toEqual(['i2']);
	expect(
		read("SELECT person || change FROM activity WHERE change LIKE '%board-restored%' AND board = 'front-desk'")
	).toEqual(['system{"kind":"board-restored","to":1000}']);
	expect(read("SELECT change FROM activity WHERE kind = 'data-restored'")).toEqual([
		'{"kind":"data-restored","boards":2}'
	]);
});

test('[R10] a restore from an older backup says so where the record’s end is written down, and verify holds', async () => {
	const { folder, db, edit } = await openStore();
	const heads = temporaryFolder();
	const save = (day: number) =>
		saveHead({
			ends: sqliteRecordEnds(db, () => at(0)),
			folder: heads,
			now: () => at(day * 86_400_000),
			log: () => {}
		});
	save(1);
	const backup = (await command('backup', folder)).out.split('\n')[0]!;
	await edit((doc) => addCard(doc, newCard('later'), at(2)));
	save(2);
	const dataDir = temporaryFolder();
	const env = { RECORD_HEADS_DIR: heads };
	expect((await commandIn(env, 'restore', dataDir, '--from', backup)).code).toBe(0);
	const verified = await commandIn(env, 'verify', dataDir);
	expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/saved heads +2 saved/)]);
});

test('[O3] a folder that holds anything but backups is left as it is', async () => {
	const { folder, path } = await openStore();
	const again = await command('restore', folder, '--from', path);
	expect(again.code).toBe(1);
	expect(again.err).toMatch(
		/ is not empty \(daybreak\.db[\w-]*\), and restoring overwrites nothing\. Choose a new folder:/
	);
	const mine = temporaryFolder();
	writeFileSync(join(mine, 'notes.txt'), 'mine');
	expect((await command('restore', mine, '--from', path)).err).toMatch(/is not empty \(notes\.txt\)/);
	expect(readdirSync(mine)).toEqual(['notes.txt']);
});

test('[O3] a backup that is missing or does not hold is not restored', async () => {
	const { path, db, edit } = await openStore();
	await edit((doc) => addCard(doc, newCard('a'), at(2)));
	db.exec('DELETE FROM cards');
	const folder = temporaryFolder();
	const broken = await command('restore', folder, '--from', path);
	expect([broken.code, broken.out, readdirSync(folder)]).toEqual([1, '', []]);
	expect(broken.err).toMatch(/^This backup does not hold\. Choose an earlier one\.\n[^]*FAILED {2}card rows/);
	expect((await command('restore', folder, '--from', '/nowhere')).err).toBe('There is no backup /nowhere.\n');
	expect((await command('restore', folder)).err).toBe('Name the backup: npm run restore -- --from <file>\n');
});
