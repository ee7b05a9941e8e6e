import { describe, expect, test } from 'vitest';
import type { Day, Instant, WallClock } from '#domain/ids.ts';
import { initialsOf } from '#domain/people.ts';
import { addDays, isDue, isOverdue, isTimeZone, minutesBetween, wallClock, weekdayOf } from '#domain/time.ts';

const clock = (text: string) => text as WallClock;
const moment = (iso: string) => Date.parse(iso) as Instant;

describe('the practice’s time', () => {
	test('[T1] the time zone decides what the wall clock shows, in summer and winter', () => {
		expect(wallClock(moment('2026-03-08T06:59:00Z'), 'America/New_York')).toBe('2026-03-08T01:59');
		expect(wallClock(moment('2026-03-08T07:00:00Z'), 'America/New_York')).toBe('2026-03-08T03:00');
		expect(wallClock(moment('2026-07-01T04:00:00Z'), 'America/New_York')).toBe('2026-07-01T00:00');
		expect(wallClock(moment('2024-02-29T12:00:00Z'), 'Asia/Kolkata')).toBe('2024-02-29T17:30');
		expect([isTimeZone('America/New_York'), isTimeZone('America/Nowhere')]).toEqual([true, false]);
	});

	test('[T2] a day is overdue once it is over, a minute once it has passed', () => {
		expect(isOverdue('2026-03-02' as Day, clock('2026-03-02T23:59'))).toBe(false);
		expect(isOverdue('2026-03-02' as Day, clock('2026-03-03T00:00'))).toBe(true);
		expect(isOverdue(clock('2026-03-02T12:00'), clock('2026-03-02T12:00'))).toBe(false);
		expect(isOverdue(clock('2026-03-02T12:00'), clock('2026-03-02T12:01'))).toBe(true);
	});

	test.each([
		['2026-03-07', '2026-03-08T04:59:00Z'],
		['2026-03-08', '2026-03-09T03:59:00Z'],
		['2026-10-31', '2026-11-01T03:59:00Z'],
		['2026-11-01', '2026-11-02T04:59:00Z'],
		['2028-02-28', '2028-02-29T04:59:00Z'],
		['2028-02-29', '2028-03-01T04:59:00Z'],
		['2026-12-31', '2027-01-01T04:59:00Z']
	])('[T5] what is due on %s is overdue from the minute after %s', (due, last) => {
		const at = (ms: number) => isOverdue(due as Day, wallClock((moment(last) + ms) as Instant, 'America/New_York'));
		expect([at(0), at(59_999), at(60_000)]).toEqual([false, false, true]);
		const minute = wallClock(moment(last), 'America/New_York');
		expect(minute).toBe(`${due}T23:59`);
		expect([
			isOverdue(minute, minute),
			isOverdue(minute, wallClock((moment(last) + 60_000) as Instant, 'America/New_York'))
		]).toEqual([false, true]);
	});

	test('[T5] a minute that the clocks leave out is over when they have, one that comes twice once it first passed', () => {
		const at = (iso: string) => wallClock(moment(iso), 'America/New_York');
		const left = clock('2026-03-08T02:30');
		expect([isOverdue(left, at('2026-03-08T06:59:00Z')), isOverdue(left, at('2026-03-08T07:00:00Z'))]).toEqual([
			false,
			true
		]);
		const twice = clock('2026-11-01T01:30');
		const passing = ['05:30', '05:31', '06:30', '06:31'].map((time) => isOverdue(twice, at(`2026-11-01T${time}:00Z`)));
		expect(passing).toEqual([false, true, false, true]);
	});

	test('[T3] only real days and times are due times', () => {
		for (const good of ['2026-03-02', '2024-02-29', '2026-03-02T00:00', '2026-12-31T23:59'])
			expect(isDue(good), good).toBe(true);
		for (const bad of [
			'2026-02-29',
			'2026-02-30',
			'2026-3-2',
			'2026-03-02T24:00',
			'2026-03-02T12',
			'2026-03-02T12:00:00',
			'',
			7,
			null,
			'2026-03-02T12:00T'
		]) {
			expect(isDue(bad), String(bad)).toBe(false);
		}
	});

	test('[T3] days count on over months, years and a leap day', () => {
		expect(addDays('2026-12-31' as Day, 1)).toBe('2027-01-01');
		expect(addDays('2024-03-01' as Day, -1)).toBe('2024-02-29');
		expect(minutesBetween(clock('2026-03-02T12:00'), clock('2026-03-03T11:30'))).toBe(1410);
		expect(weekdayOf('2026-11-23' as Day)).toBe(1);
	});
});

describe('people', () => {
	test('initials come from the first and the last word', () => {
		expect(['Ana Ruiz', 'jamie lee smith', 'Cher', ' Ø Å '].map(initialsOf)).toEqual(['AR', 'JS', 'CH', 'ØÅ']);
	});
});
