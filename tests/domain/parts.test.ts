import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { partsOf } from '#domain/board/parts.ts';

/** What somebody does at one of the screens, or that two of them hear of each other. */
const step = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({ kind: fc.constant('type' as const), at: fc.nat(40), word: fc.string({ maxLength: 4 }) })
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), at: fc.nat(40), length: fc.nat(5) }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), key: fc.nat(4), value: fc.nat() }) },
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constant('nest' as const), key: fc.nat(4), word: fc.string({ maxLength: 4 }) })
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('drop' as const), key: fc.nat(4) }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('hear' as const), of: fc.nat(2) }) }
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function act(docs: readonly Y.Doc[], screen: number, done: Step): void {
	const doc = docs[screen]!;
	const [text, map] = [doc.getText('words'), doc.getMap('cards')];
	if (done.kind === 'type') text.insert(Math.min(done.at, text.length), done.word);
	else if (done.kind === 'delete') {
		const at = Math.min(done.at, text.length);
		text.delete(at, Math.min(done.length, text.length - at));
	} else if (done.kind === 'set') {
		const there = map.get(`k${done.key}`);
		if (there instanceof Y.Map) there.set('value', done.value);
		else map.set(`k${done.key}`, done.value);
	} else if (done.kind === 'nest') map.set(`k${done.key}`, new Y.Map([['text', new Y.Text(done.word)]]));
	else if (done.kind === 'drop') map.delete(`k${done.key}`);
	else Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[done.of]!, Y.encodeStateVector(doc)));
}

const lived = fc.array(fc.tuple(fc.nat(2), step), { minLength: 20, maxLength: 120 });

test('a document in parts is the document, whatever it has been through, and each part stands on those before it', () => {
	let inParts = 0;
	fc.assert(
		fc.property(lived, fc.integer({ min: 1, max: 12 }), (life, atMost) => {
			const docs = [1, 2, 3].map((client) => Object.assign(new Y.Doc(), { clientID: client }));
			for (const [screen, done] of life) act(docs, screen, done);
			const source = docs[0]!;
			for (const other of docs) Y.applyUpdate(source, Y.encodeStateAsUpdate(other));
			const parts = partsOf(source, atMost);
			const copy = new Y.Doc();
			for (const part of parts) {
				Y.applyUpdate(copy, part);
				expect(copy.store.pendingStructs).toBeNull();
			}
			expect(copy.store.pendingDs).toBeNull();
			expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(source));
			expect(copy.getText('words').toString()).toBe(source.getText('words').toString());
			expect(copy.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());
			// What was let go of may lie in fewer or more pieces, as between any two replicas; what is there and what is deleted is one.
			expect(Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(source))).toBe(true);
			source.getText('words').insert(0, 'and on');
			Y.applyUpdate(copy, Y.encodeStateAsUpdate(source, Y.encodeStateVector(copy)));
			expect(copy.getText('words').toString()).toBe(source.getText('words').toString());
			if (parts.length > 2) inParts += 1;
		}),
		{ numRuns: 400 }
	);
	expect(inParts).toBeGreaterThan(100);
});

test('a small one is one update, as Yjs writes it', () => {
	const doc = new Y.Doc();
	doc.getText('words').insert(0, 'a few');
	expect(partsOf(doc)).toEqual([Y.encodeStateAsUpdate(doc)]);
	expect(partsOf(new Y.Doc())).toEqual([Y.encodeStateAsUpdate(new Y.Doc())]);
});
