import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addItem } from '#domain/board/checklist.ts';
import { addCard, setField } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { addLabel } from '#domain/board/labels.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import { cardsOf, readChecklist, readComments, textOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { CardId, CommentId, ItemId, PersonId } from '#domain/ids.ts';
import { firstBrokenRow } from '../../server/adapters/sqlite/record.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { at, cardId, INBOX, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';

let practice: Practice;
/** While set, nothing of this board can be written. */
let full: string | null;
const commits: string[][] = [];
const clients: RawClient[] = [];

const failing = (journal: Journal): Journal => ({
	...journal,
	async commit(batch) {
		const boards = batch.map(({ board }) => board as string);
		if (full !== null && boards.includes(full)) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
		commits.push(boards.toSorted());
		return journal.commit(batch);
	}
});

beforeEach(async () => {
	full = null;
	commits.length = 0;
	practice = await openPractice({ journal: failing });
});
afterEach(async () => {
	for (const client of clients.splice(0)) client.close();
	await practice.close();
});

async function connect(board: string, cookie: string): Promise<RawClient> {
	const client = await new RawClient(practice, board, cookie).join();
	clients.push(client);
	await until(() => client.acks.at(-1) === 1);
	return client;
}

async function somebody(name: string, ...departments: string[]) {
	const cookie = await practice.invite({ name, email: `${name}@harbor.test`, role: 'staff', departments });
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', cookie);
	return { cookie, id: person.id };
}

async function handOver(card: string, body: object, cookie: string, board = 'front-desk') {
	const response = await fetch(`${practice.url}/api/boards/${board}/cards/${card}/hand-over`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', cookie },
		body: JSON.stringify(body)
	});
	return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

const history = (board: string, card: CardId, cookie: string) =>
	practice.get<ActivityEntry[]>(`/api/boards/${board}/cards/${card}/history`, cookie);

/** A card of the front desk with something of everything on it. */
async function fullCard(client: RawClient, by: PersonId): Promise<CardId> {
	const id = cardId('gone');
	const comment = { id: 'm1'.padEnd(21, '0') as CommentId, author: by, text: 'Called twice' };
	client.edit((doc) => {
		addCard(doc, newCard('gone', { column: INBOX, origin: { kind: 'person', person: by, at: at(1) } }), at(1));
		editText(doc, id, 'description', 'No copay on file');
		addComment(doc, id, comment, at(2));
		addLabel(doc, id, 'Recheck');
		addItem(doc, id, { id: 'i1'.padEnd(21, '0') as ItemId, text: 'Ask the payer' });
	});
	await until(() => client.acks.at(-1) === 2);
	return id;
}

describe('a hand-over', () => {
	test('[B27, S23] brings a card with all that is on it to a board that its giver cannot open, live on both', async () => {
		const [ana, ben] = [await somebody('ana', 'front-desk'), await somebody('ben', 'billing')];
		const [desk, billing] = [await connect('front-desk', ana.cookie), await connect('billing', ben.cookie)];
		const id = await fullCard(desk, ana.id);
		commits.length = 0;
		const { status, answer } = await handOver(id, { to: 'billing', owner: ben.id, due: '2026-04-01' }, ana.cookie);
		expect([status, answer]).toEqual([200, { board: 'billing', card: id }]);
		expect(commits).toEqual([['billing', 'front-desk']]);
		await until(() => allCards(desk.doc).length === 0 && allCards(billing.doc).length === 1);
		const entry = cardsOf(billing.doc).get(id)!;
		expect(findCard(billing.doc, id)).toMatchObject({
			owner: ben.id,
			due: '2026-04-01',
			labels: ['Recheck'],
			left: null
		});
		expect(textOf(entry, 'description')!.toString()).toBe('No copay on file');
		expect(readComments(entry)).toMatchObject([{ author: ana.id, text: 'Called twice' }]);
		expect(readChecklist(entry)).toMatchObject([{ text: 'Ask the payer', done: false }]);
		expect(findCard(desk.doc, id)?.left).toEqual({ to: 'billing', title: 'Billing' });
		const rows = practice.base.db.prepare('SELECT board FROM cards WHERE id = ?').pluck().all(id);
		expect(rows).toEqual(['billing']);
		expect(firstBrokenRow(practice.base.db)).toBeNull();
	});

	test('[V6, J11] is in the record of both boards, and the history goes along but not back', async () => {
		const [ana, ben] = [await somebody('ana', 'front-desk'), await somebody('ben', 'billing')];
		const desk = await connect('front-desk', ana.cookie);
		const id = await fullCard(desk, ana.id);
		await handOver(id, { to: 'billing' }, ana.cookie);
		const billing = await connect('billing', ben.cookie);
		billing.edit((doc) => setField(doc, id, 'priority', 'urgent'));
		await until(() => billing.acks.at(-1) === 2);
		const there = (await history('billing', id, ben.cookie)).map(({ change }) => change.kind);
		expect(there[0]).toBe('card-created');
		expect(there.slice(-3)).toEqual(['card-left', 'card-came', 'priority-changed']);
		expect(there).not.toContain('card-removed');
		expect((await history('front-desk', id, ana.cookie)).at(-1)).toMatchObject({
			person: ana.id,
			change: { kind: 'card-left', to: 'billing' }
		});
		// Back again: one card, and the desk hears what billing did.
		expect((await handOver(id, { to: 'front-desk' }, ben.cookie, 'billing')).status).toBe(200);
		await until(() => allCards(desk.doc).length === 1 && allCards(billing.doc).length === 0);
		const back = (await history('front-desk', id, ana.cookie)).map(({ change }) => change.kind);
		expect(back).toContain('priority-changed');
		expect(back).not.toContain('card-removed');
	});

	test('[R6] leaves its name in the record of who had it, as it was called when it left', async () => {
		const [ana, ben] = [await somebody('ana', 'front-desk'), await somebody('ben', 'billing')];
		const desk = await connect('front-desk', ana.cookie);
		const id = await fullCard(desk, ana.id);
		const { title } = findCard(desk.doc, id)!;
		await handOver(id, { to: 'billing' }, ana.cookie);
		const billing = await connect('billing', ben.cookie);
		billing.edit((doc) => editText(doc, id, 'title', 'What only billing knows'));
		await until(() => billing.acks.at(-1) === 2);
		const mine = await fetch(`${practice.url}/api/record/mine`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', cookie: ana.cookie },
			body: '{}'
		});
		const { cards } = (await mine.json()) as { cards: { id: string; board: string; title: string }[] };
		expect(cards.filter((card) => card.id === id)).toMatchObject([{ board: 'front-desk', title }]);
	});

	test('[K8] is kept on both boards or on neither', async () => {
		const ana = await somebody('ana', 'front-desk', 'billing');
		const [desk, billing] = [await connect('front-desk', ana.cookie), await connect('billing', ana.cookie)];
		const id = await fullCard(desk, ana.id);
		for (const board of ['billing', 'front-desk']) {
			full = board;
			const { status, answer } = await handOver(id, { to: 'billing' }, ana.cookie);
			expect([status, answer.code]).toEqual([503, 'not-saved']);
			full = null;
			const other = board === 'billing' ? billing : desk;
			const acked = other.acks.at(-1)!;
			other.edit((doc) =>
				addCard(doc, { ...newCard(board.replace('-', '')), column: INBOX, origin: by(ana.id) }, at(3))
			);
			await until(() => other.acks.at(-1)! > acked);
			expect([allCards(desk.doc), allCards(billing.doc)].map((cards) => cards.some((card) => card.id === id))).toEqual([
				true,
				false
			]);
		}
		const last = async () => (await handOver(id, { to: 'billing' }, ana.cookie)).status;
		let status = await last();
		while (status === 503) status = await last();
		expect(status).toBe(200);
		await until(() => findCard(billing.doc, id)?.left === null && findCard(desk.doc, id)?.left !== null);
	});

	test('[D7] asks for a department of the practice and somebody who works there', async () => {
		const [ana, cy] = [await somebody('ana', 'front-desk'), await somebody('cy', 'clinical-team')];
		const desk = await connect('front-desk', ana.cookie);
		const id = await fullCard(desk, ana.id);
		const field = async (body: object) => (await handOver(id, body, ana.cookie)).answer.field;
		expect(await field({ to: 'nowhere' })).toBe('to');
		expect(await field({ to: 'front-desk' })).toBe('to');
		expect(await field({ to: 'billing', owner: cy.id })).toBe('owner');
		expect(await field({ to: 'billing', due: '2026-02-30' })).toBe('due');
		const { status, answer } = await handOver(cardId('none'), { to: 'billing' }, ana.cookie);
		expect([status, answer.code]).toEqual([409, 'card-gone']);
		const targets = await practice.get<{ id: string }[]>('/api/boards/front-desk/hand-over', ana.cookie);
		expect(targets.map((board) => board.id)).toEqual(['clinical-team', 'billing', 'management']);
		expect(allCards(desk.doc).map((card) => card.id)).toEqual([id]);
	});

	test('[G13] is the server’s alone: no client marks a card as gone, or as come from elsewhere', async () => {
		const ana = await somebody('ana', 'front-desk');
		for (const [field, value] of [
			['left', { to: 'billing' }],
			['came', { from: 'billing', title: 'Billing' }]
		] as const) {
			const desk = await connect('front-desk', ana.cookie);
			const card = newCard(`x${field}`, { column: INBOX, origin: by(ana.id) });
			desk.edit((doc) => addCard(doc, card, at(1)));
			desk.edit((doc) => cardsOf(doc).get(card.id)!.set(field, value));
			await until(() => desk.closed !== null);
			expect([desk.closed, desk.problems.map(({ code }) => code)]).toEqual([4409, ['unknown-shape']]);
		}
	});
});

const by = (person: PersonId) => ({ kind: 'person', person, at: at(1) }) as const;
