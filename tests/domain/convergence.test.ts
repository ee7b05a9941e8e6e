import * as fc from 'fast-check';
import type * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { moveCard, type Spot } from '#domain/board/cards.ts';
import { allCards, allColumns, cardsByColumn } from '#domain/board/queries.ts';
import { cardsOf, columnsOf } from '#domain/board/schema.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';
import { at, cardId, DOING, DONE, exchange, INBOX, pull, replicas, TODO, withCard } from './board.ts';

const CARDS = ['a', 'b', 'c', 'd'].map(cardId);
const COLUMNS = [INBOX, TODO, DOING, DONE];

interface Placed {
	readonly id: CardId;
	readonly column: ColumnId;
	readonly order: string;
}

/** How a board moves a card, and how it shows what it has; planted bugs replace one of them. */
interface Board {
	move(doc: Y.Doc, card: CardId, column: ColumnId, spot: Spot, step: number): void;
	/** Cards from left to right and top to bottom, with the place each one has in the document. */
	shown(doc: Y.Doc): Placed[];
	placeOf(doc: Y.Doc, card: CardId): string;
}

const real: Board = {
	move: (doc, card, column, spot, step) => void moveCard(doc, card, column, spot, at(step)),
	shown: (doc) =>
		[...cardsByColumn(allCards(doc), allColumns(doc))].flatMap(([column, cards]) =>
			cards.map(({ id, place }) => ({ id, column, order: place.order }))
		),
	placeOf: (doc, card) => JSON.stringify(cardsOf(doc).get(card)?.get('place'))
};

const gesture = fc.oneof(
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('add' as const), card: fc.constantFrom(...CARDS) }) },
	{
		weight: 6,
		arbitrary: fc.record({
			kind: fc.constant('move' as const),
			card: fc.constantFrom(...CARDS),
			column: fc.constantFrom(...COLUMNS),
			beside: fc.constantFrom<CardId | 'top' | 'bottom'>('top', 'bottom', ...CARDS),
			after: fc.boolean()
		})
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('sync' as const), from: fc.nat(2) }) },
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('drop column' as const), column: fc.constantFrom(TODO, DOING) })
	}
);
const history = fc.array(fc.record({ peer: fc.nat(2), gesture }), { minLength: 40, maxLength: 80, size: 'max' });

type Step = { peer: number; gesture: typeof gesture extends fc.Arbitrary<infer G> ? G : never };

/** Plays a history on three replicas, lets them exchange everything, and returns them with every place ever asked for. */
function play(steps: readonly Step[], board: Board) {
	const docs = replicas(3);
	const asked = new Map<CardId, Set<string>>(CARDS.map((card) => [card, new Set()]));
	for (const [i, { peer, gesture: g }] of steps.entries()) {
		const doc = docs[peer]!;
		const before = CARDS.map((card) => board.placeOf(doc, card));
		if (g.kind === 'sync') pull(doc, docs[g.from]!);
		else if (g.kind === 'add') withCardOf(doc, g.card);
		else if (g.kind === 'drop column') columnsOf(doc).delete(g.column);
		else board.move(doc, g.card, g.column, spotOf(g.beside, g.after), i);
		if (g.kind === 'sync') continue;
		CARDS.forEach((card, n) => {
			const place = board.placeOf(doc, card);
			if (place !== before[n]) asked.get(card)!.add(place);
		});
	}
	exchange(docs);
	return { docs, asked };
}

function withCardOf(doc: Y.Doc, card: CardId): void {
	// Several replicas may add one card while apart; whichever wins, it is whole and in one place.
	if (!cardsOf(doc).has(card)) withCard(doc, card.slice(1, 2), { column: INBOX });
}

function spotOf(beside: CardId | 'top' | 'bottom', after: boolean): Spot {
	if (beside === 'top') return 'top';
	if (beside === 'bottom') return 'bottom';
	const card = beside as CardId;
	return after ? { after: card } : { before: card };
}

function boardsAgree(board: Board, numRuns: number) {
	return fc.check(
		fc.property(history, (steps) => {
			const { docs, asked } = play(steps, board);
			const [first, ...rest] = docs.map((doc) => board.shown(doc));
			for (const other of rest) expect(other).toEqual(first);
			const ids = first!.map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.length).toBe(cardsOf(docs[0]!).size);
			for (const id of ids) expect([...asked.get(id)!]).toContain(board.placeOf(docs[0]!, id));
		}),
		{ numRuns }
	);
}

describe('boards of people who are apart', () => {
	test('[B1, B2, B3] agree once they have exchanged everything; no card is lost, doubled or put where nobody asked', () => {
		const result = boardsAgree(real, 300);
		expect(result.failed, fc.defaultReportMessage(result) ?? '').toBe(false);
	}, 60_000);

	const planted: Record<string, Board> = {
		'ties between equal order keys are not broken': {
			...real,
			shown: (doc) =>
				allColumns(doc).flatMap(({ id: column }) =>
					allCards(doc)
						.filter(({ place }) => (columnsOf(doc).has(place.column) ? place.column : INBOX) === column)
						.sort((a, b) => (a.place.order < b.place.order ? -1 : a.place.order > b.place.order ? 1 : 0))
						.map(({ id, place }) => ({ id, column, order: place.order }))
				)
		},
		'a card of a vanished column is not shown': {
			...real,
			shown: (doc) => real.shown(doc).filter(({ id }) => columnsOf(doc).has(JSON.parse(real.placeOf(doc, id)).column))
		},
		'column and order are two registers': {
			move(doc, card, column, spot, step) {
				moveCard(doc, card, column, spot, at(step));
				const entry = cardsOf(doc).get(card);
				const place = entry?.get('place') as { column: string; order: string } | undefined;
				if (entry?.get('column') !== place?.column) entry?.set('column', place?.column);
				if (entry?.get('order') !== place?.order) entry?.set('order', place?.order);
			},
			shown: real.shown,
			placeOf(doc, card) {
				const entry = cardsOf(doc).get(card);
				const place = entry?.get('place') as { column: string; order: string } | undefined;
				return `${String(entry?.get('column') ?? place?.column)} ${String(entry?.get('order') ?? place?.order)}`;
			}
		}
	};

	for (const [bug, board] of Object.entries(planted)) {
		test(`are seen to disagree when ${bug}`, () => {
			expect(boardsAgree(board, 2_000).failed).toBe(true);
		}, 60_000);
	}
});
