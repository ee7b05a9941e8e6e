import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agenda, type Agenda, type LastHuddle, type WalkedBoard } from '#domain/huddle/agenda.ts';
import { signalsOf } from '#domain/huddle/signals.ts';
import { columnOf } from '#domain/board/queries.ts';
import type { Card, ColumnKind } from '#domain/board/schema.ts';
import type { BoardId, ColumnId, Due, Instant, OrderKey, WallClock } from '#domain/ids.ts';
import { ANA, at, BEN, cardId } from './board.ts';
import { anyBoards, board, card, CLOCK, COLUMNS } from './items.ts';

const ZONE = 'UTC';
const NOW = Date.parse('2026-03-04T10:20Z') as Instant;
const DAY = 86_400_000;
const MOMENT = { now: NOW, clock: CLOCK, next: '2026-03-11T07:30' as WallClock, timeZone: ZONE };
const ROOM = 5;
const LAST_WEEK = (NOW - 7 * DAY) as Instant;

const due = (text: string) => text as Due;
const since = (days: number, column = 'todo') => ({
	column,
	place: { column: column as ColumnId, order: 'a0' as OrderKey, since: (NOW - days * DAY) as Instant }
});
const hold = (boards: readonly WalkedBoard[], last: LastHuddle | null = null) =>
	agenda(boards, last, { since: LAST_WEEK, moment: MOMENT, cards: ROOM });
const refs = (list: readonly { board: string; card: string }[]) =>
	list.map((one) => one.card.slice(1).replace(/0+$/, ''));

/** Counted day by day, as one does on a calendar's page. */
function workDaysOn(page: { from: Instant; to: Instant }): number {
	let days = 0;
	const name = (moment: number) => new Date(moment).toISOString().slice(0, 10);
	for (let day: number = page.from + DAY; name(day) <= name(page.to); day += DAY)
		if (![0, 6].includes(new Date(day).getUTCDay())) days += 1;
	return days;
}

/** Told apart from the product's own way of finding out: straight from what the rules say. */
function reasonOf(one: Card, columns: WalkedBoard['columns']): number | null {
	const kind = columnOf(one, columns)!.kind;
	if (kind === 'done' || one.archived !== null || one.left !== null) return null;
	const late = one.due !== null && (one.due.length > 10 ? one.due < CLOCK : one.due < CLOCK.slice(0, 10));
	const days = { inbox: 2, todo: 7, doing: 3, waiting: 10 }[kind];
	const stuck = workDaysOn({ from: one.place.since, to: NOW }) >= days;
	// It is a Wednesday: two work days on it is Friday.
	const soon = (kind === 'inbox' || kind === 'todo') && one.due !== null && one.due.slice(0, 10) <= '2026-03-06';
	const reason = [one.help !== null, one.blocked !== null, late, one.owner === null, stuck, soon].indexOf(true);
	return reason < 0 ? null : reason;
}

const DUE_ONLY = 5;

/** The boards of other lists' tests, with cards that came into their columns at different times. */
const boards: fc.Arbitrary<WalkedBoard[]> = fc
	.tuple(anyBoards, fc.array(fc.tuple(fc.nat(12), fc.boolean()), { minLength: 30, maxLength: 30 }))
	.map(([lists, more]) =>
		lists.map(({ board: id, columns, cards }, b) => ({
			board: id,
			columns,
			cards: cards.map((one, i) => {
				const [days, asks] = more[(b * 15 + i) % 30]!;
				const place = { ...one.place, since: (NOW - days * DAY - i) as Instant };
				return { ...one, place, help: asks && days === 3 ? { by: BEN, since: at(1) } : null };
			})
		}))
	);

type Hold = (boards: readonly WalkedBoard[]) => Agenda;

function walksEverySignalOnce(held: Hold, given: readonly WalkedBoard[]): void {
	const wanted = given.flatMap(({ board: id, columns, cards }) =>
		cards.filter((one) => reasonOf(one, columns) !== null).map((one) => `${id}/${one.id}`)
	);
	const { walk, plain } = held(given);
	expect(walk.map((one) => `${one.board}/${one.card}`).sort()).toEqual(wanted.sort());
	expect(walk.every(({ signals }) => signals.length > 0)).toBe(true);
	for (const { board: id, columns, cards } of given) {
		const open = cards.filter(
			(one) => one.archived === null && one.left === null && columnOf(one, columns)!.kind !== 'done'
		);
		const walked = walk.filter((one) => one.board === id).length;
		expect(plain.find((one) => one.board === id)!.count).toBe(open.length - walked);
	}
}

function keepsItsOrder(held: Hold, given: readonly WalkedBoard[]): void {
	const { walk, fits } = held(given);
	const turned = held(given.map((one) => ({ ...one, cards: one.cards.toReversed() })));
	expect(turned.walk).toEqual(walk);
	const places = walk.slice(0, fits).map((one) => ({
		board: given.findIndex((other) => other.board === one.board),
		column: COLUMNS.findIndex(({ id }) => id === one.column),
		since: cardIn(given, one.card).place.since
	}));
	places.slice(1).forEach((place, i) => {
		const before = places[i]!;
		expect(place.board).toBeGreaterThanOrEqual(before.board);
		if (place.board !== before.board) return;
		expect(place.column).toBeLessThanOrEqual(before.column);
		if (place.column === before.column) expect(place.since).toBeGreaterThanOrEqual(before.since);
	});
}

const cardIn = (given: readonly WalkedBoard[], id: string): Card =>
	given.flatMap(({ cards }) => cards).find((one) => one.id === id)!;

/** The less, the more urgent; comparable as text. */
function urgency(given: readonly WalkedBoard[], { board: id, card: name }: { board: string; card: string }): string {
	const one = cardIn(given, name);
	const reason = reasonOf(one, given.find((other) => other.board === id)!.columns);
	const priority = ['stat', 'asap', 'urgent', 'routine'].indexOf(one.priority);
	return `${reason} ${priority} ${one.place.since} ${one.id}`;
}

/** Nobody waits behind somebody less urgent of their board; and no board waits while another has its second word. */
function dealsItsTime(held: Hold, given: readonly WalkedBoard[]): void {
	const { walk, fits } = held(given);
	expect(fits).toBe(Math.min(ROOM, walk.length));
	const isWrong = (one: (typeof walk)[number]) => !urgency(given, one).startsWith(`${DUE_ONLY} `);
	const [now, later] = [walk.slice(0, fits), walk.slice(fits)];
	if (later.some(isWrong)) expect(now.every(isWrong)).toBe(true);
	const turns = given.map(({ board: id }) => {
		const of = (list: typeof walk) => list.filter((one) => one.board === id);
		const [said, waits] = [of(now), of(later)].map((list) => list.map((one) => urgency(given, one)));
		expect(waits).toEqual(waits!.toSorted());
		if (waits!.length > 0) for (const one of said!) expect(one < waits![0]!).toBe(true);
		return { said: said!.length, wrongNow: of(now).filter(isWrong).length, waits: of(later).some(isWrong) };
	});
	for (const one of turns.filter(({ waits }) => waits))
		for (const other of turns) expect(other.wrongNow).toBeLessThanOrEqual(one.said + 1);
	if (later.some((one) => !isWrong(one)) && later.some(isWrong))
		expect(later.findLastIndex(isWrong)).toBeLessThan(later.findIndex((one) => !isWrong(one)));
}

const isFoundOut = (rule: typeof keepsItsOrder, wrong: (right: Agenda, given: readonly WalkedBoard[]) => Agenda) => {
	const held = fc.property(boards, (given) => rule((list) => wrong(hold(list), list), given));
	const run = () => fc.assert(held, { endOnFailure: true });
	expect(run).toThrow();
};

describe('the walk', () => {
	test('[HD1, HD3] has every card with a signal once and none without; the plain ones are counted', () => {
		fc.assert(fc.property(boards, (given) => walksEverySignalOnce(hold, given)));
	});

	test('[HD2] goes through the boards in turn, from right to left, what stood longest first, in one order always', () => {
		fc.assert(fc.property(boards, (given) => keepsItsOrder(hold, given)));
	});

	test('[HD2, HD16] its time is dealt to the boards in turn, the most urgent first; the others wait in that order', () => {
		fc.assert(fc.property(boards, (given) => dealsItsTime(hold, given)));
	});

	test('[HD2] what is only due soon waits for all that is wrong, on whatever board', () => {
		const blocked = (name: string) => card(name, { ...since(1), blocked: { reason: 'payer', since: at(1) } });
		const soon = ['p', 'q'].map((name) => card(name, { ...since(1), due: due('2026-03-05') }));
		const calm = board('calm', soon);
		const busy = board('busy', ['a', 'b', 'c', 'd'].map(blocked));
		expect(refs(hold([calm, busy]).walk)).toEqual(['p', 'a', 'b', 'c', 'd', 'q']);
		expect(refs(agenda([calm, busy], null, { since: LAST_WEEK, moment: MOMENT, cards: 3 }).walk).slice(0, 3)).toEqual([
			...['a', 'b', 'c']
		]);
	});

	test('[HD1, HD2, HD3, HD16] a card left out, said twice, without a signal, out of turn or not counted is found', () => {
		isFoundOut(walksEverySignalOnce, (right) => ({ ...right, walk: right.walk.slice(1) }));
		isFoundOut(walksEverySignalOnce, (right) => ({ ...right, walk: [...right.walk, ...right.walk.slice(0, 1)] }));
		isFoundOut(walksEverySignalOnce, (right, [first]) => {
			const plain = first!.cards.find((one) => !right.walk.some(({ card: id }) => id === one.id));
			const more = plain ? [{ board: first!.board, card: plain.id, column: plain.place.column, signals: [] }] : [];
			return { ...right, walk: [...right.walk, ...more] };
		});
		isFoundOut(walksEverySignalOnce, (right) => ({
			...right,
			plain: right.plain.map((one) => ({ ...one, count: one.count + 1 }))
		}));
		isFoundOut(keepsItsOrder, (right) => ({ ...right, walk: right.walk.toReversed() }));
		isFoundOut(dealsItsTime, (right) => ({ ...right, fits: right.walk.length }));
		isFoundOut(dealsItsTime, ({ walk, fits, ...right }) => {
			const [last, first] = [walk[fits - 1], walk[fits]];
			if (!last || !first) return { walk, fits, ...right };
			return { walk: walk.with(fits - 1, first).with(fits, last), fits, ...right };
		});
		isFoundOut(dealsItsTime, ({ walk, fits, ...right }, given) => {
			const [one] = given;
			const own = walk.filter(({ board: id }) => id === one!.board);
			return { walk: [...own, ...walk.filter((other) => !own.includes(other))], fits, ...right };
		});
		isFoundOut(keepsItsOrder, (right, given) => {
			const order = given.flatMap(({ cards }) => cards.map(({ id }) => id as string));
			return { ...right, walk: right.walk.toSorted((a, b) => order.indexOf(a.card) - order.indexOf(b.card)) };
		});
	});

	test('[HD4] names every reason for which a card is talked about', () => {
		const signals = (rest: Parameters<typeof card>[1], column: ColumnKind = 'todo') =>
			signalsOf(card('a', { due: due('2026-04-01'), ...since(0, column), ...rest }), { kind: column }, MOMENT);
		expect(signals({})).toEqual([]);
		expect(signals({ blocked: { reason: 'payer', since: at(1) } })).toEqual(['blocked']);
		expect(signals({ due: due('2026-03-04T10:19') })).toEqual(['overdue']);
		expect(signals({ due: due('2026-03-03') })).toEqual(['overdue']);
		expect(signals({ due: due('2026-03-04') })).toEqual(['due']);
		expect(signals({ due: due('2026-03-06T17:00') }, 'inbox')).toEqual(['due']);
		expect(signals({ due: due('2026-03-09') })).toEqual([]);
		for (const kind of ['doing', 'waiting'] as const) expect(signals({ due: due('2026-03-04') }, kind)).toEqual([]);
		expect(signals({ due: due('2026-03-04'), owner: null })).toEqual(['unowned']);
		expect(signals({ owner: null, due: null })).toEqual(['unowned']);
		expect(signals({ help: { by: BEN, since: at(1) } })).toEqual(['help']);
		const stuckSince = {
			inbox: ['2026-03-02', '2026-03-03'],
			todo: ['2026-02-23', '2026-02-24'],
			doing: ['2026-02-28', '2026-03-02'],
			waiting: ['2026-02-18', '2026-02-19']
		} as const;
		for (const kind of ['inbox', 'todo', 'doing', 'waiting'] as const) {
			const came = (day: string) => ({
				place: { ...since(0, kind).place, since: Date.parse(`${day}T12:00Z`) as Instant }
			});
			const [stuck, not] = stuckSince[kind];
			expect(signals(came(stuck), kind), kind).toEqual(['stuck']);
			expect(signals(came(not), kind), kind).toEqual([]);
		}
		const all = { help: { by: BEN, since: at(1) }, blocked: { reason: 'x', since: at(1) }, owner: null };
		expect(signals({ ...all, ...since(99), due: due('2026-03-01') })).toEqual([
			'help',
			'blocked',
			'overdue',
			'unowned',
			'stuck'
		]);
		expect(signals({ ...all, due: due('2026-03-01') }, 'done')).toEqual([]);
	});
});

describe('what a huddle looks back on', () => {
	const desk = (cards: readonly Card[]) => board('desk', cards);

	test('[HD5] four numbers, and those of last time beside them', () => {
		const { numbers, before } = hold([
			desk([
				card('met', { ...since(2, 'done'), due: due('2026-03-03') }),
				card('missed', { ...since(0, 'done'), due: due('2026-03-03T09:00') }),
				card('late', { ...since(3), due: due('2026-03-02'), origin: { kind: 'person', person: ANA, at: at(77) } }),
				card('longlate', { ...since(3), due: due('2026-02-02') }),
				card('ahead', { ...since(1), due: due('2026-03-20') })
			])
		]);
		expect(numbers).toEqual({ onTime: { of: 3, done: 1 }, overdue: 2, oldest: 77, actions: { of: 0, done: 0 } });
		expect(before).toBeNull();
		expect(hold([desk([])]).numbers).toEqual({
			...{ onTime: { of: 0, done: 0 }, overdue: 0, oldest: null, actions: { of: 0, done: 0 } }
		});
		const last = { at: LAST_WEEK, numbers, walked: [], actions: [] };
		expect(hold([desk([])], last).before).toEqual({ at: LAST_WEEK, numbers });
	});

	test('[HD6] what was finished, what has no signal any more, and what became of what was decided', () => {
		const cards = [
			card('fresh', { ...since(1, 'done') }),
			card('older', { ...since(2, 'done') }),
			card('ago', { ...since(9, 'done') }),
			card('calm', { ...since(1), due: due('2026-04-01') }),
			card('stilllate', { ...since(1), due: due('2026-03-01') }),
			card('putaway', { ...since(1, 'done'), archived: at(5) })
		];
		const ref = (name: string) => ({ board: 'desk' as BoardId, card: cardId(name) });
		const walked = ['calm', 'stilllate', 'fresh', 'gone'].map(ref);
		const actions = ['fresh', 'stilllate', 'putaway', 'gone'].map(ref);
		const { numbers } = hold([desk([])]);
		const found = hold([desk(cards)], { at: LAST_WEEK, numbers, walked, actions });
		expect(refs(found.finished)).toEqual(['fresh', 'putaway', 'older']);
		expect(refs(found.cleared)).toEqual(['calm', 'fresh']);
		expect(found.actions.map((one) => [...refs([one]), one.done])).toEqual([
			['fresh', true],
			['stilllate', false],
			['putaway', true],
			['gone', true]
		]);
		expect(found.numbers.actions).toEqual({ of: 4, done: 3 });
	});
});
