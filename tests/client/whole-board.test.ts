import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { takeWhole, wholeBoardIn } from '../../src/lib/client/whole-board.ts';

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

test('a whole board is taken in as Yjs takes it in, and whoever hears of updates can make it again', () => {
	const source = board();
	const bytes = Y.encodeStateAsUpdate(source);
	const [doc, plain] = [new Y.Doc(), new Y.Doc()];
	const heard: [Uint8Array, unknown, boolean][] = [];
	const told: string[] = [];
	for (const one of [doc, plain]) one.getMap('cards').observeDeep((events) => told.push(`${events.length}`));
	doc.on('update', (update, origin, _doc, { local }) => heard.push([update, origin, local]));
	takeWhole(doc, bytes, 'server');
	Y.applyUpdate(plain, bytes, 'server');
	expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(plain));
	expect(told[0]).toBe(told[1]);
	expect(heard.map(([, origin, local]) => [origin, local])).toEqual([['server', false]]);
	const copy = new Y.Doc();
	Y.applyUpdate(copy, heard[0]![0]);
	expect(copy.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());

	doc.getMap('cards').set('later', new Y.Map());
	expect(heard.map(([, origin, local]) => [origin, local]).at(-1)).toEqual([null, true]);
});

test('one that cannot be taken in leaves its hearers where they were', () => {
	const doc = new Y.Doc();
	let heard = 0;
	doc.on('update', () => (heard += 1));
	expect(() => takeWhole(doc, Uint8Array.of(1, 1, 5), 'server')).toThrow();
	expect(heard).toBe(0);
	doc.getMap('cards').set('a', 1);
	expect(heard).toBe(1);
});

test('only the answer with the whole board, to a document in which there is nothing, is one', () => {
	const source = board();
	const [empty, full] = [new Y.Doc(), board()];
	const answer = () => message((encoder) => writeSyncStep2(encoder, source));
	const decoder = answer();
	expect(wholeBoardIn(decoder, empty)).toEqual(Y.encodeStateAsUpdate(source));
	expect(decoder.pos).toBe(0);
	expect(wholeBoardIn(answer(), full)).toBeNull();
	expect(
		wholeBoardIn(
			message((encoder) => writeSyncStep1(encoder, source)),
			empty
		)
	).toBeNull();
	expect(
		wholeBoardIn(
			message((encoder) => writeUpdate(encoder, Y.encodeStateAsUpdate(source))),
			empty
		)
	).toBeNull();
});
