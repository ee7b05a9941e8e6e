import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { partsOf } from '#domain/board/parts.ts';
import { encodeAnswer } from '../../server/sync/protocol.ts';
import { WholeBoard } from '../../src/lib/client/whole-board.ts';

function board(): Y.Doc {
	const doc = new Y.Doc();
	const cards = doc.getMap<Y.Map<unknown>>('cards');
	for (let i = 0; i < 20; i++) {
		const card = new Y.Map<unknown>([['title', new Y.Text(`card ${i}`)]]);
		cards.set(`c${i}`, card);
		card.set('due', `2026-11-${10 + i}`);
		if (i % 3 === 0) card.set('due', null);
		if (i % 7 === 0) cards.delete(`c${i}`);
	}
	return doc;
}

const message = (write: (encoder: encoding.Encoder) => void) => decoding.createDecoder(encoding.encode(write));

/** The messages of an answer, as they come after the byte that says that they are of sync. */
function answer(parts: readonly Uint8Array[]): decoding.Decoder[] {
	return encodeAnswer(parts).map((frame) => decoding.createDecoder(frame.subarray(1)));
}

/** Somebody who hears of a document's updates, and what they heard. */
function hearing(doc: Y.Doc) {
	const heard: { update: Uint8Array; origin: unknown; local: boolean }[] = [];
	doc.on('update', (update, origin, _doc, { local }) => heard.push({ update, origin, local }));
	return heard;
}

test.each([1_000, 9])(
	'a whole board is taken in as Yjs takes it in, told of once it is whole (parts of %i)',
	(size) => {
		const source = board();
		const parts = partsOf(source, size);
		const doc = new Y.Doc();
		const heard = hearing(doc);
		let whole = 0;
		const taking = new WholeBoard(doc);
		const messages = answer(parts);
		expect(messages.length > 3).toBe(size === 9);
		for (const [i, one] of messages.entries()) {
			expect([whole, heard.length]).toEqual([0, 0]);
			expect(
				taking.take(one, 'server', () => (whole += 1)),
				`part ${i}`
			).toBe(true);
		}
		expect(whole).toBe(1);
		expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(source));
		expect(heard.map(({ origin, local }) => [origin, local])).toEqual(parts.map(() => ['server', false]));
		const copy = new Y.Doc();
		for (const { update } of heard) Y.applyUpdate(copy, update);
		expect(copy.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());

		doc.getMap('cards').set('later', new Y.Map());
		expect(heard.at(-1)).toMatchObject({ origin: null, local: true });
	}
);

test('when the line breaks between two parts, the next answer completes them, and all of it is told', () => {
	const source = board();
	const doc = new Y.Doc();
	const heard = hearing(doc);
	const taking = new WholeBoard(doc);
	let whole = false;
	const done = () => (whole = true);
	for (const one of answer(partsOf(source, 9)).slice(0, 2)) taking.take(one, 'server', done);
	expect([whole, heard.length]).toEqual([false, 0]);
	source.getMap('cards').set('meanwhile', new Y.Map());
	const [rest] = answer([Y.encodeStateAsUpdate(source, Y.encodeStateVector(doc))]);
	taking.take(rest!, 'server', done);
	expect([whole, heard.length]).toEqual([true, 3]);
	const copy = new Y.Doc();
	for (const { update } of heard) Y.applyUpdate(copy, update);
	expect(copy.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());
});

test('one that cannot be taken in leaves its hearers where they were', () => {
	const doc = new Y.Doc();
	const heard = hearing(doc);
	let whole = false;
	const [broken] = answer([Uint8Array.of(1, 1, 5)]);
	expect(() => new WholeBoard(doc).take(broken!, 'server', () => (whole = true))).toThrow();
	expect([whole, heard.length]).toEqual([true, 0]);
	doc.getMap('cards').set('a', 1);
	expect(heard).toHaveLength(1);
});

test('a question, and what comes to a document in which there is something, are not looked at', () => {
	const source = board();
	const none = () => expect.unreachable();
	const question = message((encoder) => writeSyncStep1(encoder, source));
	expect(new WholeBoard(new Y.Doc()).take(question, 'server', none)).toBe(false);
	expect(question.pos).toBe(0);
	const update = message((encoder) => writeUpdate(encoder, Y.encodeStateAsUpdate(source)));
	expect(new WholeBoard(board()).take(update, 'server', none)).toBe(false);
	expect(update.pos).toBe(0);
});
