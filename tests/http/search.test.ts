import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCard } from '#domain/board/cards.ts';
import { archiveCards } from '#domain/board/archive.ts';
import { addComment } from '#domain/board/comments.ts';
import { addItem } from '#domain/board/checklist.ts';
import { addLabel } from '#domain/board/labels.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { CardId, CommentId, ItemId, PersonId } from '#domain/ids.ts';
import type { FoundCard } from '../../server/ports/archive.ts';
import { at, cardId, INBOX, newCard } from '../domain/board.ts';
import { openPractice, provider, until, type Practice } from '../sync/practice.ts';

let practice: Practice;
let ana: string;
let beforeLong = 0;

/** Ana works at the front desk, where one card is live, one archived, and one long in the archive; billing has its own. */
beforeAll(async () => {
	practice = await openPractice();
	ana = await practice.invite({
		name: 'Ana',
		email: 'ana@harbor.test',
		role: 'staff',
		departments: ['front-desk', 'clinical-team']
	});
	const desk = provider(practice, 'front-desk', practice.manager);
	const billing = provider(practice, 'billing', practice.manager);
	await Promise.all([desk.synced, billing.synced]);
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager);
	const origin = { kind: 'person' as const, person: person.id, at: at(1) };
	const card = (name: string, title: string, patient = '') =>
		newCard(name, { column: INBOX, origin, title, patient: patient || null });
	addCard(billing.doc, card('claim', 'Ring José about the claim'), at(1));
	addCard(desk.doc, card('live', 'Ring JOSÉ back: "urgent" -- AUTH-77', 'J.M. 0471'), at(1));
	addCard(desk.doc, card('away', 'Ring Josefine'), at(1));
	archiveCards(desk.doc, [cardId('away')], at(2));
	await until(() => rows() === 3);
	beforeLong = Date.now();
	await until(() => Date.now() > beforeLong);
	addCard(desk.doc, { ...card('long', 'Old referral'), description: 'She asked for Tuesday' }, at(1));
	addLabel(desk.doc, cardId('long'), 'New patient');
	addItem(desk.doc, cardId('long'), { id: 'i1' as ItemId, text: 'Fax the order' });
	const author = { id: 'k1' as CommentId, author: person.id, text: 'Voicemail full' };
	addComment(desk.doc, cardId('long'), author, at(3));
	await until(() => lastChange() === 'comment-added');
	desk.provider.destroy();
	billing.provider.destroy();
	await ask(practice.manager, '/api/boards/front-desk/restore', { at: beforeLong });
});
afterAll(() => practice.close());

const one = <T>(sql: string) => practice.base.db.prepare<[], T>(sql).pluck().get();
const rows = () => one<number>('SELECT count(*) FROM cards');
const lastChange = () => one<string>('SELECT kind FROM activity ORDER BY seq DESC LIMIT 1');

async function ask(cookie: string, path: string, body?: object) {
	const headers = { cookie, 'content-type': 'application/json' };
	const response = await fetch(practice.url + path, {
		method: body ? 'POST' : 'GET',
		headers,
		...(body && { body: JSON.stringify(body) })
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function found(words: string, cookie = ana): Promise<string[]> {
	const { body } = await ask(cookie, '/api/search', { words });
	return (body.cards as FoundCard[]).map(({ id, archived }) => (archived === null ? id : `${id} (archived)`));
}

const LIVE = cardId('live');
const AWAY = `${cardId('away')} (archived)`;
const LONG = `${cardId('long')} (archived)`;

test('[F4] words are found in any letters, on the boards that this person opens and no others', async () => {
	expect(await found('jose')).toEqual([LIVE, AWAY]);
	expect(await found('jose', practice.manager)).toEqual(expect.arrayContaining([LIVE, AWAY, cardId('claim')]));
	expect(await found('RING jOsÉ back')).toEqual([LIVE]);
	for (const words of ['j.m.', '0471', '"urgent"', 'auth-77', 'AUTH 7', 'back: --'])
		expect(await found(words)).toEqual([LIVE]);
	for (const words of ['osé', 'ring nobody', '--', 'NOT ring', 'words:ring', 'a*b'])
		expect(await found(words)).toEqual([]);
	expect((await ask(ana, '/api/search', { words: '  ' })).status).toBe(422);
});

test('[F4] of an archived card all that was written on it is found', async () => {
	for (const words of ['tuesday', 'new patient', 'fax order', 'voicemail', 'old'])
		expect(await found(words), words).toEqual([LONG]);
});

test('[F4] words that fit thousands bring all that is on a board, then the newest of the archive, of these boards alone', async () => {
	const { db } = practice.base;
	const put = db.prepare(
		`INSERT INTO cards (board, id, title, column_id, column_kind, since, priority, archived)
		 VALUES (?, ?, ?, 'done', ?, 1, 'routine', ?)`
	);
	db.transaction(() => {
		put.run('front-desk', 'm-old-live', 'Manifold, still to do', 'todo', null);
		put.run('front-desk', 'm-gone', 'Manifold, handed over', 'done', 9);
		put.run('billing', 'm-gone', 'Manifold, handed over', 'todo', null);
		for (let i = 0; i < 2_600; i++) put.run(i % 2 ? 'billing' : 'front-desk', `m${i}`, `Manifold ${i}`, 'done', i + 1);
		put.run('front-desk', 'm-done', 'Manifold, done', 'done', null);
		put.run('front-desk', 'm-new-live', 'Manifold, new', 'todo', null);
	})();
	const mine = await found('manifold');
	expect(mine.slice(0, 5)).toEqual(['m-new-live', 'm-old-live', 'm-done', 'm2598 (archived)', 'm2596 (archived)']);
	expect(mine).toHaveLength(50);
	expect((await found('manifold', practice.manager)).slice(0, 5)).toEqual([
		...['m-new-live', 'm-gone', 'm-old-live', 'm-done'],
		'm2599 (archived)'
	]);
	expect(await found('manif 2598')).toEqual(['m2598 (archived)']);
	db.prepare("DELETE FROM cards WHERE id LIKE 'm%' AND title LIKE 'Manifold%'").run();
});

test('[F6] a search is recorded with its count, once, and never with its words', async () => {
	await found('zzyzx');
	await found('zzyzx');
	practice.base.witness.flush();
	const lines = practice.base.db
		.prepare("SELECT change FROM activity WHERE kind = 'searched'")
		.pluck()
		.all() as string[];
	expect(
		lines.filter((line) => JSON.parse(line).count === 0 && Object.keys(JSON.parse(line)).length === 2)
	).not.toEqual([]);
	expect(lines.join()).not.toMatch(/zzyzx|jose/i);
	expect(new Set(lines.map((line) => Object.keys(JSON.parse(line)).join()))).toEqual(new Set(['kind,count']));
});

test.each(['away', 'long'])('[F5] the card "%s" is read whole and comes back to its board, once', async (name) => {
	const id: CardId = cardId(name);
	const path = `/api/boards/front-desk/archive/${id}`;
	const before = await ask(ana, path);
	expect(before.status).toBe(200);
	if (name === 'long')
		expect(JSON.stringify(before.body)).toMatch(/Tuesday.*New patient.*Fax the order.*Voicemail full/);
	const history = () => practice.get<ActivityEntry[]>(`/api/boards/front-desk/cards/${id}/history`, practice.manager);
	const told = (await history()).length;
	expect((await ask(ana, `${path}/restore`, {})).status).toBe(200);
	expect((await ask(ana, `${path}/restore`, {})).status).toBe(200);
	expect((await ask(ana, path)).status).toBe(404);
	expect((await history()).slice(told).map(({ change }) => change)).toMatchObject([
		{ kind: 'archived-changed', to: null }
	]);
	const desk = provider(practice, 'front-desk', ana);
	await desk.synced;
	const card = desk.doc.getMap('cards').get(id) as { toJSON(): object };
	const { comments, place } = card.toJSON() as { comments: object; place: { column: string } };
	expect([Object.keys(comments).length, place.column]).toEqual([name === 'long' ? 1 : 0, INBOX]);
	desk.provider.destroy();
	expect(one(`SELECT count(*) FROM archive WHERE id = '${id}'`)).toBe(0);
	expect(await found(name === 'long' ? 'referral' : 'josefine')).toEqual([id]);
	expect(await found('tuesday')).toEqual(name === 'long' ? [] : [LONG]);
});

test('[F4] the words of every card are those of its row', () => {
	const wrong = `SELECT count(*) FROM words_of_cards AS c LEFT JOIN card_words AS w ON w.board = c.board AND w.card = c.id WHERE w.words IS NOT c.words`;
	expect(one(wrong)).toBe(0);
	practice.base.db.exec("INSERT INTO card_search (card_search, rank) VALUES ('integrity-check', 1)");
});
