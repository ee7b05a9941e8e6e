import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCard, setField } from '#domain/board/cards.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import type { BoardId, PersonId } from '#domain/ids.ts';
import { Offenders } from '../../server/sync/offenders.ts';
import { ANA, at, BEN, cardId, newCard } from '../domain/board.ts';
import { RawClient } from './client.ts';
import { openPractice, until, type Practice } from './practice.ts';

const DESK = 'front-desk' as BoardId;
const BILLING = 'billing' as BoardId;

let practice: Practice;
let ben: string;
const opened: RawClient[] = [];
const connect = (cookie: string, options = {}, board: string = DESK) => {
	const client = new RawClient(practice, board, cookie, options);
	opened.push(client);
	return client.join();
};
const me = async (cookie: string) => (await practice.get<{ person: { id: PersonId } }>('/api/me', cookie)).person.id;

beforeEach(async () => {
	practice = await openPractice();
	ben = await practice.invite({ name: 'Ben', email: 'ben@harbor.test', role: 'staff', departments: [DESK, BILLING] });
});
afterEach(async () => {
	for (const client of opened.splice(0)) client.close();
	await practice.close();
});

async function refusedOnce(cookie: string, board: string = DESK): Promise<RawClient> {
	const client = await connect(cookie, {}, board);
	client.edit((doc) => doc.getMap('cards').set('x', 1));
	await until(() => client.closed !== null);
	return client;
}

test('[S19] refused three times, all connections of the person to the board are cut; a colleague there notices nothing', async () => {
	const [other, elsewhere] = [await connect(ben), await connect(ben, {}, BILLING)];
	const colleague = await connect(practice.manager);
	const origin = { kind: 'person' as const, person: await me(practice.manager), at: at(1) };
	colleague.edit((doc) => addCard(doc, newCard('a', { origin }), at(1)));
	await until(() => allCards(other.doc).length === 1);
	for (let i = 0; i < 3; i++) {
		const client = await refusedOnce(ben);
		expect([client.closed, client.problems.length]).toEqual([4409, 1]);
		colleague.edit((doc) => setField(doc, cardId('a'), 'patient', `J.M. ${i}`));
	}
	await until(() => other.closed !== null);
	const again = await connect(ben);
	expect([other.closed, again.closed, again.heard]).toEqual([4508, 4508, []]);
	await until(() => colleague.acks.at(-1) === 5);
	const newcomer = await connect(practice.manager);
	expect(findCard(newcomer.doc, cardId('a'))?.patient).toBe('J.M. 2');
	expect([colleague.closed, newcomer.closed, elsewhere.closed]).toEqual([null, null, null]);
	const metrics = await (await fetch(`${practice.url}/metrics`)).text();
	expect(metrics).toMatch(/^daybreak_pauses_total 1$/m);
});

test('[S19] what an honest client kept meanwhile arrives when the pause is over', async () => {
	const honest = await connect(ben);
	const origin = { kind: 'person' as const, person: await me(ben), at: at(1) };
	for (let i = 0; i < 3; i++) await refusedOnce(ben);
	await until(() => honest.closed !== null);
	addCard(honest.doc, newCard('kept', { origin }), at(1));
	let back: RawClient | null = null;
	while (back === null || back.closed === 4508) back = await connect(ben, { doc: honest.doc });
	await until(() => back.acks.length > 0);
	const colleague = await connect(practice.manager);
	expect(allCards(colleague.doc).map(({ id }) => id)).toEqual([cardId('kept')]);
});

test('[S19] pauses grow up to a minute, hold for one person on one board, and are forgotten in time', () => {
	let now = 5;
	const offenders = new Offenders(() => now);
	const offend = () => offenders.offence(ANA, DESK);
	expect([offend(), offend()]).toEqual([0, 0]);
	now += 60_000;
	expect([offend(), offend(), offend()]).toEqual([0, 0, 2_000]);
	expect([offenders.isPaused(ANA, DESK), offenders.isPaused(BEN, DESK), offenders.isPaused(ANA, BILLING)]).toEqual([
		...[true, false, false]
	]);
	expect(offend()).toBe(2_000);
	const pauses = [];
	for (let i = 0; i < 6; i++) {
		now += 60_000;
		expect(offenders.isPaused(ANA, DESK)).toBe(false);
		pauses.push(offend());
	}
	expect(pauses).toEqual([4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
	now += 600_001;
	expect([offend(), offenders.isPaused(ANA, DESK)]).toEqual([0, false]);
});
