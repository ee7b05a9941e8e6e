import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openItems, type BoardOfMine, type Item } from '#domain/mine/boards.ts';
import { allOverdue, allUnowned, loadByPerson } from '#domain/mine/managers.ts';
import { dueSoon, myDay, myWeek, type MyDay, type MyWeek } from '#domain/mine/my-day.ts';
import type { Day, Due } from '#domain/ids.ts';
import { ANA, at, BEN } from './board.ts';
import { anyBoards, board, card, CLOCK } from './items.ts';

const names = (items: readonly Item[]) => items.map((item) => item.card.id.slice(1).replace(/0+$/, ''));
const keys = (items: readonly Item[]) => items.map((item) => `${item.board}/${item.card.id}`).sort();
const due = (text: string) => text as Due;
const mineIn = (boards: BoardOfMine[]) => keys(openItems(boards).filter((item) => item.card.owner === ANA));

const partsOfDay = ({ overdue, today, waiting, next }: MyDay) => [
	...overdue,
	...today.flatMap(({ items }) => items),
	...waiting,
	...next
];
const partsOfWeek = ({ overdue, earlier, days, later, undated }: MyWeek) => [
	...overdue,
	...earlier,
	...days.flatMap(({ items }) => items),
	...later,
	...undated
];

describe('my day', () => {
	const boards = [
		board('desk', [
			card('late', { due: due('2026-03-03') }),
			card('latewait', { due: due('2026-03-04T09:00'), column: 'waiting' }),
			card('today', { due: due('2026-03-04') }),
			card('one', { due: due('2026-03-04T13:30') }),
			card('oneurgent', { due: due('2026-03-04T13:30'), priority: 'stat' }),
			card('waits', { due: due('2026-03-06'), column: 'waiting' }),
			card('done', { due: due('2026-03-01'), column: 'done' }),
			card('his', { owner: BEN, origin: { kind: 'person', person: ANA, at: at(1) } }),
			card('nobodys', { owner: null, origin: { kind: 'person', person: ANA, at: at(1) } })
		]),
		board('billing', [
			card('noon', { due: due('2026-03-04T12:00') }),
			card('stuck', { blocked: { reason: 'x', since: at(1) } }),
			card('next', { due: due('2026-03-05') }),
			card('sometime')
		])
	];

	test('[Y1, Y3] has what is late, what is due by the hour, what waits, what comes, and what I asked for', () => {
		const day = myDay(boards, ANA, CLOCK);
		expect(names(day.overdue)).toEqual(['late', 'latewait']);
		expect(day.today.map(({ hour, items }) => [hour, names(items)])).toEqual([
			[12, ['noon']],
			[13, ['oneurgent', 'one']],
			[null, ['today']]
		]);
		expect(names(day.waiting)).toEqual(['waits', 'stuck']);
		expect(names(day.next)).toEqual(['next', 'sometime']);
		expect(names(day.asked)).toEqual(['his']);
	});

	test('[Y1] each open card of mine is in exactly one part of the day and of any week', () => {
		fc.assert(
			fc.property(anyBoards, fc.integer({ min: 1, max: 28 }), (all, n) => {
				expect(keys(partsOfDay(myDay(all, ANA, CLOCK)))).toEqual(mineIn(all));
				const from = `2026-03-${String(n).padStart(2, '0')}` as Day;
				expect(keys(partsOfWeek(myWeek(all, ANA, CLOCK, from)))).toEqual(mineIn(all));
			})
		);
	});

	test('[Y2] the order in which boards and cards come changes nothing', () => {
		fc.assert(
			fc.property(anyBoards, (all) => {
				const turned = [...all].reverse().map((one) => ({ ...one, cards: [...one.cards].reverse() }));
				expect(myDay(turned, ANA, CLOCK)).toEqual(myDay(all, ANA, CLOCK));
				expect(myWeek(turned, ANA, CLOCK)).toEqual(myWeek(all, ANA, CLOCK));
				expect(allOverdue(turned, CLOCK)).toEqual(allOverdue(all, CLOCK));
				expect(loadByPerson(turned, CLOCK)).toEqual(loadByPerson(all, CLOCK));
			})
		);
	});

	test('[Y1] a week begins on Monday and names its days', () => {
		const week = myWeek(boards, ANA, CLOCK);
		expect(week.days.map(({ day }) => day.slice(8))).toEqual(['02', '03', '04', '05', '06', '07', '08']);
		expect(week.days.map(({ items }) => names(items).length)).toEqual([0, 0, 4, 1, 1, 0, 0]);
		expect(names(week.undated)).toEqual(['sometime', 'stuck']);
		expect(names(myWeek(boards, ANA, CLOCK, '2026-03-09' as Day).earlier)).toHaveLength(6);
	});

	test('[Y4] the banner counts what is late and what is due within half an hour', () => {
		const at1020 = [
			card('now', { due: due('2026-03-04T10:20') }),
			card('half', { due: due('2026-03-04T10:50') }),
			card('after', { due: due('2026-03-04T10:51') }),
			card('today', { due: due('2026-03-04') }),
			card('late', { due: due('2026-03-04T10:19') }),
			card('his', { due: due('2026-03-04T10:30'), owner: BEN })
		];
		const { overdue, soon } = dueSoon([board('desk', at1020)], ANA, CLOCK);
		expect([names(overdue), names(soon)]).toEqual([['late'], ['now', 'half']]);
		expect(names(dueSoon([board('desk', at1020)], ANA, CLOCK, 31).soon)).toContain('after');
	});

	test('[Y5] managers see everybody’s', () => {
		expect(names(allOverdue(boards, CLOCK))).toEqual(['late', 'latewait']);
		expect(names(allUnowned(boards))).toEqual(['nobodys']);
		expect(loadByPerson(boards, CLOCK)).toEqual([
			{ person: ANA, open: 10, overdue: 2, today: 5, waiting: 3 },
			{ person: BEN, open: 1, overdue: 0, today: 0, waiting: 0 }
		]);
		fc.assert(
			fc.property(anyBoards, (all) => {
				const loads = loadByPerson(all, CLOCK).reduce((sum, { open }) => sum + open, 0);
				expect(loads + allUnowned(all).length).toBe(openItems(all).length);
			})
		);
	});
});
