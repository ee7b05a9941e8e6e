import * as encoding from 'lib0/encoding';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard, blockCard, finishCard, moveCard, setField, unblockCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { cardsOf, columnsOf, LIMITS, nestedOf, textOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { CommentId, PersonId } from '#domain/ids.ts';
import { MAX_STEP_2_BYTES, MAX_UPDATE_BYTES } from '../../server/sync/gate/gate.ts';
import type { BoardDocument } from '../../server/sync/document.ts';
import { ANA, at, BEN, cardId, DOING, DONE, due, newCard, replica, TODO } from '../domain/board.ts';
import { boardWithCard, deep, Desk, item, stateOf, submit as submitTo } from './desk.ts';

let board: BoardDocument;
const submit = (update: Uint8Array, person: PersonId, maxBytes?: number) => submitTo(board, update, person, maxBytes);
const state = () => stateOf(board);
const desk = (person: PersonId, client = Math.floor(Math.random() * 2 ** 30)) => new Desk(board, person, client);
const refusedFor = (code: string) => ({ kind: 'refused', refusal: { code } });
const entry = (doc: Y.Doc, name = 'a') => cardsOf(doc).get(cardId(name))!;

let ana: Desk;
let ben: Desk;

beforeEach(() => {
	board = boardWithCard();
	ana = desk(ANA, 11);
	ben = desk(BEN, 22);
	expect(ana.send((doc) => setField(doc, cardId('a'), 'priority', 'urgent'))).toEqual({ kind: 'accepted' });
	ben.pull();
});

/** Expects that a change is refused for this reason and that nothing of it is left. */
function expectRefused(code: string, desk: Desk, change: (doc: Y.Doc) => unknown): void {
	const before = state();
	expect(desk.send(change)).toEqual(refusedFor(code));
	expect(state()).toBe(before);
}

describe('the gate', () => {
	test('[G1] lets pass what every honest operation makes', () => {
		const id = cardId('a');
		const operations: ((doc: Y.Doc) => unknown)[] = [
			(doc) => moveCard(doc, id, DOING, 'top', at(2)),
			(doc) => setField(doc, id, 'owner', BEN),
			(doc) => setField(doc, id, 'due', due('2026-03-04T12:00')),
			(doc) => setField(doc, id, 'category', 'billing'),
			(doc) => setField(doc, id, 'priority', 'stat'),
			(doc) => setField(doc, id, 'patient', 'J.M. 4821'),
			(doc) => setField(doc, id, 'category', null),
			(doc) => blockCard(doc, id, 'no answer', at(3)),
			(doc) => unblockCard(doc, id),
			(doc) => editText(doc, id, 'title', 'Call back today 👍'),
			(doc) => editText(doc, id, 'description', 'Left a message\nTry again at noon'),
			(doc) => editText(doc, id, 'description', ''),
			(doc) => addComment(doc, id, { id: 'k1' as CommentId, author: BEN, text: 'On it' }, at(4)),
			(doc) => nestedOf(entry(doc), 'comments')!.set('k1', { author: BEN, at: 4, text: 'On it now', edited: 5 }),
			(doc) => nestedOf(entry(doc), 'comments')!.delete('k1'),
			(doc) => nestedOf(entry(doc), 'labels')!.set('recheck', true),
			(doc) => nestedOf(entry(doc), 'labels')!.delete('recheck'),
			(doc) => nestedOf(entry(doc), 'checklist')!.set('i1', item('Fax the order')),
			(doc) => (nestedOf(entry(doc), 'checklist')!.get('i1') as Y.Map<unknown>).set('done', true),
			(doc) => nestedOf(entry(doc), 'checklist')!.delete('i1'),
			(doc) => entry(doc).set('archived', 9),
			(doc) => entry(doc).delete('archived'),
			(doc) => finishCard(doc, id, at(5))
		];
		for (const operation of operations) expect(ben.send(operation), operation.toString()).toEqual({ kind: 'accepted' });
		expect(submit(Y.encodeStateAsUpdate(ben.doc), BEN)).toEqual({ kind: 'nothing' });
	});

	test('[G1] lets pass a morning’s work apart, sent at once', () => {
		const update = ben.made((doc) => {
			for (let i = 0; i < 50; i++) {
				const id = cardId(`b${i}x`);
				addCard(doc, newCard(`b${i}x`, { origin: { kind: 'person', person: BEN, at: at(i) } }), at(i));
				moveCard(doc, id, DOING, 'top', at(i));
				editText(doc, id, 'description', `Note ${i}`);
				editText(doc, id, 'description', `Note`);
				nestedOf(entry(doc, `b${i}x`), 'checklist')!.set('i1', item('x'));
				nestedOf(entry(doc, `b${i}x`), 'checklist')!.delete('i1');
				setField(doc, id, 'owner', BEN);
			}
		});
		expect(submit(update, BEN, MAX_STEP_2_BYTES)).toEqual({ kind: 'accepted' });
		expect(cardsOf(board.doc).size).toBe(51);
	});

	test('[G2] refuses another person’s client id, and one that the server wrote with', () => {
		expect(
			submit(
				ana.made((doc) => moveCard(doc, cardId('a'), DOING, 'top', at(2))),
				BEN
			)
		).toEqual(refusedFor('foreign-author'));
		const server = replica(0);
		Y.applyUpdate(server, Y.encodeStateAsUpdate(board.doc));
		server.clientID = [...Y.decodeStateVector(Y.encodeStateVector(board.doc)).keys()].find(
			(client) => client !== 10 && client !== 11
		)!;
		const before = Y.encodeStateVector(server);
		server.getMap('cards').set('x', 1);
		expect(submit(Y.encodeStateAsUpdate(server, before), BEN)).toEqual(refusedFor('foreign-author'));
	});

	test('[G2] refuses a delete of what a colleague has yet to write', () => {
		const before = state();
		expect(submit(deleteOf(11, Y.getState(board.doc.store, 11), 50), BEN)).toEqual(refusedFor('foreign-author'));
		expect(submit(deleteOf(11, Y.getState(board.doc.store, 11), 50), ANA)).toEqual({ kind: 'gap' });
		expect(state()).toBe(before);
	});

	test('[G3] takes an update that stands on what is not here for a gap', () => {
		const before = state();
		ben.made((doc) => setField(doc, cardId('a'), 'priority', 'asap'));
		const second = ben.made((doc) => setField(doc, cardId('a'), 'priority', 'stat'));
		expect(submit(second, BEN)).toEqual({ kind: 'gap' });
		ana.made((doc) => editText(doc, cardId('a'), 'title', 'Changed where nobody heard'));
		Y.applyUpdate(ben.doc, Y.encodeStateAsUpdate(ana.doc));
		const beside = ben.made((doc) => textOf(entry(doc), 'title')!.insert(3, 'beside'));
		expect(submit(beside, BEN)).toEqual({ kind: 'gap' });
		expect(state()).toBe(before);
		expect(board.doc.store.pendingStructs).toBeNull();
	});

	test('[G4] refuses unknown roots, fields, types and values', () => {
		const wrong: [string, (doc: Y.Doc) => unknown][] = [
			['unknown-shape', (doc) => doc.getMap('elsewhere').set('x', 1)],
			['unknown-shape', (doc) => doc.getText('elsewhere').insert(0, 'x')],
			['unknown-shape', (doc) => entry(doc).set('colour', 'red')],
			['unknown-shape', (doc) => entry(doc).set('owner', new Y.Map())],
			['unknown-shape', (doc) => entry(doc).set('__proto__', 'x')],
			['unknown-shape', (doc) => entry(doc).set('constructor', 'x')],
			['unknown-shape', (doc) => textOf(entry(doc), 'title')!.insertEmbed(0, { image: 'x' })],
			['unknown-shape', (doc) => textOf(entry(doc), 'title')!.format(0, 3, { bold: true })],
			['unknown-shape', (doc) => nestedOf(entry(doc), 'checklist')!.set('i1', { text: 'x' })],
			['invalid-value', (doc) => entry(doc).set('owner', 7)],
			['invalid-value', (doc) => entry(doc).set('owner', '')],
			['invalid-value', (doc) => entry(doc).set('due', '2026-02-30')],
			['invalid-value', (doc) => entry(doc).set('category', 'other')],
			['invalid-value', (doc) => entry(doc).set('place', TODO)],
			['invalid-value', (doc) => entry(doc).set('place', { column: TODO, order: 'a0', since: Number.NaN })],
			['invalid-value', (doc) => entry(doc).set('place', { column: TODO, order: '', since: 1 })],
			['invalid-value', (doc) => entry(doc).set('place', { column: TODO, order: 'a0', since: 1, more: 1 })],
			[
				'invalid-value',
				(doc) => entry(doc).set('place', JSON.parse(`{"column":"to-do","order":"a0","since":1,"__proto__":{"x":1}}`))
			],
			['invalid-value', (doc) => entry(doc).set('blocked', deep(100))],
			['invalid-value', (doc) => nestedOf(entry(doc), 'labels')!.set('recheck', 'yes')],
			['unknown-shape', (doc) => nestedOf(entry(doc), 'labels')!.set('x'.repeat(LIMITS.label * 4 + 1), true)]
		];
		for (const [code, change] of wrong) {
			expectRefused(code, desk(BEN), change);
		}
	});

	test('[G5] refuses a card that is not whole, comes twice, is signed by another or has a computed id', () => {
		const mine = newCard('b', { origin: { kind: 'person', person: BEN, at: at(1) } });
		const bare = new Y.Map<unknown>(
			Object.entries({ title: new Y.Text('x'), place: { column: TODO, order: 'a0', since: 1 } })
		);
		const before = state();
		expect(ben.send((doc) => cardsOf(doc).set(cardId('b'), bare))).toMatchObject({
			kind: 'broken',
			refusal: { code: 'not-whole' }
		});
		expect(before).not.toBe('');

		const again: [string, (doc: Y.Doc) => unknown][] = [
			['foreign-author', (doc) => addCard(doc, { ...mine, origin: { kind: 'person', person: ANA, at: at(1) } }, at(1))],
			['not-allowed', (doc) => addCard(doc, { ...mine, id: 'r-opening-2026-03-02' as never }, at(1))],
			[
				'invalid-value',
				(doc) => addCard(doc, { ...mine, origin: { kind: 'routine', routine: 'r', occurrence: 'o', at: at(1) } }, at(1))
			],
			['not-allowed', (doc) => cardsOf(doc).set(cardId('a'), new Y.Map())],
			['not-allowed', (doc) => entry(doc).set('title', new Y.Text('anew'))],
			['not-allowed', (doc) => entry(doc).set('comments', new Y.Map())],
			['not-allowed', (doc) => entry(doc).set('origin', { kind: 'person', person: BEN, at: 1 })],
			['unknown-shape', (doc) => cardsOf(doc).set(cardId('c'), new Y.Array() as never)],
			['unknown-shape', (doc) => cardsOf(doc).set(cardId('c'), 7 as never)]
		];
		for (const [code, change] of again) {
			board = boardWithCard();
			expectRefused(code, desk(BEN), change);
		}
	});

	test('[G6] refuses to remove cards or what they are born with, and any change of columns or of the board', () => {
		const wrong: [string, (doc: Y.Doc) => unknown][] = [
			['removed-by-client', (doc) => cardsOf(doc).delete(cardId('a'))],
			['removed-by-client', (doc) => entry(doc).delete('title')],
			['removed-by-client', (doc) => entry(doc).delete('comments')],
			['removed-by-client', (doc) => entry(doc).delete('origin')],
			['not-allowed', (doc) => columnsOf(doc).delete(DONE)],
			['not-allowed', (doc) => columnsOf(doc).get(DONE)!.set('title', 'Over')],
			['not-allowed', (doc) => columnsOf(doc).set('mine', new Y.Map())],
			['not-allowed', (doc) => doc.getMap('meta').set('title', 'Mine')]
		];
		for (const [code, change] of wrong) expectRefused(code, desk(BEN), change);
		expect(ben.send((doc) => entry(doc).delete('place'))).toMatchObject({
			kind: 'broken',
			refusal: { code: 'not-whole' }
		});
	});

	test('[G7] comments are signed by who writes them and changed by nobody else', () => {
		const comments = (doc: Y.Doc) => nestedOf(entry(doc), 'comments')!;
		ana.send((doc) => addComment(doc, cardId('a'), { id: 'k1' as CommentId, author: ANA, text: 'Mine' }, at(2)));
		const wrong: ((doc: Y.Doc) => unknown)[] = [
			(doc) => addComment(doc, cardId('a'), { id: 'k2' as CommentId, author: ANA, text: 'Not Ana' }, at(2)),
			(doc) => comments(doc).set('k1', { author: BEN, at: 2, text: 'Now mine' }),
			(doc) => comments(doc).set('k1', { author: ANA, at: 2, text: 'Put in her mouth' }),
			(doc) => comments(doc).delete('k1')
		];
		for (const change of wrong) expectRefused('foreign-author', desk(BEN), change);
	});

	test('[G8] refuses what is over the hard limits and takes what is within', () => {
		const long = 'x'.repeat(LIMITS.comment * 4);
		const say = (text: string) => (doc: Y.Doc) =>
			nestedOf(entry(doc), 'comments')!.set('k1', { author: BEN, at: 1, text });
		expect(ben.send(say(long))).toEqual({ kind: 'accepted' });
		expectRefused('invalid-value', desk(BEN, 31), say(`${long}x`));
		expect(submit(new Uint8Array(MAX_UPDATE_BYTES + 1), BEN)).toEqual(refusedFor('too-large'));
		const title = (length: number) => (doc: Y.Doc) => textOf(entry(doc), 'title')!.insert(0, 'x'.repeat(length));
		expect(desk(BEN, 32).send(title(LIMITS.title * 3))).toEqual({ kind: 'accepted' });
		expectRefused('too-large', desk(BEN, 33), title(LIMITS.title * 4 + 1));
		// What others wrote before is no reason to refuse a correction.
		expect(desk(BEN, 34).send(title(LIMITS.title * 2))).toEqual({ kind: 'accepted' });
	});

	test('[G9] refuses bytes that cannot be read, huge counts and deep nesting, at once', () => {
		const hostile = [
			new Uint8Array(),
			Uint8Array.of(1),
			Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 255),
			Uint8Array.of(1, 255, 255, 255, 15, 1, 0),
			Uint8Array.of(1, 1, 1, 0, 0, 255, 255, 255, 15),
			ben.made((doc) => entry(doc).set('blocked', deep(3_000)))
		];
		const before = state();
		const start = performance.now();
		for (const update of hostile) expect(submit(update, BEN).kind).toBe('refused');
		expect(performance.now() - start).toBeLessThan(1_000);
		expect(state()).toBe(before);
	});

	test('[G11] takes what a concurrent change could have broken', () => {
		expect(ben.send((doc) => entry(doc).delete('owner'))).toEqual({ kind: 'accepted' });
		expect(ben.send((doc) => entry(doc).set('place', { column: 'gone', order: 'a1', since: 5 }))).toEqual({
			kind: 'accepted'
		});
	});
});

function deleteOf(client: number, clock: number, length: number): Uint8Array {
	return encoding.encode((encoder) => {
		for (const n of [0, 1, client, 1, clock, length]) encoding.writeVarUint(encoder, n);
	});
}
