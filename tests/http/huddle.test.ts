import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addCard, setField } from '#domain/board/cards.ts';
import { cardsOf, textOf } from '#domain/board/schema.ts';
import { endHuddle, goOn, goToStep, handLead, takeLead, tick } from '#domain/huddle/leading.ts';
import { noteDecision, stateOf } from '#domain/huddle/outcomes.ts';
import { SECONDS } from '#domain/huddle/plan.ts';
import type { Minutes } from '#domain/huddle/record.ts';
import { currentCard, readHuddle } from '#domain/huddle/state.ts';
import type { BoardId, CardId, Due, PersonId } from '#domain/ids.ts';
import { sqliteBoards } from '../../server/adapters/sqlite/boards.ts';
import { sqliteHuddles } from '../../server/adapters/sqlite/huddles.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { keepHuddles } from '../../server/features/huddle/keeper.ts';
import { CommitQueue } from '../../server/sync/commit-queue.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';

const DESK = 'front-desk' as BoardId;
const PLAN = {
	...{ department: 'front-desk', rhythm: 'weekly', boards: [DESK], weekday: 3, time: '07:30' },
	...{ seconds: SECONDS.weekly, leaders: [] as string[] }
};

interface Address {
	readonly id: BoardId;
	readonly lineage: string;
}
interface Listed {
	readonly plans: { id: string; next: PersonId | null }[];
	readonly running: Address[];
	readonly past: { id: string; decisions: number }[];
}

let practice: Practice;
const clients: RawClient[] = [];

beforeEach(async () => {
	practice = await openPractice();
});
afterEach(async () => {
	for (const client of clients.splice(0)) client.close();
	await practice.close();
});

async function ask<T = Record<string, unknown>>(cookie: string, method: string, path: string, body?: unknown) {
	const headers = { 'content-type': 'application/json', cookie };
	const response = await fetch(practice.url + path, {
		method,
		headers,
		...(body ? { body: JSON.stringify(body) } : {})
	});
	const text = await response.text();
	return { status: response.status, answer: (text ? JSON.parse(text) : null) as T };
}

async function somebody(name: string, role: string, ...departments: string[]) {
	const cookie = await practice.invite({ name, email: `${name}@harbor.test`, role, departments });
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', cookie);
	return { cookie, id: person.id };
}

async function connect(document: string, cookie: string): Promise<RawClient> {
	const client = await new RawClient(practice, document, cookie).join();
	clients.push(client);
	return client;
}

async function planned(given: Partial<typeof PLAN> = {}): Promise<string> {
	const { status, answer } = await ask<{ id: string }>(practice.manager, 'POST', '/api/huddles/plans', {
		...PLAN,
		...given
	});
	expect(status).toBe(201);
	return answer.id;
}

const list = async (cookie: string) => (await ask<Listed>(cookie, 'GET', '/api/huddles')).answer;
const minutesOf = async (cookie: string, id: string) =>
	(
		await ask<{
			minutes: Minutes | null;
			cards: { board: BoardId | null; card: string; title: string }[];
			names: Record<string, string>;
		}>(cookie, 'GET', `/api/huddles/${id}`)
	).answer;
async function start(cookie: string, plan: string): Promise<Address> {
	const { status, answer } = await ask<Address & Record<string, unknown>>(cookie, 'POST', '/api/huddles', { plan });
	expect(status).toBe(201);
	return answer;
}

async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
	let value = await read();
	await vi.waitFor(async () => expect(holds((value = await read()))).toBe(true), { timeout: 10_000, interval: 20 });
	return value;
}

/** Puts an overdue card of somebody's on the desk's board. */
async function withOverdue(cookie: string, person: PersonId, name: string): Promise<CardId> {
	const board = await connect(DESK, cookie);
	const origin = { kind: 'person', person, at: at(1) } as const;
	board.edit((doc) => addCard(doc, newCard(name, { owner: person, origin, title: `Canary ${name}` }), at(1)));
	await until(() => board.acks.at(-1) === 2);
	return cardId(name);
}

/** After the huddle, her card gets another title and she another name. */
async function renamed({ cookie, id }: { cookie: string; id: PersonId }, card: CardId): Promise<void> {
	const board = await connect(DESK, cookie);
	board.edit((doc) => textOf(cardsOf(doc).get(card)!, 'title')!.insert(0, 'Called today: '));
	const { status } = await ask(practice.manager, 'PATCH', `/api/people/${id}`, { name: 'Ana Petrova-Lind' });
	expect(status).toBe(200);
	const title = practice.base.db.prepare('SELECT title FROM cards WHERE id = ?').pluck();
	await vi.waitFor(() => expect(title.get(card)).toBe('Called today: Canary late'));
}

/** Ana walks to her late card, gives it a new date, and closes the huddle. */
async function decideAndClose(id: string, ana: { cookie: string; id: PersonId }, card: CardId) {
	const phone = await connect(id, ana.cookie);
	const board = await connect(DESK, ana.cookie);
	const now = () => at(Date.now());
	phone.edit((doc) => goToStep(doc, ana.id, 'walk', now()));
	expect(currentCard(readHuddle(phone.doc)!)).toMatchObject({ card, signals: expect.arrayContaining(['overdue']) });
	const before = stateOf(board.doc, DESK, card)!;
	board.edit((doc) => setField(doc, card, 'due', '2027-01-04' as Due));
	const after = stateOf(board.doc, DESK, card)!;
	const made = { board: DESK, card, kind: 'date', by: ana.id, at: now(), before, after } as const;
	phone.edit((doc) => noteDecision(doc, { id: `o1-${ana.id}`, ...made }));
	phone.edit((doc) => goOn(doc, ana.id, now()));
	phone.edit((doc) => endHuddle(doc, ana.id, now()));
	return { phone, made };
}

/** What the record holds of it, in its order. */
function expectRecorded(by: PersonId): void {
	const said = practice.base.db
		.prepare(
			"SELECT kind, person FROM activity WHERE kind LIKE 'huddle-%' OR kind IN ('due-changed', 'setting-changed') ORDER BY seq"
		)
		.all();
	expect(said.slice(1)).toEqual([
		{ kind: 'huddle-started', person: by },
		{ kind: 'due-changed', person: by },
		{ kind: 'huddle-ended', person: by }
	]);
}

describe('who takes part', () => {
	test('[HS1, HS3] managers plan; who works on the boards starts and joins, viewers follow, others know nothing of it', async () => {
		const ana = await somebody('ana', 'staff', DESK);
		const vera = await somebody('vera', 'viewer', DESK);
		const dana = await somebody('dana', 'staff', 'billing');
		expect((await ask(ana.cookie, 'POST', '/api/huddles/plans', PLAN)).status).toBe(403);
		for (const wrong of [
			{ boards: ['nowhere'] },
			{ leaders: ['p-nobody'] },
			{ time: '25:00' },
			{ seconds: { ...SECONDS.weekly, walk: 0 } }
		]) {
			expect((await ask(practice.manager, 'POST', '/api/huddles/plans', { ...PLAN, ...wrong })).status).toBe(422);
		}
		const plan = await planned();
		expect((await list(dana.cookie)).plans).toEqual([]);
		expect((await ask(dana.cookie, 'POST', '/api/huddles', { plan })).status).toBe(404);
		expect((await ask(vera.cookie, 'POST', '/api/huddles', { plan })).status).toBe(403);
		const huddle = await start(ana.cookie, plan);
		expect((await list(vera.cookie)).running).toMatchObject([{ id: huddle.id }]);
		expect((await list(dana.cookie)).running).toEqual([]);
		expect((await ask(dana.cookie, 'GET', `/api/huddles/${huddle.id}`)).status).toBe(404);
		expect((await connect(huddle.id, dana.cookie)).closed).toBe(4403);
		const viewer = await connect(huddle.id, vera.cookie);
		expect(readHuddle(viewer.doc)!.term.person).toBe(ana.id);
		viewer.edit((doc) => tick(doc, vera.id, true, vera.id, at(1)));
		await until(() => viewer.closed !== null);
		expect(viewer.problems).toMatchObject([{ code: 'not-allowed' }]);

		const boards = await practice.get<{ id: string }[]>('/api/boards', practice.manager);
		expect(boards.map(({ id }) => id)).not.toContain(huddle.id);
		expect((await ask(practice.manager, 'GET', `/api/boards/${huddle.id}/hand-over`)).status).toBe(404);
		expect((await ask(practice.manager, 'POST', `/api/boards/${huddle.id}/restore`, { at: 1 })).status).toBe(404);
	});

	test('[HS1, HS2] everybody with a board takes part in the practice’s; started again it is joined, and all hear of it', async () => {
		const dana = await somebody('dana', 'staff', 'billing');
		const olga = await somebody('olga', 'none');
		const plan = await planned({ department: 'practice', boards: [DESK, 'billing' as BoardId] });
		const board = await connect('billing', dana.cookie);
		const [one, other] = await Promise.all([start(dana.cookie, plan), start(practice.manager, plan)]);
		expect(one.id).toBe(other.id);
		await until(() => board.heard.includes('news'));
		expect((await list(olga.cookie)).running).toEqual([]);
		expect((await connect(one.id, olga.cookie)).closed).toBe(4403);
		const client = await connect(one.id, dana.cookie);
		client.edit((doc) => takeLead(doc, dana.id, at(Date.now())));
		client.edit((doc) => endHuddle(doc, dana.id, at(Date.now())));
		await eventually(
			() => list(dana.cookie),
			({ running }) => running.length === 0
		);
		await until(() => board.heard.filter((kind) => kind === 'news').length === 2);
		expect((await start(dana.cookie, plan)).id).not.toBe(one.id);
	});
});

describe('what is kept', () => {
	test('[HS4, HS5, HS6, HS7] minutes with decisions, the next leader, titles by right; a late word enters them too', async () => {
		const ana = await somebody('ana', 'staff', DESK);
		const ben = await somebody('ben', 'staff', DESK);
		const dana = await somebody('dana', 'staff', 'billing');
		const card = await withOverdue(ana.cookie, ana.id, 'late');
		const skipped = await withOverdue(ana.cookie, ana.id, 'later');
		const plan = await planned({ department: 'practice', leaders: [ana.id, dana.id, ben.id] });
		expect((await list(ana.cookie)).plans).toMatchObject([{ next: ana.id }]);
		const { id } = await start(ana.cookie, plan);
		const { phone, made } = await decideAndClose(id, ana, card);
		const { minutes, cards } = await eventually(
			() => minutesOf(ana.cookie, id),
			(kept) => kept.minutes !== null
		);
		expect(minutes).toMatchObject({
			...{ why: 'closed', leaders: [ana.id], present: [ana.id], skipped: [{ card: skipped }] },
			decisions: [{ card, kind: 'date', by: ana.id, before: { due: '2026-03-02' }, after: { due: '2027-01-04' } }]
		});
		expect(cards.map(({ title }) => title).sort()).toEqual(['Canary late', 'Canary later']);
		expect((await minutesOf(dana.cookie, id)).cards).toEqual([]);
		expect(JSON.stringify(await minutesOf(dana.cookie, id))).not.toContain('Canary');
		await renamed(ana, card);
		const today = await minutesOf(ana.cookie, id);
		expect(today.cards.find((one) => one.card === card)).toEqual({ card, board: DESK, title: 'Canary late' });
		expect(today.names[ana.id]).toBe('ana');
		// Dana cannot change the desk's cards, so it is Ben's turn.
		expect((await list(ana.cookie)).plans).toMatchObject([{ next: ben.id }]);

		phone.edit((doc) => noteDecision(doc, { id: `o2-${ana.id}`, ...made, card: skipped, kind: 'park' }));
		await eventually(
			() => minutesOf(ana.cookie, id),
			(kept) => kept.minutes!.decisions.length === 2
		);
		expect((await list(ana.cookie)).past).toMatchObject([{ id, decisions: 2 }]);
		expect((await list(ana.cookie)).plans).toMatchObject([{ next: ben.id }]);
		const rows = practice.base.db.prepare('SELECT kind, card FROM huddle_decisions ORDER BY position').all();
		expect(rows).toEqual([
			{ kind: 'date', card },
			{ kind: 'park', card: skipped }
		]);

		expectRecorded(ana.id);
		const next = await start(ben.cookie, plan);
		const agenda = readHuddle((await connect(next.id, ben.cookie)).doc)!.agenda;
		expect(agenda.actions).toEqual([{ board: DESK, card, done: false }]);
		expect(agenda.before?.numbers).toEqual(minutes!.numbers);
	});

	test('[HS7] each change of the lead is in the record once, under who made it', async () => {
		const ana = await somebody('ana', 'staff', DESK);
		const ben = await somebody('ben', 'staff', DESK);
		const { id } = await start(ana.cookie, await planned());
		const [hers, his] = [await connect(id, ana.cookie), await connect(id, ben.cookie)];
		const now = () => at(Date.now());
		hers.edit((doc) => handLead(doc, ana.id, ben.id, now()));
		await until(() => readHuddle(his.doc)!.term.person === ben.id);
		his.edit((doc) => tick(doc, ben.id, true, ben.id, now()));
		await until(() => readHuddle(hers.doc)!.present.length === 1);
		hers.edit((doc) => takeLead(doc, ana.id, now()));
		hers.edit((doc) => endHuddle(doc, ana.id, now()));
		await vi.waitFor(async () => expect((await list(ana.cookie)).past).toHaveLength(1));
		const told = "SELECT person, change ->> '$.leader' AS leader, change ->> '$.how' AS how FROM activity";
		expect(practice.base.db.prepare(`${told} WHERE kind = 'huddle-led' ORDER BY seq`).all()).toEqual([
			{ person: ana.id, leader: ben.id, how: 'given' },
			{ person: ana.id, leader: ana.id, how: 'taken' }
		]);
	});

	test('[HS4] one that was left ends by itself after an hour, over a restart too', async () => {
		const plan = await planned();
		const { id } = await start(practice.manager, plan);
		await practice.restart();
		const { db, accounts, record } = practice.base;
		let now = Date.now();
		const huddles = sqliteHuddles(db);
		const deps = { huddles, accounts, record, log: () => undefined, tellAll: () => undefined };
		const journal = sqliteJournal(db);
		const rooms = new Rooms({ journal, queue: new CommitQueue(journal), now: () => at(now) }, 0);
		const keeper = keepHuddles({ ...deps, rooms, boards: sqliteBoards(db), now: () => at(now) });
		now += 59 * 60_000;
		keeper.published(id);
		await vi.waitFor(() => expect(rooms.size).toBe(0));
		expect(huddles.running()).toHaveLength(1);
		now += 2 * 60_000;
		keeper.published(id);
		await vi.waitFor(() => expect(huddles.running()).toEqual([]));
		expect(huddles.find(id)!.minutes).toMatchObject({ why: 'left', decisions: [] });
		await keeper.close();
		await rooms.close();
	});
});
