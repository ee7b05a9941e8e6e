import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { moveCard } from '#domain/board/cards.ts';
import { addColumn, moveColumn, removeColumn, renameColumn, setColumnKind } from '#domain/board/column-changes.ts';
import { allColumns, cardsIn } from '#domain/board/queries.ts';
import type { ColumnId } from '#domain/ids.ts';
import { recordColumnStep, undoColumns } from '#domain/undo/columns.ts';
import { at, cardId, DOING, DONE, frontDesk, INBOX, TODO, withCard } from './board.ts';

const CALLS = 'kcalls' as ColumnId;
const BACK = 'kback' as ColumnId;
const columns = (doc: Y.Doc) => allColumns(doc).map(({ id, title, kind }) => [id, title, kind]);
const names = (doc: Y.Doc, column: ColumnId) => cardsIn(doc, column).map(({ id }) => id);

describe('undo of what was done to columns', () => {
	test.each<[string, (doc: Y.Doc) => ReturnType<typeof renameColumn>]>([
		['a name', (doc) => renameColumn(doc, DOING, 'Under way')],
		['a place', (doc) => moveColumn(doc, DOING, 'top')],
		['a kind', (doc) => setColumnKind(doc, DOING, 'waiting')],
		['a new one', (doc) => addColumn(doc, { id: CALLS, title: 'Calls', kind: 'todo' })]
	])('[U6] takes back %s, once and only as it was left', (_, change) => {
		const doc = frontDesk();
		const before = columns(doc);
		const { step } = recordColumnStep(doc, () => change(doc));
		expect(columns(doc)).not.toEqual(before);
		expect(undoColumns(doc, step!, BACK, at(9))).toBe(true);
		expect(columns(doc)).toEqual(before);
		expect(undoColumns(doc, step!, BACK, at(9))).toBe(false);
		expect(columns(doc)).toEqual(before);
	});

	test('[U6] a removed column comes back with the cards that nobody has moved since', () => {
		const doc = frontDesk();
		for (const name of ['a', 'b', 'c']) withCard(doc, name);
		const { step } = recordColumnStep(doc, () => removeColumn(doc, TODO, DOING, at(5)));
		moveCard(doc, cardId('b'), DONE, 'top', at(6));
		expect(undoColumns(doc, step!, BACK, at(9))).toBe(true);
		expect(allColumns(doc)[1]).toMatchObject({ id: BACK, title: 'To do', kind: 'todo' });
		expect([names(doc, BACK), names(doc, DOING), names(doc, DONE)]).toEqual([
			[cardId('a'), cardId('c')],
			[],
			[cardId('b')]
		]);
		expect(cardsIn(doc, BACK)[0]?.place.since).toBe(at(1));
	});

	test('[U6] nothing is undone where a colleague has gone on', () => {
		const doc = frontDesk();
		const renamed = recordColumnStep(doc, () => renameColumn(doc, DOING, 'Under way')).step!;
		renameColumn(doc, DOING, 'In progress');
		const added = recordColumnStep(doc, () => addColumn(doc, { id: CALLS, title: 'Calls', kind: 'todo' })).step!;
		withCard(doc, 'x', { column: CALLS });
		const before = columns(doc);
		for (const step of [renamed, added]) expect(undoColumns(doc, step, BACK, at(9))).toBe(false);
		expect(columns(doc)).toEqual(before);
		const refused = recordColumnStep(doc, () => setColumnKind(doc, INBOX, 'todo'));
		expect([refused.outcome.ok, refused.step]).toEqual([false, null]);
	});
});
