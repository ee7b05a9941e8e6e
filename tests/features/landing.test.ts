import { describe, expect, test } from 'vitest';
import type { Card, Column } from '#domain/board/schema.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';
import { narrowed } from '../../src/lib/ui/menu.ts';
import {
	heirOf,
	landingOf,
	standsAlready,
	stepFrom,
	type Direction,
	type Sight
} from '../../src/lib/features/boards/landing.ts';

const card = (id: string) => ({ id }) as Card;
const column = (id: string) => ({ id, title: id }) as Column;
const ids = (...names: string[]) => names as CardId[];

/** Three columns as somebody sees them, the middle one empty. */
const sight: Sight = {
	columns: ['a', 'b', 'c'].map(column),
	shown: new Map([
		['a' as ColumnId, ['a1', 'a2', 'a3'].map(card)],
		['b' as ColumnId, []],
		['c' as ColumnId, ['c1'].map(card)]
	])
};

function walk(held: readonly CardId[], ...directions: Direction[]) {
	let landing = landingOf(sight, held);
	for (const direction of directions) landing = landing && stepFrom(sight, held, landing, direction);
	return landing && { [landing.column]: landing.spot };
}

describe('where a card would land', () => {
	test('goes step by step past the cards in sight, and not beyond the board', () => {
		expect(walk(ids('a2'))).toEqual({ a: { before: 'a3' } });
		expect(walk(ids('a2'), 'down')).toEqual({ a: { after: 'a3' } });
		expect(walk(ids('a2'), 'down', 'down')).toBe(null);
		expect(walk(ids('a2'), 'up')).toEqual({ a: { before: 'a1' } });
		expect(walk(ids('a2'), 'left')).toBe(null);
		expect(walk(ids('a1'), 'bottom', 'top')).toEqual({ a: { before: 'a2' } });
	});

	test('goes into a neighbour column at the same height, also into an empty one', () => {
		expect(walk(ids('a3'), 'right')).toEqual({ b: 'bottom' });
		expect(walk(ids('a3'), 'right', 'right')).toEqual({ c: { before: 'c1' } });
		expect(walk(ids('c1'), 'left', 'left', 'down')).toEqual({ a: { before: 'a2' } });
	});

	test('a card that has gone leaves its place to the next one down, or to the last', () => {
		const at = (id: string, order: string) => ({ ...card(id), place: { column: 'a', order } }) as Card;
		const shown = new Map([['a' as ColumnId, [at('a1', 'b'), at('a2', 'd')]]]);
		const heir = (column: string, order: string) =>
			heirOf({ columns: [], shown }, { column, order } as Card['place'])?.id ?? null;
		expect(['a', 'c', 'e'].map((order) => heir('a', order))).toEqual(['a1', 'a2', 'a2']);
		expect(heir('b', 'c')).toBe(null);
	});

	test('where cards stand already, letting them go moves nothing', () => {
		const here = (held: readonly CardId[]) => standsAlready(sight, held, landingOf(sight, held)!);
		for (const held of [ids('a1'), ids('a3'), ids('c1'), ids('a1', 'a2')]) expect(here(held)).toBe(true);
		expect(here(ids('a1', 'a3'))).toBe(false);
		expect(standsAlready(sight, ids('a1'), { column: 'a' as ColumnId, spot: { after: 'a2' as CardId } })).toBe(false);
		expect(standsAlready(sight, ids('a2'), { column: 'a' as ColumnId, spot: { after: 'a1' as CardId } })).toBe(true);
	});
});

describe('a search in a menu', () => {
	const items = ['To do', 'Doing', 'Contacted, waiting', 'Done', 'Down'].map((label) => ({ label, action: () => {} }));
	const found = (words: string) => narrowed(items, words).map(({ label }) => label);

	test('puts what begins with the words first, and leaves out what does not hold them', () => {
		expect(found('')).toHaveLength(5);
		expect(found('do')).toEqual(['Doing', 'Done', 'Down', 'To do']);
		expect(found(' WAIT')).toEqual(['Contacted, waiting']);
		expect(found('x')).toEqual([]);
	});
});
