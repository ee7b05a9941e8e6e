import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addCard, setField } from '#domain/board/cards.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import type { CardId, PersonId } from '#domain/ids.ts';
import { at, INBOX, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, provider, until, type Practice } from '../sync/practice.ts';

const BOARD = 'front-desk';
const REASON = 'Front desk is ill, a patient waits';
const AT_ONCE_MS = 1_000;

let practice: Practice;
const clients: { close(): void }[] = [];
beforeAll(async () => void (practice = await openPractice()));
afterAll(() => practice.close());
afterEach(() => clients.splice(0).forEach((client) => client.close()));

async function connect(cookie = practice.manager, board = BOARD): Promise<RawClient> {
	const client = new RawClient(practice, board, cookie);
	clients.push(client);
	return client.join();
}

/** Somebody new on the front desk's board, unless told otherwise. */
let count = 0;
async function colleague(role = 'staff', departments = ['front-desk']) {
	const email = `p${(count += 1)}@harbor.test`;
	const cookie = await practice.invite({ name: `Person ${count}`, email, role, departments });
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', cookie);
	return { cookie, email, id: person.id };
}

async function ask(method: string, path: string, body: unknown = {}, cookie = practice.manager): Promise<number> {
	const headers = { 'content-type': 'application/json', cookie };
	return (await fetch(practice.url + path, { method, headers, body: method === 'GET' ? null : JSON.stringify(body) }))
		.status;
}

const change = (id: PersonId, to: object) => ask('PATCH', `/api/people/${id}`, to);

/** A card by this person. */
function write(client: RawClient, by: PersonId): CardId {
	const card = newCard(`w${(count += 1)}`, { column: INBOX, origin: { kind: 'person', person: by, at: at(1) } });
	client.edit((doc) => addCard(doc, card, at(1)));
	return card.id;
}

describe('a disabled person’s socket', () => {
	test('[P2] is closed within a second, and what it sends then is not taken', async () => {
		const jamie = await colleague();
		const [socket, watching] = [await connect(jamie.cookie), await connect()];
		const first = write(socket, jamie.id);
		await until(() => findCard(watching.doc, first) !== null);
		const since = performance.now();
		const disabling = ask('POST', `/api/people/${jamie.id}/disable`);
		const late: CardId[] = [];
		while (socket.closed === null) {
			late.push(write(socket, jamie.id));
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		expect(await disabling).toBe(200);
		expect(socket.closed).toBe(4401);
		expect(performance.now() - since).toBeLessThan(AT_ONCE_MS);
		write(socket, jamie.id);
		const fence = write(watching, await idOf(practice.manager));
		const fresh = await connect();
		await until(() => findCard(fresh.doc, fence) !== null);
		expect(findCard(fresh.doc, late.at(-1)!)).toBeNull();
		expect((await connect(jamie.cookie)).closed).toBe(4401);
	});
});

describe('a viewer', () => {
	test('[P5] reads along live, with an unmodified client too, and repeats what was deleted without blame', async () => {
		const { cookie } = await colleague('viewer');
		const [editor, viewer] = [await connect(), provider(practice, BOARD, cookie)];
		clients.push({ close: () => viewer.provider.destroy() });
		const maria = await idOf(practice.manager);
		const card = write(editor, maria);
		editor.edit((doc) => setField(doc, card, 'patient', 'J.M. 1'));
		editor.edit((doc) => setField(doc, card, 'patient', 'J.M. 2'));
		await until(() => findCard(viewer.doc, card)?.patient === 'J.M. 2');
		viewer.provider.disconnect();
		viewer.provider.connect();
		await until(() => viewer.provider.synced);
		editor.edit((doc) => setField(doc, card, 'patient', 'J.M. 3'));
		await until(() => findCard(viewer.doc, card)?.patient === 'J.M. 3');
		const raw = await connect(cookie);
		await until(() => raw.acks.at(-1) === 1);
		expect([raw.closed, raw.mayEdit]).toEqual([null, [false]]);
	});

	test('[P5] cannot add, change or delete', async () => {
		const editor = await connect();
		const card = write(editor, await idOf(practice.manager));
		const cards = allCards(editor.doc).length;
		const attempts: ((client: RawClient, viewer: PersonId) => unknown)[] = [
			(client, viewer) => write(client, viewer),
			(client) => client.edit((doc) => setField(doc, card, 'patient', 'Not mine')),
			(client) => client.edit((doc) => doc.getMap('cards').delete(card)),
			(client) => client.update(new Uint8Array([1, 2, 3]))
		];
		for (const attempt of attempts) {
			const viewer = await colleague('viewer');
			const socket = await connect(viewer.cookie);
			await until(() => findCard(socket.doc, card) !== null);
			attempt(socket, viewer.id);
			await until(() => socket.closed !== null);
			expect([socket.closed, socket.problems[0]?.code]).toEqual([4409, 'not-allowed']);
		}
		const fresh = await connect();
		expect(findCard(fresh.doc, card)).toMatchObject({ patient: null });
		const maria = await idOf(practice.manager);
		expect(new Set((await historyOf(card)).map(({ person }) => person))).toEqual(new Set([maria]));
		expect(allCards(fresh.doc)).toHaveLength(cards);
	});

	test('[P5] is not seen by colleagues', async () => {
		const viewer = await colleague('viewer');
		const [watching, reading] = [await connect(), await connect(viewer.cookie)];
		reading.announce([{ client: reading.doc.clientID, clock: 1, state: { card: null } }]);
		const staff = await connect((await colleague()).cookie);
		staff.announce([{ client: staff.doc.clientID, clock: 1, state: { card: null } }]);
		await until(() => watching.presence.size === 1);
		expect([...watching.presence.values()].map((seen) => seen?.person?.id)).not.toContain(viewer.id);
		await until(() => reading.presence.size === 1);
	});
});

describe('an open socket', () => {
	test('[P6] of somebody who becomes a viewer takes no edit from that moment, and shows their face no more', async () => {
		const jamie = await colleague();
		const [socket, watching] = [await connect(jamie.cookie), await connect()];
		socket.announce([{ client: socket.doc.clientID, clock: 1, state: { card: null } }]);
		await until(() => watching.presence.size === 1);
		const card = write(socket, jamie.id);
		await until(() => findCard(watching.doc, card) !== null);
		await change(jamie.id, { role: 'viewer' });
		await until(() => socket.mayEdit.at(-1) === false && [...watching.presence.values()][0] === null);
		expect(socket.closed).toBeNull();
		watching.edit((doc) => setField(doc, card, 'patient', 'Live'));
		await until(() => findCard(socket.doc, card)?.patient === 'Live');
		await change(jamie.id, { role: 'staff' });
		await until(() => socket.mayEdit.at(-1) === true);
		socket.edit((doc) => setField(doc, card, 'patient', 'Again'));
		await until(() => findCard(watching.doc, card)?.patient === 'Again');
		await change(jamie.id, { role: 'viewer' });
		socket.edit((doc) => setField(doc, card, 'patient', 'Too late'));
		await until(() => socket.closed !== null);
		expect([socket.closed, socket.problems[0]?.code]).toEqual([4409, 'not-allowed']);
		expect(findCard((await connect()).doc, card)?.patient).toBe('Again');
	});

	test('[P6] of a board that is theirs no more is closed with 4403, and they stay signed in', async () => {
		const jamie = await colleague('staff', ['front-desk', 'billing']);
		const [gone, stays] = [await connect(jamie.cookie), await connect(jamie.cookie, 'billing')];
		const since = performance.now();
		await change(jamie.id, { departments: ['billing'] });
		await until(() => gone.closed !== null);
		expect(gone.closed).toBe(4403);
		expect(performance.now() - since).toBeLessThan(AT_ONCE_MS);
		expect(await ask('GET', '/api/me', undefined, jamie.cookie)).toBe(200);
		const card = write(stays, jamie.id);
		const other = await connect(practice.manager, 'billing');
		await until(() => findCard(other.doc, card) !== null);
	});
});

describe('emergency access', () => {
	test('[E1, E3] opens and edits one board, lives through a restart, and ends on open sockets by itself', async () => {
		const jamie = await colleague('staff', ['billing']);
		expect((await connect(jamie.cookie)).closed).toBe(4403);
		const asked = await ask('POST', `/api/boards/${BOARD}/break-glass`, { reason: REASON }, jamie.cookie);
		expect(asked).toBe(201);
		expect((await connect(jamie.cookie, 'management')).closed).toBe(4403);
		const before = await connect(jamie.cookie);
		const card = write(before, jamie.id);
		await until(() => before.acks.length > 1);
		await practice.restart();
		const socket = await connect(jamie.cookie);
		expect(findCard(socket.doc, card)).not.toBeNull();
		practice.base.db.prepare('UPDATE emergencies SET ends_at = ?').run(Date.now() + 300);
		await until(() => socket.closed !== null);
		expect(socket.closed).toBe(4403);
		expect((await connect(jamie.cookie)).closed).toBe(4403);
		expect(await ask('GET', `/api/boards/${BOARD}/cards/${card}/history`, undefined, jamie.cookie)).toBe(404);
	});
});

async function idOf(cookie: string): Promise<PersonId> {
	return (await practice.get<{ person: { id: PersonId } }>('/api/me', cookie)).person.id;
}

function historyOf(card: CardId): Promise<{ person: PersonId }[]> {
	return practice.get(`/api/boards/${BOARD}/cards/${card}/history`, practice.manager);
}
