import { describe, expect, test } from 'vitest';
import type { Due, Instant, WallClock } from '#domain/ids.ts';
import { agoWords, dateWords, dueWords, latenessOf } from '../../src/lib/features/boards/time-words.ts';

const clock = '2026-03-03T11:20' as WallClock; // a Tuesday
const due = (words: string) => words as Due;

test.each([
	['2026-03-03', 'today'],
	['2026-03-03T12:00', 'today 12:00'],
	['2026-03-04T09:30', 'tomorrow 09:30'],
	['2026-03-02', 'yesterday'],
	['2026-03-05', 'Thu'],
	['2026-03-09T08:00', 'Mon 08:00'],
	['2026-03-10', 'Mar 10'],
	['2026-02-27T17:00', 'Feb 27 17:00'],
	['2027-01-04', 'Jan 4, 2027']
])('%s is said as “%s”', (day, words) => {
	expect(dueWords(due(day), clock)).toBe(words);
});

test('the record names the date, which stays true tomorrow', () => {
	expect(dateWords(due('2026-03-03T12:00'), clock)).toBe('Mar 3, 12:00');
	expect(dateWords(due('2025-12-31'), clock)).toBe('Dec 31, 2025');
});

describe('lateness', () => {
	test.each([
		['2026-03-03T11:19', 'late', '1 min late'],
		['2026-03-03T09:00', 'late', '2 h late'],
		['2026-03-02T11:20', 'late', '1 day late'],
		['2026-03-01T08:00', 'late', '2 days late'],
		['2026-03-02', 'late', '1 day late'],
		['2026-03-03T11:20', 'soon', 'due now'],
		['2026-03-03T12:00', 'soon', 'due in 40 min'],
		['2026-03-03T13:20', 'soon', 'due in 2 h']
	])('of %s is %s: “%s”', (day, kind, words) => {
		expect(latenessOf(due(day), clock)).toEqual({ kind, words });
	});

	test.each(['2026-03-03', '2026-03-03T13:21', '2026-03-04T08:00'])('of %s is not worth a word', (day) => {
		expect(latenessOf(due(day), clock)).toBeNull();
	});
});

test.each([
	['2026-03-03T16:20:10Z', 'just now'],
	['2026-03-03T16:15:00Z', '5 min ago'],
	['2026-03-03T14:12:00Z', '09:12'],
	['2026-03-02T21:40:00Z', 'yesterday 16:40'],
	['2026-02-12T15:05:00Z', 'Feb 12, 10:05']
])('%s, seen from 11:20 in New York, was “%s”', (at, words) => {
	const now = Date.parse('2026-03-03T16:20:30Z') as Instant;
	expect(agoWords(Date.parse(at) as Instant, now, 'America/New_York')).toBe(words);
});
