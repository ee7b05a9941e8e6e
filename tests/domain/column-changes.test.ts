import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { archiveCards, unarchiveCards } from '#domain/board/archive.ts';
import { finishCard } from '#domain/board/cards.ts';
import {
	addColumn,
	moveColumn,
	removeColumn,
	renameColumn,
	setColumnKind,
	setWipLimit
} from '#domain/board/column-changes.ts';
import { allColumns, cardsByColumn, allCards, cardsIn } from '#domain/board/queries.ts';
import { columnsOf, LIMITS } from '#domain/board/schema.ts';
import { observeActivity } from '#domain/activity/observe.ts';
import { can, ROLES, type Person } from '#domain/access/can.ts';
import type { BoardId, ColumnId } from '#domain/ids.ts';
import { ANA, at, cardId, DOING, DONE, exchange, frontDesk, INBOX, replicas, TODO, withCard } from './board.ts';

const CALLS = 'kcalls' as ColumnId;
const VERIFY = 'verify-benefits' as ColumnId;
const WAITING = 'contacted-waiting' as ColumnId;
const ids = (doc: Y.Doc) => allColumns(doc).map(({ id }) => id);
const code = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'done';
const state = (doc: Y.Doc) => String(Y.encodeStateAsUpdate(doc));

describe('columns', () => {
	test('[D6] are changed by managers only, on any board', () => {
		const board = { id: 'b' as BoardId, department: 'billing' as const };
		const person = (role: Person['role']): Person => {
			return { id: ANA, name: 'Ana', role, privacyOfficer: true, departments: ['billing'], emergencies: [board.id] };
		};
		expect(ROLES.filter((role) => can(person(role), 'manage-board', board))).toEqual(['manager']);
	});

	test('[B24, V5] are added, renamed, moved, given a kind and a limit, and each is told', () => {
		const doc = frontDesk();
		const told: object[] = [];
		observeActivity(doc, (occurrences) => told.push(...occurrences.map(({ change }) => change)));
		addColumn(doc, { id: CALLS, title: ' Call  backs ', kind: 'doing', wipLimit: 5 }, { after: TODO });
		renameColumn(doc, CALLS, 'Calls');
		moveColumn(doc, CALLS, { before: TODO });
		setColumnKind(doc, CALLS, 'waiting');
		setWipLimit(doc, CALLS, null);
		expect(ids(doc)).toEqual([INBOX, CALLS, TODO, DOING, WAITING, VERIFY, DONE]);
		expect(allColumns(doc)[1]).toMatchObject({ title: 'Calls', kind: 'waiting', wipLimit: null });
		expect(told).toMatchObject([
			{ kind: 'column-added', column: { title: 'Call backs' } },
			{ kind: 'column-changed', field: 'title', from: 'Call backs', to: 'Calls' },
			{ kind: 'column-changed', field: 'order' },
			{ kind: 'column-changed', field: 'kind', from: 'doing', to: 'waiting' },
			{ kind: 'column-changed', field: 'wipLimit', from: 5, to: null }
		]);
		const before = state(doc);
		expect(code(addColumn(doc, { id: CALLS, title: 'Again', kind: 'todo' }))).toBe('done');
		expect(code(renameColumn(doc, CALLS, ' '))).toBe('title-required');
		expect(code(renameColumn(doc, CALLS, 'x'.repeat(LIMITS.columnTitle + 1)))).toBe('text-too-long');
		for (const limit of [0, -1, 1.5, 1_000, Number.NaN])
			expect(code(setWipLimit(doc, CALLS, limit))).toBe('limit-invalid');
		expect(code(moveColumn(doc, 'gone' as ColumnId, 'top'))).toBe('column-gone');
		expect(state(doc)).toBe(before);
	});

	test('[B24, B11] one that goes sends its cards to the end of another, or stays with them', () => {
		const doc = frontDesk();
		for (const name of ['a', 'b']) withCard(doc, name);
		const put = withCard(doc, 'p');
		archiveCards(doc, [put], at(2));
		withCard(doc, 'x', { column: DOING });
		withCard(doc, 'u', { column: INBOX, owner: null });
		expect(removeColumn(doc, TODO, DOING, at(9))).toEqual({ ok: true, value: [cardId('a'), cardId('b')] });
		expect(cardsIn(doc, DOING).map(({ id }) => id)).toEqual(['x', 'a', 'b'].map(cardId));
		unarchiveCards(doc, [put]);
		expect(cardsIn(doc, INBOX).map(({ id }) => id)).toContain(put);
		addColumn(doc, { id: CALLS, title: 'Calls in', kind: 'inbox' });
		const before = state(doc);
		expect(code(removeColumn(doc, INBOX, DOING, at(9)))).toBe('some-not-ready');
		expect(code(removeColumn(doc, DOING, DOING, at(9)))).toBe('column-gone');
		expect(code(removeColumn(doc, DOING, 'gone' as ColumnId, at(9)))).toBe('column-gone');
		expect(code(removeColumn(doc, VERIFY, 'gone' as ColumnId, at(9)))).toBe('column-gone');
		expect(state(doc)).toBe(before);
		expect(code(removeColumn(doc, INBOX, CALLS, at(9)))).toBe('done');
	});

	test('[B24, B8] a board takes so many columns, also counting those that were removed', () => {
		const doc = frontDesk();
		const add = (n: number) => addColumn(doc, { id: `k${n}` as ColumnId, title: 'x', kind: 'todo' });
		for (let n = 6; n < LIMITS.columns; n++) expect(code(add(n))).toBe('done');
		expect(code(add(99))).toBe('too-many-columns');
		for (let n = 6; n < 90; n++) {
			removeColumn(doc, `k${n}` as ColumnId, TODO, at(9));
			add(n + 24);
		}
		removeColumn(doc, 'k89' as ColumnId, TODO, at(9));
		expect(code(add(1_000))).toBe('too-many-columns');
	});

	test('[B25] the last inbox and the last column for finished work stay what they are', () => {
		const doc = frontDesk();
		expect(removeColumn(doc, DONE, TODO, at(9))).toEqual({
			ok: false,
			refusal: { code: 'column-needed', kind: 'done' }
		});
		expect(code(setColumnKind(doc, INBOX, 'todo'))).toBe('column-needed');
		expect(code(setColumnKind(doc, INBOX, 'inbox'))).toBe('done');
		addColumn(doc, { id: CALLS, title: 'Calls', kind: 'inbox' });
		withCard(doc, 'u', { column: CALLS, due: null });
		expect(code(setColumnKind(doc, CALLS, 'todo'))).toBe('some-not-ready');
		expect(code(setColumnKind(doc, INBOX, 'todo'))).toBe('done');
	});

	test('[B25] a board that two people’s changes left without them still shows every card', () => {
		const docs = replicas(2);
		const [one, two] = docs as [Y.Doc, Y.Doc];
		addColumn(one, { id: CALLS, title: 'Over', kind: 'done' });
		withCard(one, 'a', { column: CALLS });
		withCard(one, 'b', { column: DONE });
		exchange(docs);
		removeColumn(one, CALLS, TODO, at(8));
		removeColumn(two, DONE, TODO, at(9));
		const late = finishCard(two, cardId('a'), at(10));
		expect(late.ok).toBe(true);
		exchange(docs);
		for (const doc of docs) {
			expect(allColumns(doc).some(({ kind }) => kind === 'done')).toBe(false);
			const shown = [...cardsByColumn(allCards(doc), allColumns(doc)).values()].flat().map(({ id }) => id);
			expect(shown.sort()).toEqual([cardId('a'), cardId('b')]);
			expect(code(finishCard(doc, cardId('b'), at(11)))).toBe('column-gone');
		}
		while (columnsOf(one).size > 0) columnsOf(one).delete([...columnsOf(one).keys()][0]!);
		expect(cardsByColumn(allCards(one), allColumns(one)).size).toBe(0);
		expect(code(addColumn(one, { id: 'knew' as ColumnId, title: 'Inbox', kind: 'inbox' }))).toBe('done');
		expect(cardsIn(one, 'knew' as ColumnId)).toHaveLength(2);
	});
});
