import { describe, expect, test } from 'vitest';
import { SYSTEM, type ActivityEntry, type CardChange, type ColumnNamed } from '#domain/activity/changes.ts';
import type { BoardId, CardId, ColumnId, CommentId, Due, Instant, PersonId, WallClock } from '#domain/ids.ts';
import { historyLines } from '../../src/lib/features/boards/history-words.ts';

const NAMES: Record<string, string> = { ana: 'Ana', ben: 'Ben' };
const context = { nameOf: (id: PersonId) => NAMES[id] ?? 'Somebody', clock: '2026-03-03T11:20' as WallClock };
const [ana, ben] = ['ana', 'ben'] as [PersonId, PersonId];
const column = (title: string, kind: ColumnNamed['kind']): ColumnNamed => ({
	id: title.toLowerCase() as ColumnId,
	title,
	kind
});
const [inbox, doing, done] = [column('Inbox', 'inbox'), column('Doing', 'doing'), column('Done', 'done')];

let seq = 0;
const entry = (person: PersonId, change: CardChange, minute = 0): ActivityEntry => ({
	seq: (seq += 1),
	board: 'front-desk' as BoardId,
	card: 'c1' as CardId,
	person,
	at: (minute * 60_000) as Instant,
	change
});

const said = (...entries: ActivityEntry[]) =>
	historyLines(entries, context).map(({ who, what, quote }) => `${who} ${what}${quote === null ? '' : `: ${quote}`}`);

const typed = (person: PersonId, at: number, insert: string, minute = 0, removed = '') =>
	entry(person, { kind: 'text-edited', field: 'description', splices: [{ at, removed, insert }] }, minute);

test('a card’s day in words', () => {
	expect(
		said(
			entry(SYSTEM, {
				kind: 'card-created',
				title: 'Fax 7:51',
				column: inbox,
				owner: null,
				due: null,
				category: null,
				priority: 'routine',
				patient: null
			}),
			entry(ana, { kind: 'owner-changed', from: null, to: ana }),
			entry(ana, { kind: 'owner-changed', from: ana, to: ben }),
			entry(ana, { kind: 'due-changed', from: null, to: '2026-03-03T12:00' as Due }),
			entry(ana, { kind: 'card-moved', from: inbox, to: doing }),
			entry(ben, { kind: 'blocked-changed', from: null, to: 'no cover sheet' }),
			entry(ben, { kind: 'blocked-changed', from: 'no cover sheet', to: null }),
			entry(ben, { kind: 'comment-added', comment: 'k1' as CommentId, text: 'Called them' }),
			entry(ben, { kind: 'card-moved', from: doing, to: done }),
			entry(ana, { kind: 'card-moved', from: done, to: doing })
		)
	).toEqual([
		'Daybreak added it to Inbox: Fax 7:51',
		'Ana took it',
		'Ana handed it from Ana to Ben',
		'Ana made it due Mar 3, 12:00',
		'Ana moved it from Inbox to Doing',
		'Ben marked it as blocked: no cover sheet',
		'Ben marked it as no longer blocked',
		'Ben commented: Called them',
		'Ben finished it: Doing to Done',
		'Ana took it up again: Done to Doing'
	]);
});

test('a reorder within a column is no news', () => {
	expect(said(entry(ana, { kind: 'card-reordered', column: doing }))).toEqual([]);
});

describe('what one person writes in one sitting is one line', () => {
	test('typed letter by letter, with a slip taken back', () => {
		expect(
			said(typed(ana, 0, 'C'), typed(ana, 1, 'a'), typed(ana, 2, 'x'), typed(ana, 2, '', 0, 'x'), typed(ana, 2, 'll'))
		).toEqual(['Ana edited the description: Call']);
	});

	test('while a colleague writes in the same text', () => {
		expect(
			said(typed(ana, 0, 'A'), typed(ben, 1, '1'), typed(ana, 1, 'B'), typed(ben, 3, '2'), typed(ana, 2, 'C'))
		).toEqual(['Ana edited the description: ABC', 'Ben edited the description: 12']);
	});

	test('in two places', () => {
		expect(said(typed(ana, 10, 'end'), typed(ana, 0, 'start'))).toEqual(['Ana edited the description: start … end']);
	});

	test('until a pause of more than ten minutes', () => {
		expect(said(typed(ana, 0, 'one'), typed(ana, 3, ' two', 9), typed(ana, 7, ' three', 20))).toEqual([
			'Ana edited the description: one two',
			'Ana edited the description: three'
		]);
	});

	test('and typing that was all taken back leaves no line', () => {
		expect(said(typed(ana, 0, 'oops'), typed(ana, 0, '', 1, 'oops'))).toEqual([]);
	});

	test('words that went are told as such', () => {
		expect(said(typed(ana, 4, '', 0, 'old words'))).toEqual(['Ana edited the description, taking out: old words']);
	});
});
