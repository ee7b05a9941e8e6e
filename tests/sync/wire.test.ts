import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import { addCard, moveCard, setField } from '#domain/board/cards.ts';
import { renameColumn } from '#domain/board/column-changes.ts';
import { allCards, allColumns, findCard } from '#domain/board/queries.ts';
import { editText } from '#domain/board/text.ts';
import type { PersonId } from '#domain/ids.ts';
import { at, cardId, DOING, DONE, newCard } from '../domain/board.ts';
import { RawClient } from './client.ts';
import { openPractice, provider, until, type Practice } from './practice.ts';

const BOARD = 'front-desk';

let practice: Practice;
const opened: { close(): void }[] = [];
const keep = <T extends { close(): void }>(client: T): T => (opened.push(client), client);
const connect = (cookie = practice.manager, board = BOARD, query?: string) =>
	keep(new RawClient(practice, board, cookie, { query })).join();
const unmodified = (cookie = practice.manager, params = {}) => {
	const client = provider(practice, BOARD, cookie, params);
	keep({ close: () => client.provider.destroy() });
	return client;
};
const me = async (cookie: string) => (await practice.get<{ person: { id: PersonId } }>('/api/me', cookie)).person.id;
const cardBy = (person: PersonId, name = 'a') => newCard(name, { origin: { kind: 'person', person, at: at(1) } });

beforeEach(async () => {
	practice = await openPractice();
});
afterEach(async () => {
	for (const client of opened.splice(0)) client.close();
	await practice.close();
});

describe('an unmodified y-websocket provider', () => {
	test('[S1] with a session cookie reads and writes the board', async () => {
		const [ana, ben] = [unmodified(), unmodified()];
		await Promise.all([ana.synced, ben.synced]);
		expect(allColumns(ana.doc).map(({ title }) => title)).toContain('Contacted, waiting');
		addCard(ana.doc, cardBy(await me(practice.manager)), at(1));
		await until(() => allCards(ben.doc).length === 1);
		moveCard(ben.doc, cardId('a'), DOING, 'top', at(2));
		await until(() => findCard(ana.doc, cardId('a'))?.place.column === DOING);
	});

	test('[S2] that types before the server’s first word loses nothing', async () => {
		const first = unmodified();
		await first.synced;
		addCard(first.doc, cardBy(await me(practice.manager)), at(1));
		const watching = await connect();
		await until(() => allCards(watching.doc).length === 1);

		const returning = unmodified();
		returning.provider.disconnect();
		Y.applyUpdate(returning.doc, Y.encodeStateAsUpdate(first.doc));
		editText(returning.doc, cardId('a'), 'description', 'Typed before anything was said. ');
		returning.provider.connect();
		returning.provider.on('status', ({ status }) => {
			if (status !== 'connected') return;
			editText(returning.doc, cardId('a'), 'description', 'Typed before anything was said. And more.');
		});
		await until(
			() =>
				watching.doc.getMap('cards').toJSON()[cardId('a')].description === 'Typed before anything was said. And more.'
		);
	});

	test('[S3] comes back by itself after a restart, and nothing is lost', async () => {
		const ana = unmodified();
		await ana.synced;
		addCard(ana.doc, cardBy(await me(practice.manager)), at(1));
		const watching = await connect();
		await until(() => allCards(watching.doc).length === 1);
		await practice.restart();
		await until(() => ana.provider.wsconnected && ana.provider.synced);
		setField(ana.doc, cardId('a'), 'patient', 'J.M. 4821');
		const fresh = await connect();
		await until(() => findCard(fresh.doc, cardId('a'))?.patient === 'J.M. 4821');
	});
});

describe('a connection', () => {
	test('[S4] without a session, a right or a board is closed with its code before any byte of the board', async () => {
		const desk = await practice.invite({
			name: 'Jamie Park',
			email: 'jamie@harbor.test',
			role: 'staff',
			departments: ['front-desk']
		});
		const answers = await Promise.all(
			[
				['', BOARD],
				['__Host-daybreak=wrong', BOARD],
				[desk, 'billing'],
				[desk, 'no-such-board'],
				[practice.manager, 'no-such-board'],
				[practice.manager, 'x'.repeat(300)]
			].map(async ([cookie, board]) => {
				const client = await connect(cookie, board);
				return [client.closed, client.heard.length];
			})
		);
		expect(answers).toEqual([
			[4401, 0],
			[4401, 0],
			[4403, 0],
			[4404, 0],
			[4404, 0],
			[4404, 0]
		]);
		expect((await connect(desk)).synced).toBe(true);
	});

	test('[S5] from a foreign page gets HTTP 403', async () => {
		const foreign = keep(
			new RawClient(practice, BOARD, practice.manager, { headers: { origin: 'https://elsewhere.test' } })
		);
		await until(() => foreign.status !== null);
		expect(foreign.status).toBe(403);
		const own = keep(new RawClient(practice, BOARD, practice.manager, { headers: { origin: practice.url } }));
		expect((await own.join()).synced).toBe(true);
	});

	test('[S6] hears nothing before it says what it has', async () => {
		const client = keep(new RawClient(practice, BOARD, practice.manager));
		await client.opened();
		const other = await connect();
		other.edit((doc) => addCard(doc, newCard('a', {}), at(1)));
		await until(() => other.closed !== null);
		expect(client.heard).toEqual([]);
		await client.join();
		expect(client.heard.slice(0, 2)).toEqual(['step2', 'step1']);
	});

	test('[S7] is told that an edit is durable only after it is in the journal, and how many of its messages are', async () => {
		const client = await connect();
		const person = await me(practice.manager);
		await until(() => client.acks.at(-1) === 1);
		client.edit((doc) => addCard(doc, cardBy(person), at(1)));
		await until(() => client.acks.at(-1) === 2);
		const { count } = practice.base.db.prepare('SELECT count(*) AS count FROM journal WHERE board = ?').get(BOARD) as {
			count: number;
		};
		expect(count).toBe(2);
		client.update(Y.encodeStateAsUpdate(client.doc));
		await until(() => client.acks.at(-1) === 3);
	});

	test('[S8] that asks for them hears who did what, and others do not', async () => {
		const ana = await connect();
		const plain = await connect(practice.manager, BOARD, '');
		const person = await me(practice.manager);
		ana.edit((doc) => addCard(doc, cardBy(person), at(1)));
		ana.edit((doc) => moveCard(doc, cardId('a'), DONE, 'top', at(2)));
		await until(() => ana.activity.length === 2 && allCards(plain.doc).length === 1);
		expect(ana.activity.map(({ person, card, change }) => [person, card, change.kind])).toEqual([
			[person, cardId('a'), 'card-created'],
			[person, cardId('a'), 'card-moved']
		]);
		expect(plain.heard).not.toContain('activity');
		expect(plain.heard).not.toContain('ack');
		const history = await practice.get<ActivityEntry[]>(
			`/api/boards/${BOARD}/cards/${cardId('a')}/history`,
			practice.manager
		);
		expect(history).toEqual(ana.activity);
	});

	test('[S9] with another lineage must start anew, and says why', async () => {
		const client = await connect(practice.manager, BOARD, '?ack=1&lineage=elsewhere');
		await until(() => client.closed !== null);
		expect([client.closed, client.problems[0]?.code, client.heard]).toEqual([4409, 'lineage-retired', ['problem']]);
		const [{ lineage }] = await practice.get<[{ lineage: string }]>('/api/boards', practice.manager);
		expect((await connect(practice.manager, BOARD, `?ack=1&lineage=${lineage}`)).synced).toBe(true);
	});

	test('[S9] without a lineage is known by the client ids of a retired one', async () => {
		practice.base.db
			.prepare("INSERT INTO clients (board, lineage, client, person) VALUES (?, 'older', 77, 'p-x')")
			.run(BOARD);
		const client = keep(new RawClient(practice, BOARD, practice.manager));
		await client.opened();
		client.step1(Y.encodeStateVector(new Map([[77, 3]])));
		await until(() => client.closed !== null);
		expect([client.closed, client.heard]).toEqual([4409, ['problem']]);
	});

	test('[S10] with a gap is asked again, without blame, and is acknowledged once all of it came', async () => {
		const client = await connect();
		const person = await me(practice.manager);
		await until(() => client.acks.at(-1) === 1);
		const before = Y.encodeStateVector(client.doc);
		addCard(client.doc, cardBy(person), at(1));
		const first = Y.encodeStateVector(client.doc);
		moveCard(client.doc, cardId('a'), DOING, 'top', at(2));
		expect(Y.encodeStateAsUpdate(client.doc, before).length).toBeGreaterThan(0);
		client.update(Y.encodeStateAsUpdate(client.doc, first));
		await until(() => client.acks.at(-1) === 3);
		const fresh = await connect();
		expect(findCard(fresh.doc, cardId('a'))?.place.column).toBe(DOING);
		expect(client.closed).toBeNull();
	});

	test('[S11] with nothing but gaps is sent away to come back later', async () => {
		const client = await connect();
		const stranger = new Y.Doc();
		stranger.getMap('cards').set('x', 1);
		const without = Y.encodeStateVector(stranger);
		stranger.getMap('cards').set('x', 2);
		const gap = Y.encodeStateAsUpdate(stranger, without);
		for (let i = 0; i < 25; i++) client.update(gap);
		await until(() => client.closed !== null);
		expect(client.closed).toBe(4508);
	});

	test('[G6] over which a manager changes columns changes them for all; anybody else’s is closed', async () => {
		const cookie = await practice.invite({
			name: 'Ana Petrova',
			email: 'ana@harbor.test',
			role: 'staff',
			departments: ['front-desk']
		});
		const [maria, ana] = [await connect(), await connect(cookie)];
		maria.edit((doc) => renameColumn(doc, DOING, 'Under way'));
		await until(() => allColumns(ana.doc).some(({ title }) => title === 'Under way'));
		ana.edit((doc) => renameColumn(doc, DOING, 'Mine'));
		await until(() => ana.closed !== null);
		expect(ana.problems.map(({ code }) => code)).toEqual(['not-allowed']);
		expect(allColumns(maria.doc).some(({ title }) => title === 'Mine')).toBe(false);
	});

	test('[S12] that ends with its session or its right is closed at once', async () => {
		const client = await connect();
		const socket = await fetch(`${practice.url}/api/session`, {
			method: 'DELETE',
			headers: { cookie: practice.manager }
		});
		expect(socket.status).toBe(204);
		await until(() => client.closed !== null, 1_000);
		expect(client.closed).toBe(4401);
	});
});

describe('presence', () => {
	test('[S13] shows the session’s person under a number of its own, whatever the client says', async () => {
		const [ana, ben] = [await connect(), await connect()];
		const person = await me(practice.manager);
		const state = { person: { id: 'p-ben', name: 'Ben' }, card: cardId('a'), note: 'x' };
		ana.announce([{ client: ana.doc.clientID, clock: 1, state }]);
		await until(() => ben.presence.size === 1);
		const [[alias, shown]] = [...ben.presence] as [[number, unknown]];
		const face = { id: person, name: 'Maria Lopez', colour: expect.any(Number) };
		expect(shown).toEqual({ person: face, user: { name: 'Maria' }, card: cardId('a') });
		expect(alias).not.toBe(ana.doc.clientID);
		ben.announce([
			{ client: ben.doc.clientID, clock: 1, state: { card: null } },
			{ client: alias, clock: 9, state: null },
			{ client: ana.doc.clientID, clock: 9, state: null },
			{ client: 12345, clock: 1, state: { card: null } }
		]);
		await until(() => ana.presence.size === 1);
		expect([...ana.presence.keys()]).not.toContain(12345);
		const newcomer = await connect();
		await until(() => newcomer.presence.size === 2);
		expect(newcomer.presence.get(alias)).toEqual(shown);
	});

	test('[S13] passes the last word on, ten times a second at most', async () => {
		const [ana, ben] = [await connect(), await connect()];
		for (let i = 0; i < 200; i++) {
			ana.announce([{ client: ana.doc.clientID, clock: i + 1, state: { card: cardId(`a${i}x`) } }]);
		}
		await until(() => [...ben.presence.values()][0]?.card === cardId('a199x'));
		expect(ben.heard.filter((kind) => kind === 'awareness').length).toBeLessThan(20);
	});

	test('[S14] ends when the connection does, and newcomers are told who is here', async () => {
		const ana = await connect();
		ana.announce([{ client: ana.doc.clientID, clock: 1, state: { card: null } }]);
		const ben = await connect();
		await until(() => [...ben.presence.values()][0]?.person?.name === 'Maria Lopez');
		ana.close();
		await until(() => [...ben.presence.values()][0] === null);
	});
});
