import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard, setField } from '#domain/board/cards.ts';
import { BOARD_SCHEMA } from '#domain/board/migrations.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import type { PersonId } from '#domain/ids.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { foundBoard } from '../../server/ports/founding.ts';
import type { StoredBoard } from '../../server/ports/journal.ts';
import { Content, snapshotOf } from '../../server/sync/content.ts';
import { at, cardId, newCard, replica } from '../domain/board.ts';
import { RawClient } from './client.ts';
import { openPractice, until, type Practice } from './practice.ts';

const NOTHING = Y.encodeStateVector(new Y.Doc());

let practice: Practice;
const opened: RawClient[] = [];

/** Somebody who comes to the front desk's board of a practice that serves. */
function connect(options: { readonly doc?: Y.Doc; readonly query?: string } = {}): Promise<RawClient> {
	const client = new RawClient(practice, 'front-desk', practice.manager, options);
	opened.push(client);
	return client.join();
}

describe('who comes to a board', () => {
	beforeEach(async () => {
		practice = await openPractice();
	});
	afterEach(async () => {
		for (const client of opened.splice(0)) client.close();
		await practice.close();
	});

	test('[S25] that nobody has open is answered from its snapshot; edits, returning replicas and readers go on from there', async () => {
		const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager);
		const origin = { kind: 'person' as const, person: person.id, at: at(1) };
		const before = await connect();
		before.edit((doc) => addCard(doc, newCard('a', { origin }), at(1)));
		await until(() => before.acks.at(-1) === 2);
		await practice.restart();
		const stored = (await sqliteJournal(practice.base.db).load('front-desk' as never))!;
		expect([stored.updates.length, stored.head?.schema]).toEqual([0, BOARD_SCHEMA]);

		const reader = await connect();
		expect(allCards(reader.doc)).toHaveLength(1);
		await until(() => reader.acks.at(-1) === 1);
		const newcomer = await connect();
		newcomer.edit((doc) => setField(doc, cardId('a'), 'patient', 'J.M.'));
		await until(() => findCard(reader.doc, cardId('a'))?.patient === 'J.M.');
		const returning = await connect({ doc: before.doc });
		expect(findCard(returning.doc, cardId('a'))?.patient).toBe('J.M.');
		expect(findCard((await connect()).doc, cardId('a'))?.patient).toBe('J.M.');
	});

	test('[S33] that is large and open gets it in parts with a client of ours, whole with step 2, and with a plain one in one', async () => {
		const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager);
		const origin = { kind: 'person' as const, person: person.id, at: at(1) };
		const desk = await connect();
		for (let batch = 0; batch < 4; batch++) {
			desk.edit((doc) => {
				for (let i = 0; i < 200; i++) addCard(doc, newCard(`b${batch}n${i}x`, { origin }), at(1));
			});
			await until(() => desk.acks.at(-1) === batch + 2);
		}
		const [ours, plain] = [await connect(), await connect({ query: '' })];
		const first = ours.heard.slice(0, ours.heard.indexOf('step2'));
		expect(first.length).toBeGreaterThan(0);
		expect(new Set(first)).toEqual(new Set(['update']));
		expect(plain.heard[0]).toBe('step2');
		for (const { doc } of [ours, plain]) {
			expect(allCards(doc)).toHaveLength(800);
			expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(desk.doc));
		}
		ours.edit((doc) => setField(doc, cardId('b0n1x'), 'patient', 'J.M.'));
		await until(() => findCard(plain.doc, cardId('b0n1x'))?.patient === 'J.M.');
	});
});

describe('what is sent to a newcomer', () => {
	const founded = foundBoard('front-desk', at(1));
	const first = founded.commit.updates[0]!.update;
	const known = { ...founded.board, clients: new Map(founded.commit.clients) };
	const kept = snapshotOf(contentOf(first));
	const stored: StoredBoard = { ...known, snapshot: kept.state, head: kept.head, updates: [], seq: 1 };

	test('[S25] are the stored bytes as they are, with their state vector, while they are all there is', () => {
		const content = new Content(stored);
		expect(content.since(NOTHING)).toBe(stored.snapshot);
		expect(content.stateVector).toBe(kept.head.stateVector);
		addCard(content.doc, newCard('a'), at(2));
		expect(allCards(contentOf(content.since(NOTHING)))).toHaveLength(1);
		expect(content.stateVector).toEqual(Y.encodeStateVector(content.doc));
	});

	test('[S25] is everything when updates follow the snapshot, or it has another shape, or none is kept', () => {
		const next = contentOf(kept.state);
		addCard(next, newCard('a'), at(2));
		const updates = [Y.encodeStateAsUpdate(next, kept.head.stateVector)];
		const older = { ...kept.head, schema: BOARD_SCHEMA - 1 };
		for (const rest of [{ updates }, { updates, head: older }, { updates: [first, ...updates], snapshot: null }]) {
			expect(allCards(contentOf(new Content({ ...stored, ...rest }).since(NOTHING)))).toHaveLength(1);
		}
		expect(new Content({ ...stored, head: older }).since(NOTHING)).not.toBe(stored.snapshot);
	});
});

function contentOf(update: Uint8Array): Y.Doc {
	const doc = replica(5);
	Y.applyUpdate(doc, update);
	return doc;
}
