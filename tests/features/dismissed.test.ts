import { expect, test } from 'vitest';
import { dueSoon } from '#domain/mine/my-day.ts';
import type { Card } from '#domain/board/schema.ts';
import type { Due, WallClock } from '#domain/ids.ts';
import { Dismissed } from '../../src/lib/features/mine/dismissed.ts';
import { ANA } from '../domain/board.ts';
import { board, card } from '../domain/items.ts';

const dueAt = (clock: string, ...cards: Card[]) => dueSoon([board('desk', cards)], ANA, clock as WallClock);
const noon = card('noon', { due: '2026-03-04T12:00' as Due });
const one = card('one', { due: '2026-03-04T13:00' as Due });

test('what was put away stays away, until something else is late or due soon, or the same has become late', () => {
	const soon = dueAt('2026-03-04T11:45', noon, one);
	const none = new Dismissed();
	expect(none.isNews(dueAt('2026-03-04T09:00', noon, one))).toBe(false);
	expect(none.isNews(soon)).toBe(true);
	const away = none.with(soon);
	expect(away.isNews(soon)).toBe(false);
	expect(away.isNews(dueAt('2026-03-04T11:59', noon, one))).toBe(false);
	expect(away.isNews(dueAt('2026-03-04T12:01', noon, one))).toBe(true);
	expect(away.isNews(dueAt('2026-03-04T11:59', noon, card('new', { due: '2026-03-03' as Due })))).toBe(true);
	expect(away.isNews(dueAt('2026-03-04T11:40'))).toBe(false);
});
