import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { moveCards, moveCardNextTo, moveStep } from '#domain/board/moving.ts';
import { allCards, allColumns, cardsByColumn, cardsIn } from '#domain/board/queries.ts';
import { cardsOf, LIMITS } from '#domain/board/schema.ts';
import type { CardId, ColumnId, OrderKey } from '#domain/ids.ts';
import { at, BEN, cardId, DOING, due, frontDesk, INBOX, TODO, withCard } from './board.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const names = (doc: Y.Doc, column: ColumnId) => cardsIn(doc, column).map(({ id }) => id[1]);
const ids = (letters: string) => [...letters].map(cardId);

/** A board with cards a to f in "To do", x in "Doing", and an unowned u in the inbox. */
function board(): Y.Doc {
	const doc = frontDesk();
	for (const name of NAMES) withCard(doc, name);
	withCard(doc, 'x', { column: DOING });
	withCard(doc, 'u', { column: INBOX, owner: null, due: null });
	return doc;
}

describe('several cards', () => {
	test('[B17] keep their order wherever they go, in whichever order they were picked', () => {
		const doc = board();
		expect(moveCards(doc, ids('eab'), DOING, { before: cardId('x') }, at(9))).toEqual({ ok: true, value: ids('abe') });
		expect(names(doc, DOING)).toEqual(['a', 'b', 'e', 'x']);
		expect(names(doc, TODO)).toEqual(['c', 'd', 'f']);
		expect(cardsIn(doc, DOING)[0]!.place.since).toBe(9);
	});

	test('[B17] dropped beside one of themselves stand beside the nearest that stays', () => {
		const doc = board();
		moveCards(doc, ids('bd'), TODO, { after: cardId('d') }, at(9));
		expect(names(doc, TODO)).toEqual(['a', 'c', 'b', 'd', 'e', 'f']);
		moveCards(doc, ids('ac'), TODO, { after: cardId('a') }, at(9));
		expect(names(doc, TODO)).toEqual(['a', 'c', 'b', 'd', 'e', 'f']);
		moveCards(doc, ids('ef'), TODO, { before: cardId('f') }, at(9));
		expect(names(doc, TODO)).toEqual(['a', 'c', 'b', 'd', 'e', 'f']);
		moveCards(doc, ids('db'), TODO, { after: cardId('d') }, at(9));
		moveCards(doc, ids('be'), TODO, { before: cardId('d') }, at(9));
		expect(names(doc, TODO)).toEqual(['a', 'c', 'b', 'e', 'd', 'f']);
		moveCards(doc, ids('be'), TODO, { after: cardId('e') }, at(9));
		moveCards(doc, ids('cb'), TODO, { before: cardId('c') }, at(9));
		expect(names(doc, TODO)).toEqual(['a', 'c', 'b', 'e', 'd', 'f']);
		expect(cardsIn(doc, TODO)[0]!.place.since).toBe(1);
	});

	test('[B17, B11] all move or none: one that is not ready stops them, one that is gone is left out', () => {
		const doc = board();
		const picked = [...ids('au'), cardId('gone')];
		const refusal = { code: 'some-not-ready', cards: ids('u') };
		expect(moveCards(doc, picked, DOING, 'top', at(9))).toEqual({ ok: false, refusal });
		expect(names(doc, DOING)).toEqual(['x']);
		expect(moveCards(doc, picked, INBOX, 'top', at(9))).toEqual({ ok: true, value: ids('ua') });
		expect(moveCards(doc, [cardId('gone')], DOING, 'top', at(9))).toMatchObject({ refusal: { code: 'card-gone' } });
		const many = Array.from({ length: LIMITS.atOnce + 1 }, (_, i) => cardId(`m${i}`));
		expect(moveCards(doc, many, DOING, 'top', at(9))).toMatchObject({ refusal: { code: 'too-many-at-once' } });
		const nowhere = moveCards(doc, ids('a'), 'gone' as ColumnId, 'top', at(9));
		expect(nowhere).toMatchObject({ refusal: { code: 'column-gone' } });
	});

	test('[B17] whatever is picked and wherever it goes: nobody else moves, and the picked stand together', () => {
		const spot = fc.oneof(fc.constantFrom('top' as const, 'bottom' as const), besides('before'), besides('after'));
		fc.assert(
			fc.property(fc.subarray(NAMES), fc.constantFrom(TODO, DOING), spot, fc.boolean(), (picked, column, to, tied) => {
				const doc = board();
				if (tied) for (const id of ids('bcd')) tie(doc, id);
				const before = names(doc, column).filter((name) => !picked.includes(name!));
				const outcome = moveCards(doc, picked.map(cardId), column, to, at(9));
				expect(outcome.ok).toBe(true);
				const after = names(doc, column);
				expect(after.filter((name) => !picked.includes(name!))).toEqual(before);
				const first = after.findIndex((name) => picked.includes(name!));
				expect(after.slice(first, first + picked.length)).toEqual([...picked]);
			}),
			{ numRuns: 300 }
		);
	});
});

function besides<K extends 'before' | 'after'>(side: K) {
	return fc.constantFrom(...NAMES, 'x').map((name) => ({ [side]: cardId(name) }) as Record<K, CardId>);
}

function tie(doc: Y.Doc, id: CardId): void {
	const entry = cardsOf(doc).get(id)!;
	entry.set('place', { column: TODO, order: 'a1' as OrderKey, since: at(1) });
}

describe('one card', () => {
	test('[B18] lands by the cards that are seen, with a filter on too', () => {
		const doc = board();
		moveCardNextTo(doc, cardId('f'), TODO, { after: cardId('b'), before: cardId('e') }, at(9));
		expect(names(doc, TODO)).toEqual(['a', 'b', 'f', 'c', 'd', 'e']);
		moveCardNextTo(doc, cardId('f'), TODO, { before: cardId('d') }, at(9));
		expect(names(doc, TODO)).toEqual(['a', 'b', 'c', 'f', 'd', 'e']);
		moveCardNextTo(doc, cardId('a'), DOING, { after: cardId('e'), before: cardId('x') }, at(9));
		expect(names(doc, DOING)).toEqual(['a', 'x']);
		moveCardNextTo(doc, cardId('b'), DOING, { after: cardId('gone') }, at(9));
		expect(names(doc, DOING)).toEqual(['a', 'x', 'b']);
	});

	test('[B18] goes a step up, down, left and right past what is seen, and stops at the edge', () => {
		const doc = board();
		const step = (name: string, to: 'left' | 'right' | 'up' | 'down', seen = 'abcdefxu') =>
			moveStep(doc, cardId(name), to, at(9), ({ id }) => seen.includes(id[1]!));
		step('c', 'up');
		expect(names(doc, TODO).join('')).toBe('acbdef');
		step('c', 'down', 'acf');
		expect(names(doc, TODO).join('')).toBe('abdefc');
		step('a', 'right');
		expect(names(doc, DOING).join('')).toBe('ax');
		step('e', 'right', 'e');
		expect(names(doc, DOING).join('')).toBe('axe');
		expect(step('x', 'left')).toMatchObject({ ok: true });
		expect(names(doc, TODO).join('')).toBe('bxdfc');
		expect(step('b', 'up')).toEqual({ ok: false, refusal: { code: 'no-further' } });
		expect(step('u', 'left')).toEqual({ ok: false, refusal: { code: 'no-further' } });
		expect(step('u', 'right')).toEqual({ ok: false, refusal: { code: 'owner-required' } });
		expect(step('z', 'up')).toMatchObject({ refusal: { code: 'card-gone' } });
	});

	test('[B18] steps never lose or double a card, whoever sees what', () => {
		const step = fc.record({
			name: fc.constantFrom(...NAMES, 'x'),
			to: fc.constantFrom('left' as const, 'right' as const, 'up' as const, 'down' as const),
			seen: fc.subarray(NAMES)
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
				const doc = frontDesk();
				for (const name of [...NAMES, 'x']) withCard(doc, name, { owner: BEN, due: due('2026-03-04') });
				for (const { name, to, seen } of steps) {
					moveStep(doc, cardId(name), to, at(9), ({ id }) => seen.includes(id[1]!));
				}
				const shown = [...cardsByColumn(allCards(doc), allColumns(doc)).values()].flat().map(({ id }) => id);
				expect(shown.sort()).toEqual([...NAMES, 'x'].map(cardId).sort());
			}),
			{ numRuns: 100 }
		);
	});
});
