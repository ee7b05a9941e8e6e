import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard, setField } from '#domain/board/cards.ts';
import { findCard } from '#domain/board/queries.ts';
import { LIMITS } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { PersonId } from '#domain/ids.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { RawClient } from './client.ts';
import { openPractice, until, type Practice } from './practice.ts';

let practice: Practice;
let person: PersonId;
const opened: RawClient[] = [];
const connect = async (doc?: Y.Doc) => {
	const client = new RawClient(practice, 'front-desk', practice.manager, { doc });
	opened.push(client);
	return client.join();
};
const metric = async (name: string) => {
	const text = await (await fetch(`${practice.url}/metrics`)).text();
	return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
};

beforeEach(async () => {
	practice = await openPractice();
	person = (await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager)).person.id;
});
afterEach(async () => {
	for (const client of opened.splice(0)) client.close();
	await practice.close();
});

describe('the flow', () => {
	test('[S16] a client that does not read costs at most a megabyte, is sent away, and is whole again when it comes back', async () => {
		const [writer, stuck] = [await connect(), await connect()];
		const origin = { kind: 'person' as const, person, at: at(1) };
		writer.edit((doc) => addCard(doc, newCard('a', { origin }), at(1)));
		await until(() => findCard(stuck.doc, cardId('a')) !== null);
		stuck.socket.pause();
		const text = 'x'.repeat(LIMITS.description);
		let most = 0;
		for (let i = 0; i < 400 && (await metric('daybreak_stuck_clients_total')) === 0; i++) {
			writer.edit((doc) => editText(doc, cardId('a'), 'description', i % 2 ? text : text.toUpperCase()));
			await until(() => writer.acks.at(-1) === i + 3);
			most = Math.max(most, await metric('daybreak_waiting_bytes'));
		}
		expect(await metric('daybreak_stuck_clients_total')).toBe(1);
		expect(most).toBeLessThan(1.2 * 1024 * 1024);
		await until(() => writer.socket.readyState === 1);
		const back = await connect(stuck.doc);
		expect(Y.encodeStateVector(back.doc)).toEqual(Y.encodeStateVector(writer.doc));
	});

	test('[S17] over the rate a socket is read more slowly, and nothing it sent is refused or lost', async () => {
		const [writer, other] = [await connect(), await connect()];
		const origin = { kind: 'person' as const, person, at: at(1) };
		writer.edit((doc) => addCard(doc, newCard('a', { origin }), at(1)));
		for (let i = 0; i < 700; i++) writer.edit((doc) => setField(doc, cardId('a'), 'patient', `J.M. ${i}`));
		await until(() => writer.acks.at(-1)! >= 600);
		other.edit((doc) => setField(doc, cardId('a'), 'priority', 'urgent'));
		await until(() => other.acks.length > 0);
		await until(() => findCard(other.doc, cardId('a'))?.patient === 'J.M. 699');
		expect([writer.closed, writer.acks.at(-1)! <= 702]).toEqual([null, true]);
	});

	test('[S18] the metrics count what happened, and name nobody', async () => {
		const client = await connect();
		const origin = { kind: 'person' as const, person, at: at(1) };
		client.edit((doc) => addCard(doc, newCard('a', { origin, title: 'Secret words' }), at(1)));
		await until(() => client.acks.at(-1) === 2);
		client.edit((doc) => doc.getMap('cards').set('x', 1));
		await until(() => client.closed !== null);
		expect(await metric('daybreak_updates_accepted_total')).toBe(1);
		expect(await metric('daybreak_updates_refused_total{reason="not-allowed"}'.replace(/[{}]/g, '\\$&'))).toBe(1);
		expect(await metric('daybreak_rooms')).toBe(1);
		const text = await (await fetch(`${practice.url}/metrics`)).text();
		for (const word of ['Secret', 'Maria', 'front-desk', person]) expect(text).not.toContain(word);
		expect(text).toContain('daybreak_acknowledge_seconds_count 1');
	});
});
