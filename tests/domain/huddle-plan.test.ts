import { describe, expect, test } from 'vitest';
import type { Person } from '#domain/access/can.ts';
import { reasonOf } from '#domain/huddle/outcomes.ts';
import { cardsIn, nextHuddle, nextLeader, SECONDS, stepsOf } from '#domain/huddle/plan.ts';
import { whoEnds } from '#domain/huddle/who.ts';
import { workDayAfter, workDaysBetween } from '#domain/huddle/work-days.ts';
import { idFrom, type BoardId, type Day, type PersonId, type WallClock } from '#domain/ids.ts';
import { ANA, BEN } from './board.ts';

describe('the plan', () => {
	test('[HD15] gives ten minutes to a weekly huddle and five to a daily one, over their own steps', () => {
		const sum = (seconds: Readonly<Record<string, number>>) => Object.values(seconds).reduce((a, b) => a + b, 0);
		expect([sum(SECONDS.weekly), sum(SECONDS.daily)]).toEqual([600, 300]);
		expect(stepsOf(SECONDS.weekly)).toEqual(['wins', 'look-back', 'walk', 'help', 'problems', 'close']);
		expect(stepsOf(SECONDS.daily)).toEqual(['walk', 'help', 'problems']);
	});

	test('[HD2] holds as many cards as its walk has time for, and one at least', () => {
		expect([SECONDS.weekly, SECONDS.daily, { ...SECONDS.daily, walk: 10 }].map(cardsIn)).toEqual([7, 4, 1]);
	});

	test('[HD4] counts from Monday to Friday', () => {
		const days = (from: string, to: string) => workDaysBetween(from as Day, to as Day);
		expect(days('2026-03-06', '2026-03-08')).toBe(0);
		expect(days('2026-03-06', '2026-03-09')).toBe(1);
		expect(days('2026-03-07', '2026-03-10')).toBe(2);
		expect(days('2026-02-04', '2026-03-04')).toBe(20);
		expect(days('2026-03-04', '2026-03-02')).toBe(0);
		expect(workDayAfter('2026-03-06' as Day, 2)).toBe('2026-03-10');
		expect(workDayAfter('2026-03-07' as Day, 1)).toBe('2026-03-09');
	});

	test('[HD15] knows when the huddle is held next', () => {
		const weekly = { rhythm: 'weekly', weekday: 3, time: '07:30' } as const;
		const next = (clock: string, plan: Parameters<typeof nextHuddle>[0] = weekly) =>
			nextHuddle(plan, clock as WallClock);
		expect(next('2026-03-04T07:29')).toBe('2026-03-04T07:30');
		expect(next('2026-03-04T07:30')).toBe('2026-03-11T07:30');
		expect(next('2026-03-06T12:00', { ...weekly, rhythm: 'daily' })).toBe('2026-03-09T07:30');
	});

	test('[HD15] names the next leader in turn, and passes over whoever cannot', () => {
		const CY = 'p-cy' as PersonId;
		const list = [ANA, BEN, CY];
		expect(nextLeader(list, null, () => true)).toBe(ANA);
		expect(nextLeader(list, ANA, () => true)).toBe(BEN);
		expect(nextLeader(list, CY, () => true)).toBe(ANA);
		expect(nextLeader(list, ANA, (person) => person !== BEN)).toBe(CY);
		expect(nextLeader(list, ANA, (person) => person === ANA)).toBe(ANA);
		expect(nextLeader(list, 'p-guest' as PersonId, () => true)).toBe(ANA);
		expect(nextLeader([], ANA, () => true)).toBeNull();
	});
});

describe('who ends a card', () => {
	test('[HD17] of those who are here, whoever works on its board; not readers, nor those let in by an emergency', () => {
		const somebody = (id: string, role: Person['role'], ...departments: Person['departments'][number][]) =>
			({ id: id as PersonId, name: id, role, privacyOfficer: false, departments }) satisfies Person;
		const billing = { id: 'bills' as BoardId, department: 'billing' } as const;
		const people: Person[] = [
			somebody('maria', 'manager'),
			somebody('dana', 'staff', 'billing'),
			somebody('away', 'staff', 'billing'),
			somebody('vera', 'viewer', 'billing'),
			{ ...somebody('ana', 'staff', 'front-desk'), emergencies: [billing.id] }
		];
		const here = new Set(people.map(({ id }) => id).filter((id) => id !== 'away'));
		expect(whoEnds(people, billing, here).map(({ id }) => id)).toEqual(['dana', 'maria']);
	});

	test('[HD10] the reason of a decision is found again by its id', () => {
		expect(reasonOf('oabc234-ana-b')).toBe('kabc234');
		expect(reasonOf(`o${idFrom(new Uint8Array(20).fill(7))}-ana`)).toMatch(/^k[a-z0-9]{10,}$/);
	});
});
