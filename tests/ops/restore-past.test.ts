import { expect, onTestFinished, test, vi } from 'vitest';
import { addCard, setField } from '#domain/board/cards.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { Instant, PersonId } from '#domain/ids.ts';
import { sqliteChecks } from '../../server/adapters/sqlite/checks.ts';
import { documentOf } from '../../server/adapters/sqlite/damage-boards.ts';
import { pruneJournal, sqlitePast } from '../../server/adapters/sqlite/point-in-time.ts';
import { freshCopy, restoredTo } from '../../server/features/restore/restored.ts';
import { pruneDaily } from '../../server/features/restore/retention.ts';
import { runChecks } from '../../server/ops/verify.ts';
import { renewalOf } from '../../server/sync/renewal.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';
import { DESK, MARIA, openStore, type Store } from './data.ts';

const DAY_MS = 86_400_000;

async function when(store: Store, now: number, work: () => Promise<unknown>): Promise<void> {
	store.clock.now = now as Instant;
	await work();
}

/** Card `a` at 2,000, `b` at 3,000, written anew without `a` at 4,000, `c` at 5,000, and `b` changed. */
async function lived(): Promise<Store> {
	const store = await openStore();
	const add = (name: string) => store.edit((doc) => addCard(doc, newCard(name), at(1)));
	await when(store, 2_000, () => add('a'));
	await when(store, 3_000, () => add('b'));
	await when(store, 4_000, () =>
		store.rooms.renew(DESK, (ending, doc) => renewalOf(ending, doc, doc, ({ id }) => id !== cardId('a')))
	);
	await when(store, 5_000, () => add('c'));
	await when(store, 6_000, () => store.edit((doc) => setField(doc, cardId('b'), 'patient', 'J.M.')));
	return store;
}

async function restore({ db, rooms }: Store, to: number): Promise<void> {
	const source = documentOf({ snapshot: null, updates: (await sqlitePast(db).at(DESK, to as Instant))! });
	const author = { person: MARIA, device: 'd' };
	await rooms.renew(DESK, (ending, doc) => restoredTo(ending, doc, freshCopy(source), to as Instant, author));
}

const shown = ({ edit }: Store) =>
	edit((doc) =>
		allCards(doc)
			.map(({ id }) => id)
			.sort()
	);

const wrong = async ({ db }: Store) => (await runChecks(sqliteChecks(db))).flatMap((finding) => finding.wrong);

test('[O12] a board goes back to any moment, whatever lineage it had then', async () => {
	const store = await lived();
	const past = sqlitePast(store.db);
	const then = async (instant: number) => {
		const updates = await past.at(DESK, instant as Instant);
		return updates && allCards(documentOf({ snapshot: null, updates })).map(({ id }) => id);
	};
	const [a, b, c] = [cardId('a'), cardId('b'), cardId('c')];
	expect(await Promise.all([999, 1_000, 2_000, 2_999, 3_999, 4_000, 5_000].map(then))).toEqual([
		null,
		[],
		[a],
		[a],
		[a, b],
		[b],
		[b, c]
	]);
	store.clock.now = at(7_000);
	await restore(store, 3_500);
	expect(await shown(store)).toEqual([a, b]);
	expect(await store.edit((doc) => findCard(doc, b)?.patient)).toBeNull();
	expect(await wrong(store)).toEqual([]);
	store.clock.now = at(8_000);
	await restore(store, 6_500);
	expect(await shown(store)).toEqual([b, c]);
	expect(await store.edit((doc) => findCard(doc, b)?.patient)).toBe('J.M.');
	expect(await wrong(store)).toEqual([]);
});

test('[O12] cards that came later are in the archive, and the record tells who did it', async () => {
	const store = await lived();
	store.clock.now = at(7_000);
	await restore(store, 3_500);
	const archived = store.db.prepare('SELECT title FROM archive WHERE id = ?').pluck().all(cardId('c'));
	expect(archived).toEqual(['Call back c']);
	const row = store.db.prepare('SELECT archived FROM cards WHERE id = ?').pluck().get(cardId('c'));
	expect(row).toBe(7_000);
	const entries = (await store.journal.activitySince(0, 1_000)).slice(-2);
	expect(entries.map(({ card, person, change }) => ({ card, person, change }))).toEqual([
		{ card: null, person: MARIA, change: { kind: 'board-restored', to: 3_500 } },
		{ card: cardId('c'), person: MARIA, change: { kind: 'archived-changed', from: null, to: 7_000 } }
	]);
});

function asked(
	practice: Practice,
	moment: unknown,
	cookie = practice.manager,
	board: string = DESK
): Promise<Response> {
	const headers = { 'content-type': 'application/json', cookie };
	const body = JSON.stringify({ at: moment });
	return fetch(`${practice.url}/api/boards/${board}/restore`, { method: 'POST', headers, body });
}

test('[O12, P1] whoever is no manager any more when the board has been put together takes nothing back', async () => {
	let meanwhile = () => undefined as void;
	const practice = await openPractice({
		journal: (journal) => ({ ...journal, load: async (board) => (meanwhile(), journal.load(board)) })
	});
	onTestFinished(() => practice.close());
	const { accounts, db } = practice.base;
	const maria = accounts.people()[0]!;
	const lineage = () => db.prepare('SELECT lineage FROM boards WHERE id = ?').pluck().get(DESK);
	const before = lineage();
	meanwhile = () => accounts.change(maria.id, { ...maria, role: 'staff', departments: ['front-desk'] });
	expect((await asked(practice, Date.now())).status).toBe(403);
	expect(lineage()).toBe(before);
	accounts.change(maria.id, maria);
	meanwhile = () => undefined;
	expect((await asked(practice, Date.now())).status).toBe(200);
	const told = db.prepare("SELECT person, source FROM activity WHERE kind = 'board-restored'").all();
	expect(told).toEqual([{ person: maria.id, source: '127.0.0.1' }]);
});

test('[O12] a manager asks for it, and everybody on the board starts anew', async () => {
	const practice = await openPractice();
	onTestFinished(() => practice.close());
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager);
	const client = await new RawClient(practice, DESK, practice.manager).join();
	const card = (name: string) => newCard(name, { origin: { kind: 'person', person: person.id, at: at(1) } });
	client.edit((doc) => addCard(doc, card('a'), at(1)));
	await until(() => client.activity.length === 1);
	const then = client.activity[0]!.at;
	await new Promise((resolve) => setTimeout(resolve, 5));
	client.edit((doc) => addCard(doc, card('b'), at(1)));
	await until(() => client.activity.length === 2);

	const answer = await asked(practice, then);
	expect([answer.status, await answer.json()]).toEqual([200, { cards: 1 }]);
	await until(() => client.closed !== null);
	expect(client.closed).toBe(4409);
	const fresh = await new RawClient(practice, DESK, practice.manager).join();
	expect(allCards(fresh.doc).map(({ title }) => title)).toEqual(['Call back a']);
	const history = await practice.get<ActivityEntry[]>(
		`/api/boards/${DESK}/cards/${cardId('b')}/history`,
		practice.manager
	);
	expect(history.map(({ change, person }) => [change.kind, person])).toEqual([
		['card-created', person.id],
		['archived-changed', person.id]
	]);
});

test('[O13] moments and people that it cannot be done for are told why', async () => {
	const practice = await openPractice();
	onTestFinished(() => practice.close());
	const now = Date.now();
	const sentence = async (moment: unknown) => {
		const answer = await asked(practice, moment);
		return [answer.status, ((await answer.json()) as { title: string }).title];
	};
	expect(await sentence(now + 60_000)).toEqual([422, 'This moment has not come yet. Choose an earlier one.']);
	const long = [422, 'Boards can be taken back by 30 days at most. Choose a later moment.'];
	expect(await sentence(now - 31 * DAY_MS)).toEqual(long);
	const early = [422, 'The board was not there yet at this moment. Choose a later one.'];
	expect(await sentence(now - 29 * DAY_MS)).toEqual(early);
	for (const moment of [undefined, '2026-03-02', 1.5, -1]) {
		expect(await sentence(moment)).toEqual([422, 'Choose the moment to go back to.']);
	}
	const staff = { name: 'Ana', email: 'ana@harbor.test', role: 'staff', departments: ['front-desk'] };
	const ana = await practice.invite(staff);
	expect((await asked(practice, now, ana)).status).toBe(403);
	expect((await asked(practice, now, ana, 'billing')).status).toBe(404);
	expect((await asked(practice, now, '')).status).toBe(401);
});

test('[O14] updates and last states of lineages that ended more than 90 days ago go, and no others', async () => {
	const store = await lived();
	await store.rooms.within(DESK, (room) => room.saveSnapshot());
	const { db } = store;
	const kept = () => db.prepare('SELECT count(*) FROM journal WHERE board = ?').pluck().get(DESK);
	const states = () => db.prepare('SELECT count(*) FROM snapshots WHERE board = ?').pluck().get(DESK);
	expect([kept(), states()]).toEqual([6, 2]);
	const over = at(4_000 + 90 * DAY_MS);
	expect([pruneJournal(db, over), kept(), states()]).toEqual([0, 6, 2]);
	const after = at(over + 1);
	expect([pruneJournal(db, after, 2), pruneJournal(db, after, 2), pruneJournal(db, after, 2)]).toEqual([2, 1, 0]);
	expect([kept(), states()]).toEqual([3, 1]);
	expect(await sqlitePast(db).at(DESK, at(3_500))).toBeNull();
	expect(await sqlitePast(db).at(DESK, at(5_500))).toHaveLength(2);
	expect(await shown(store)).toEqual([cardId('b'), cardId('c')]);
	expect(await wrong(store)).toEqual([]);
	const lineages = db.prepare('SELECT count(*) FROM lineages WHERE board = ? AND state_vector IS NOT NULL');
	expect(lineages.pluck().get(DESK)).toBe(1);
});

test('[O14] it happens a minute after the start and then once a day, and a failure ends nothing', async () => {
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const asked: number[] = [];
	const events: string[] = [];
	const past = {
		prune: async (now: Instant) => {
			asked.push(now);
			if (asked.length === 2) throw new Error('disk I/O error');
			return asked.length === 1 ? 3 : 0;
		}
	};
	let days = 0;
	const stop = pruneDaily({ past, now: () => at(days), log: (_level, event) => void events.push(event) });
	await vi.advanceTimersByTimeAsync(60_000);
	for (days = 1; days <= 3; days++) await vi.advanceTimersByTimeAsync(DAY_MS);
	stop();
	await vi.advanceTimersByTimeAsync(5 * DAY_MS);
	expect(asked).toEqual([0, 1, 2, 3]);
	expect(events).toEqual(['journal.pruned', 'journal.not-pruned']);
});
