import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { moveCard } from '#domain/board/cards.ts';
import { cardsOf, textOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { BoardDocument } from '../../server/sync/document.ts';
import { MAX_STEP_2_BYTES } from '../../server/sync/gate/gate.ts';
import { ANA, at, BEN, cardId, DOING } from '../domain/board.ts';
import { crafted, type Block, type CraftedStruct, type Id } from './crafted.ts';
import { boardWithCard, Desk, stateOf, submit } from './desk.ts';

let board: BoardDocument;
let title: Id;
let description: Id;

const entry = () => cardsOf(board.doc).get(cardId('a'))!;
const text = () => textOf(entry(), 'title')!;
const madeBy = (type: Y.AbstractType<Y.YEvent<never>> | Y.Text): Id => type._item!.id;
const id = (client: number, clock: number): Id => ({ client, clock });
const send = (update: Uint8Array, maxBytes?: number) => submit(board, update, BEN, maxBytes);

beforeEach(() => {
	board = boardWithCard();
	title = madeBy(text());
	description = madeBy(textOf(entry(), 'description')!);
});

/** Expects an answer, that the server's board is as it was, and that a colleague's replica is the same. */
function expectHarmless(update: Uint8Array, ...answers: string[]): void {
	board.takeBatch();
	const colleague = new Desk(board, ANA, 999);
	const before = [stateOf(board), JSON.stringify(board.doc.toJSON()), [...board.doc.share.keys()].join()];
	expect(answers).toContain(send(update).kind);
	for (const { update: published } of board.takeBatch().updates) Y.applyUpdate(colleague.doc, published);
	expect([stateOf(board), JSON.stringify(board.doc.toJSON()), [...board.doc.share.keys()].join()]).toEqual(before);
	expect(colleague.doc.getMap('cards').toJSON()).toEqual(board.doc.getMap('cards').toJSON());
	expect(board.doc.store.pendingStructs).toBeNull();
}

describe('an update that says again what is known, otherwise', () => {
	test('[G9] does not hang a letter behind a place', () => {
		const ben = new Desk(board, BEN, 50);
		ben.send((doc) => moveCard(doc, cardId('a'), DOING, 'top', at(5)));
		expectHarmless(crafted([{ ...id(50, 0), structs: [{ parent: title, text: 'xy' }] }]), 'refused');
	});

	test('[G9] does not bring what is beside a half known run past the checks', () => {
		const ben = new Desk(board, BEN, 50);
		ben.send((doc) => textOf(cardsOf(doc).get(cardId('a'))!, 'title')!.insert(0, 'a'));
		const second = text()._start!.right!.id;
		const structs: CraftedStruct[] = [
			{ rightOrigin: second, text: 'ab' },
			{ origin: id(50, 1), type: 1 }
		];
		expectHarmless(crafted([{ ...id(50, 0), structs }]), 'refused');
	});

	test('[G9] does not split a character, make a root or wait for what is missing', () => {
		new Desk(board, ANA, 12).send((doc) => editText(doc, cardId('a'), 'title', '👍 Call back a'));
		const face = text()._start!.id;
		for (const struct of [
			{ origin: face, text: 'z' },
			{ parent: 'evil', key: 'z', values: [1] },
			{ origin: id(77, 5), text: 'z' }
		]) {
			expectHarmless(crafted([{ ...id(12, 0), structs: [struct] }]), 'nothing', 'gap', 'refused');
		}
		expect(text().toString().isWellFormed()).toBe(true);
	});
});

describe('bytes that no client writes', () => {
	const blocks: Record<string, Block[]> = {
		'two blocks of one client': [
			{ ...id(50, 0), structs: [{ gc: 1 }] },
			{ ...id(50, 0), structs: [{ parent: 'columns', key: 'to-do', values: [1] }] }
		],
		'a client id beyond 32 bits': [{ ...id(2 ** 40, 0), structs: [{ gc: 1 }] }],
		'an item beside itself': [{ ...id(60, 0), structs: [{ origin: id(60, 0), text: 'z' }] }],
		'an item beside a later one': [
			{
				...id(60, 0),
				structs: [
					{ rightOrigin: id(60, 1), text: 'z' },
					{ parent: 'cards', text: 'y' }
				]
			}
		],
		'a struct of no length': [{ ...id(60, 0), structs: [{ gc: 0 }] }]
	};
	for (const [what, structs] of Object.entries(blocks)) {
		test(`[G9] ${what}: refused`, () => expectHarmless(crafted(structs), 'refused'));
	}

	test('[G9] deletes of no length, unsorted or overlapping: refused', () => {
		new Desk(board, ANA, 12).send((doc) => editText(doc, cardId('a'), 'title', '👍 Call back a'));
		const { client, clock } = text()._start!.id;
		for (const ranges of [
			[[clock + 1, 0]],
			[
				[clock, 2],
				[clock, 2]
			],
			[
				[clock + 1, 1],
				[clock, 1]
			]
		] as [number, number][][]) {
			expectHarmless(crafted([], [{ client, ranges }]), 'refused');
		}
	});
});

describe('an update that costs more than it says', () => {
	const within = (ms: number, run: () => void) => {
		const start = performance.now();
		run();
		expect(performance.now() - start).toBeLessThan(ms);
	};
	const many = (count: number, struct: (i: number) => CraftedStruct) =>
		Array.from({ length: count }, (_, i) => struct(i));

	test('[G8] letters that claim one left and many right neighbours: refused', () => {
		const n = 4_000;
		const first = many(n, (i) => (i === 0 ? { parent: description, text: 'x' } : { origin: id(50, i - 1), text: 'r' }));
		const apart = many(n, (i) => ({ origin: id(50, 0), rightOrigin: id(50, n - 1 - i), text: 'q' }));
		within(3_000, () => expectHarmless(crafted([{ ...id(50, 0), structs: [...first, ...apart] }]), 'refused'));
	});

	test('[G8] one field written again and again without its past: refused', () => {
		const structs = many(10_000, () => ({ parent: madeBy(entry() as never), key: 'priority', values: ['stat'] }));
		within(3_000, () => expectHarmless(crafted([{ ...id(50, 0), structs }]), 'refused'));
	});

	test('[G8] a crowd of client ids in one update: refused', () => {
		const crowd = many(200, () => ({ gc: 1 })).map((struct, i) => ({ ...id(1_000 - i, 0), structs: [struct] }));
		expectHarmless(crafted(crowd), 'refused');
	});

	test('[G8] structs without end that mean nothing: refused', () => {
		const nothing = (count: number) => crafted([{ ...id(50, 0), structs: many(count, () => ({ gc: 1 })) }]);
		expect(send(nothing(100_001), MAX_STEP_2_BYTES)).toEqual({ kind: 'refused', refusal: { code: 'too-large' } });
		expect(send(nothing(100_000), MAX_STEP_2_BYTES).kind).toBe('accepted');
	});

	test('[G8] a checklist without end: refused', () => {
		const item = (i: number) => ({ parent: madeBy(entry().get('checklist') as Y.Text), key: `i${i}`, type: 1 });
		const update = crafted([{ ...id(50, 0), structs: many(2_000, item) }]);
		within(3_000, () =>
			expect(send(update, MAX_STEP_2_BYTES)).toEqual({ kind: 'refused', refusal: { code: 'too-large' } })
		);
	});

	test('[G1] while a long day of edits all over a text, apart from colleagues who do the same, passes', () => {
		const [ana, ben] = [new Desk(board, ANA, 12), new Desk(board, BEN, 50)];
		const scatter = (doc: Y.Doc) => {
			const words = textOf(cardsOf(doc).get(cardId('a'))!, 'description')!;
			for (let i = 0; i < 1_500; i++) words.insert((i * 7919) % (words.length + 1), 'w');
		};
		expect(ana.send(scatter).kind).toBe('accepted');
		expect(ben.send(scatter).kind).toBe('accepted');
	});
});
