import * as fc from 'fast-check';
import { COLUMN_KINDS, PRIORITIES, type Card, type Column } from '#domain/board/schema.ts';
import { addDays, isDue } from '#domain/time.ts';
import type { BoardOfMine } from '#domain/mine/boards.ts';
import type { BoardId, ColumnId, Day, Due, OrderKey, PersonId, WallClock } from '#domain/ids.ts';
import { ANA, at, BEN, cardId } from './board.ts';

/** A Wednesday morning. */
export const CLOCK = '2026-03-04T10:20' as WallClock;

/** A column of each kind. */
export const COLUMNS: readonly Column[] = COLUMN_KINDS.map((kind, i) => {
	return { id: kind as string as ColumnId, title: kind, kind, order: `a${i}` as OrderKey, wipLimit: null };
});

export function card(name: string, rest: Partial<Card> & { column?: string } = {}): Card {
	const { column = 'todo', ...fields } = rest;
	return {
		id: cardId(name),
		title: `Call back ${name}`,
		hasDescription: false,
		place: { column: column as ColumnId, order: 'a0' as OrderKey, since: at(1) },
		owner: ANA,
		due: null,
		category: null,
		priority: 'routine',
		patient: null,
		blocked: null,
		labels: [],
		checklist: { done: 0, total: 0 },
		comments: 0,
		origin: null,
		archived: null,
		claim: null,
		help: null,
		left: null,
		...fields
	};
}

export const board = (id: string, cards: readonly Card[]): BoardOfMine => ({
	board: id as BoardId,
	columns: COLUMNS,
	cards
});

const due = fc
	.record({
		days: fc.integer({ min: -9, max: 9 }),
		time: fc.constantFrom('', 'T08:00', 'T10:20', 'T10:21', 'T10:50', 'T17:00')
	})
	.map(({ days, time }) => `${addDays('2026-03-04' as Day, days)}${time}` as Due)
	.filter(isDue);

const anyCard = fc.record({
	column: fc.constantFrom(...COLUMN_KINDS, 'gone'),
	owner: fc.constantFrom(ANA, BEN, null),
	due: fc.option(due),
	priority: fc.constantFrom(...PRIORITIES),
	blocked: fc.constantFrom(null, { reason: 'no answer', since: at(1) }),
	archived: fc.constantFrom(null, null, null, at(5)),
	left: fc.constantFrom(null, null, null, { to: 'billing', title: null }),
	origin: fc.constantFrom<Card['origin']>(
		null,
		{ kind: 'person', person: ANA, at: at(1) },
		{ kind: 'person', person: BEN, at: at(1) },
		{ kind: 'intake', item: 'x', at: at(1) }
	)
});

/** Two boards with up to 15 cards each, of every sort. */
export const anyBoards: fc.Arbitrary<BoardOfMine[]> = fc
	.tuple(fc.array(anyCard, { maxLength: 15 }), fc.array(anyCard, { maxLength: 15 }))
	.map((lists) =>
		lists.map((cards, b) =>
			board(
				`board-${b}`,
				cards.map((fields, n) => card(`${b}x${n}`, fields))
			)
		)
	);

export const people: readonly PersonId[] = [ANA, BEN];
