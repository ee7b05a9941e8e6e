import { expect, test } from 'vitest';
import type { RecordEntry } from '#domain/activity/events.ts';
import type { Day, Instant } from '#domain/ids.ts';
import { wallClock } from '#domain/time.ts';
import { beginningOf } from '../../src/lib/features/record/days.ts';
import { recordLines } from '../../src/lib/features/record/record-words.ts';

const context = {
	nameOf: (id: string) => ({ 'p-ana': 'Ana', 'p-ben': 'Ben' })[id] ?? id,
	cardTitle: () => 'Call back',
	boardTitle: () => 'Front Desk',
	deviceOf: () => 'Firefox on Windows',
	now: Date.parse('2026-03-02T15:00:00Z') as Instant,
	timeZone: 'America/New_York'
};

const entry = (seq: number, change: object, more: Partial<RecordEntry> = {}) =>
	({
		seq,
		at: context.now,
		board: null,
		card: null,
		person: 'p-ana',
		device: 's',
		source: '192.0.2.7',
		change,
		...more
	}) as RecordEntry;

const onCard = { board: 'front-desk', card: 'c1' } as Partial<RecordEntry>;

test('[R12] events are told in the staff’s words, with who, what, where from and how often', () => {
	const told = (change: object, more?: Partial<RecordEntry>) =>
		recordLines([entry(1, change, more)], context).map(({ who, what, about, quote }) => [who, what, about, quote]);
	expect(told({ kind: 'card-read' }, onCard)).toEqual([['Ana', 'read the card', 'Call back', null]]);
	const failed = { kind: 'sign-in-failed', reason: 'wrong', account: 'p-ben', times: 3 };
	expect(told(failed, { person: 'nobody' } as Partial<RecordEntry>)).toEqual([
		['Somebody', 'could not sign in as Ben: wrong e-mail or password, 3 times', null, null]
	]);
	const changed = { kind: 'person-changed', person: 'p-ben', field: 'departments', from: ['billing'], to: [] };
	expect(told(changed)).toEqual([['Ana', 'changed Ben: departments from billing to nothing', null, null]]);
	const glass = { kind: 'break-glass', reason: 'A patient waits', until: context.now };
	expect(told(glass, { board: 'front-desk' } as Partial<RecordEntry>)).toEqual([
		['Ana', 'opened the board in an emergency, until Mar 2, 10:00', 'Front Desk', 'A patient waits']
	]);
	expect(told({ kind: 'signed-out' }, { source: '0:0:0:0::/64' }).length).toBe(1);
});

test('[R12] what a person wrote in one text in one sitting is one line, and nothing else is left out', () => {
	const splice = (at: number, insert: string) => ({
		kind: 'text-edited',
		field: 'description',
		splices: [{ at, insert, removed: '' }]
	});
	const entries = [
		entry(5, { kind: 'card-reordered', column: { id: 'a', title: 'To do', kind: 'todo' } }, onCard),
		entry(4, splice(2, 'l'), onCard),
		entry(3, splice(1, 'e'), onCard),
		entry(2, splice(0, 'H'), onCard),
		entry(1, { kind: 'column-added', column: { id: 'a', title: 'To do', kind: 'todo' } }, {
			board: 'front-desk'
		} as Partial<RecordEntry>)
	];
	expect(recordLines(entries, context).map(({ seq, what, quote }) => [seq, what, quote])).toEqual([
		[5, 'moved it within To do', null],
		[2, 'edited the description', 'Hel'],
		[1, 'added the column To do', null]
	]);
});

test('[R12] what was done to columns is told in words', () => {
	const column = { id: 'a', title: 'Under way', kind: 'doing' };
	const told = (field: string, from: string | number | null, to: string | number | null) =>
		recordLines([entry(1, { kind: 'column-changed', column, field, from, to })], context)[0]?.what;
	expect(told('title', 'Doing', 'Under way')).toBe('renamed the column Doing to Under way');
	expect(told('kind', 'todo', 'waiting')).toBe(
		'changed what the column Under way is for: from “To do” to “Waiting on somebody”'
	);
	expect(told('wipLimit', null, 5)).toBe('set the limit of Under way to 5');
	expect(told('wipLimit', 5, null)).toBe('took the limit off the column Under way');
	expect(told('order', 'a0', 'a1')).toBe('moved the column Under way');
});

test('[R12] a day begins by the practice’s clock, also where midnight is left out', () => {
	for (const zone of [
		'America/New_York',
		'Europe/Berlin',
		'Asia/Kolkata',
		'America/Santiago',
		'Pacific/Auckland',
		'UTC'
	]) {
		for (const day of ['2026-03-08', '2026-09-06', '2026-11-01', '2026-12-31']) {
			const at = beginningOf(day as Day, zone);
			expect([zone, wallClock(at, zone).slice(0, 10)]).toEqual([zone, day]);
			expect([zone, wallClock((at - 60_000) as Instant, zone).slice(0, 10) < day]).toEqual([zone, true]);
		}
	}
});
