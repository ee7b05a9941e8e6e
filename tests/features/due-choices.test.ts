import { expect, test } from 'vitest';
import type { WallClock } from '#domain/ids.ts';
import { dueChoices } from '../../src/lib/features/mine/due-choices.ts';

const at = (clock: string) => dueChoices(clock as WallClock).map(({ kind, due }) => `${kind} ${due.slice(5)}`);

test('new due times that are offered lie ahead, and none twice', () => {
	// A Wednesday.
	expect(at('2026-03-04T10:20')).toEqual([
		'inAnHour 03-04T11:30',
		'todayAt 03-04T12:00',
		'todayAt 03-04T17:00',
		'tomorrowAt 03-05T09:00',
		'tomorrowAt 03-05T12:00',
		'nextWeek 03-09T09:00'
	]);
	expect(at('2026-03-04T11:00')[1]).toBe('todayAt 03-04T17:00');
	expect(at('2026-03-04T23:30')[0]).toBe('tomorrowAt 03-05T09:00');
	// A Monday and a Sunday.
	expect(at('2026-03-02T10:00').at(-1)).toBe('nextWeek 03-09T09:00');
	expect(at('2026-03-08T10:00').at(-1)).toBe('nextWeek 03-09T09:00');
});
