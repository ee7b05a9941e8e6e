import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GIVEN_NAMES } from '#domain/capture/name-lists.ts';
import type { CardId, Instant, WallClock } from '#domain/ids.ts';
import { openItems } from '#domain/mine/boards.ts';
import type { HuddleOnWall } from '#domain/huddle/wall.ts';
import { huddleSlide, isOnWall } from '#domain/wall/huddle.ts';
import { pairingCode, readPairingCode, shownCode } from '#domain/wall/pairing-code.ts';
import { patientToken, safeTitle } from '#domain/wall/redact.ts';
import { SAFE_WORDS } from '#domain/wall/safe-words.ts';
import { Ringing } from '#domain/wall/ringing.ts';
import { CARD_KINDS, kindOf } from '#domain/wall/kinds.ts';
import { typeSizes } from '#domain/wall/settings.ts';
import { signalsOf } from '#domain/wall/signals.ts';
import { MOST_EXCEPTIONS, wallView, type WallBoard, type WallPolicy } from '#domain/wall/view.ts';
import { standingAfter, waitBefore } from '#domain/wall/word.ts';
import { wallClock } from '#domain/time.ts';
import { ANA, at, BEN } from './board.ts';
import { anyBoards, board, card, CLOCK, COLUMNS } from './items.ts';

const ZONE = 'America/Chicago';
const NOW = Date.parse('2026-03-04T10:20:00-06:00') as Instant;

const policy = (rest: Partial<WallPolicy> = {}): WallPolicy => ({
	...{ name: 'Wall', zone: 'mixed', inches: 55, metres: 4, theme: 'light', practice: 'Sunrise', timeZone: ZONE },
	firstNameOf: (person) => (person === ANA ? 'Ana' : 'Ben'),
	ringing: new Set(),
	...rest
});
const onWall = (cards: Parameters<typeof board>[1], id = 'front-desk'): WallBoard => ({
	...board(id, cards),
	title: 'Front Desk',
	department: 'front-desk'
});

test('the clock of these tests', () => expect(wallClock(NOW, ZONE)).toBe(CLOCK));

describe('what calls for somebody', () => {
	test('[TV1] every signalled card is counted once for each signal, shown once, and none without a signal', () => {
		fc.assert(
			fc.property(anyBoards, (boards) => {
				const walls = boards.map((one) => ({ ...one, title: 'B', department: 'billing' as const }));
				const view = wallView(walls, policy(), NOW);
				const calling = openItems(boards).filter((item) => signalsOf(item, CLOCK).length > 0);
				expect(view.calling).toBe(calling.length);
				expect(view.exceptions).toHaveLength(Math.min(MOST_EXCEPTIONS, calling.length));
				const shown = view.exceptions.map(({ id }) => id);
				expect(new Set(shown).size).toBe(shown.length);
				expect(calling.map((item) => item.card.id)).toEqual(expect.arrayContaining(shown));
				for (const signal of ['overdue', 'blocked', 'unowned', 'soon'] as const) {
					const count = calling.filter((item) => signalsOf(item, CLOCK).includes(signal)).length;
					expect(view.numbers[signal]).toBe(count);
				}
			})
		);
	});

	test('[TV1] the oldest comes first, what is only due soon last', () => {
		const long = NOW - 9 * 86_400_000;
		const view = wallView(
			[
				onWall([
					card('soon', { due: '2026-03-04T11:00' as WallClock }),
					card('late', { due: '2026-03-04T09:00' as WallClock }),
					card('day', { due: '2026-03-03' as WallClock }),
					card('stuck', { blocked: { reason: 'Jane Roe', since: long as Instant } }),
					card('lone', { owner: null, origin: { kind: 'person', person: ANA, at: (NOW - 3_600_000) as Instant } }),
					card('plain', { due: '2026-03-04T17:00' as WallClock })
				])
			],
			policy(),
			NOW
		);
		const names = view.exceptions.map(({ id }) => id);
		expect(names).toEqual(['stuck', 'day', 'late', 'lone', 'soon'].map((name) => card(name).id));
		expect(view.exceptions[0]).toMatchObject({
			owner: 'Ana',
			signals: ['blocked'],
			since: wallClock(long as Instant, ZONE)
		});
		expect(view.numbers).toEqual({ overdue: 2, blocked: 1, unowned: 1, soon: 1, help: 0 });
	});
});

describe('what leaves the server', () => {
	const telling = card('a', {
		title: 'Verify Marisol insurance 555-0142',
		patient: 'Quintanilla, Marisol',
		owner: BEN,
		due: '2026-03-04T09:00' as WallClock,
		labels: ['Marisol'],
		blocked: { reason: 'Marisol is away', since: at(5) },
		help: { by: ANA, since: NOW }
	});
	const ringing = new Set([telling.id]);

	test('[TV2, TV4] a mixed wall calls a card by its kind, a public one not at all', () => {
		const mixed = wallView([onWall([telling])], policy({ ringing }), NOW);
		expect(mixed.exceptions).toEqual([
			{
				id: telling.id,
				kind: 'verify-insurance',
				owner: 'Ben',
				due: '2026-03-04T09:00',
				signals: ['overdue', 'blocked', 'help'],
				board: 'Front Desk'
			}
		]);
		expect(mixed.calls).toEqual([
			{ card: telling.id, board: 'Front Desk', by: 'Ana', what: { kind: 'verify-insurance' } }
		]);
		const open = wallView([onWall([telling])], policy({ zone: 'public', ringing }), NOW);
		expect(open).toMatchObject({ exceptions: [], calling: 1, numbers: { overdue: 1, blocked: 1 } });
		expect(open.calls).toEqual([{ card: telling.id, board: 'Front Desk', by: null, what: null }]);
		expect(open.slides[0]!.columns.flatMap(({ cards }) => cards)).toEqual([]);
		expect(JSON.stringify([mixed, open])).not.toMatch(/marisol|quintanilla|555|away/i);
	});

	test('[TV11] a huddle’s card stands in the words of the zone, and nowhere where patients pass', () => {
		const walls = [onWall([telling])];
		const running: HuddleOnWall = {
			...{ department: 'practice', step: 'walk', stepEndsAt: at(NOW + 9), stepLeftMs: 9, cardLeftMs: 4 },
			...{ card: { board: walls[0]!.board, card: telling.id }, position: 3, of: 11, paused: false, decided: 2 }
		};
		const slide = (zone: WallPolicy['zone'], over = running, boards = walls) =>
			huddleSlide(over, boards, policy({ zone }), NOW);
		const where = { step: 'walk', stepEndsAt: NOW + 9, leftMs: 0, position: 3, of: 11, paused: false, decided: 2 };
		expect(slide('public')).toEqual({ ...where, card: null });
		expect(slide('mixed')).toMatchObject({
			...where,
			card: { kind: 'verify-insurance', owner: 'Ben', board: 'Front Desk' }
		});
		expect(slide('mixed').card).not.toHaveProperty('title');
		expect(slide('staff-only').card).toMatchObject({ title: 'Verify … insurance …', patient: 'Q.M.' });
		expect(JSON.stringify([slide('mixed'), slide('staff-only')])).not.toMatch(/marisol|quintanilla|555|away/i);
		expect(slide('mixed', { ...running, paused: true, stepEndsAt: null })).toMatchObject({ leftMs: 9, paused: true });
		expect(slide('mixed', running, [onWall([])]).card).toBeNull();
		expect(isOnWall(running, [])).toBe(true);
		expect(isOnWall({ department: 'front-desk' }, walls)).toBe(true);
		expect(isOnWall({ department: 'billing' }, walls)).toBe(false);
	});

	test('[TV3, TV4] a wall for staff keeps safe words and initials', () => {
		const staff = wallView([onWall([telling])], policy({ zone: 'staff-only' }), NOW);
		expect(staff.exceptions[0]).toMatchObject({ title: 'Verify … insurance …', patient: 'Q.M.' });
		expect(JSON.stringify(staff)).not.toMatch(/marisol|quintanilla|555|away/i);
	});

	test.each([
		['Call back: voicemail 7:02', 'Call back: voicemail …'],
		['verify smith insurance', 'verify … insurance'],
		['Jane Roe', null],
		['DOB 3/14/1961', null],
		['Follow-up call w/ Bill Young', 'Follow-up call …'],
		['Pt. Ann-Marie: co-sign note', 'Pt. … co-sign note'],
		['call,Jane', null],
		['Fax referral “today”', 'Fax referral “today”'],
		['Fill Tuesday’s 10:00 from the wait list', 'Fill … from the wait list'],
		['Re-verify coverage: plan terminated', 'Re-verify coverage: plan terminated'],
		['Gait training sheet for Walker, reason of care', 'Gait training sheet for … reason of care'],
		['ＪＡＮＥ claim', '… claim']
	])('[TV3] of “%s” stays %s', (title, left) => expect(safeTitle(title)).toBe(left));

	test('[TV3] no word that stays is a given name', () => {
		expect([...SAFE_WORDS].filter((word) => GIVEN_NAMES.has(word))).toEqual([]);
	});

	test.each([
		['J.M.', 'J.M.'],
		['JM', 'J.M.'],
		['Jane Moe', 'J.M.'],
		['moe, jane ann #4821', 'M.A.'],
		['jane', 'J.'],
		['4821', null],
		[null, null]
	])('[TV3] the patient %s is %s', (reference, token) => expect(patientToken(reference)).toBe(token));

	test('[TV2] every kind has a name of ours, and common titles find theirs', () => {
		const kinds: [string, string][] = [
			['Verify Smith insurance', 'verify-insurance'],
			['Call back: voicemail 7:02', 'call-back'],
			['Denial 4410, window ends Friday', 'denial'],
			['Morning fax sweep today', 'fax-sweep'],
			['POC to Dr. Lee for signature', 'plan-of-care'],
			['Rebook J.M.', 'no-show'],
			['Jane', 'clinical']
		];
		for (const [title, kind] of kinds) expect([title, kindOf({ title, category: 'clinical' })]).toEqual([title, kind]);
		expect(kindOf({ title: 'x', category: null })).toBe('task');
		expect(new Set(CARD_KINDS).size).toBe(CARD_KINDS.length);
	});
});

describe('the slides', () => {
	test('[TV5] columns in order, all cards counted, the first by due time under each', () => {
		const dues = ['2026-03-09', '2026-03-04T12:00', null, '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07'];
		const cards = dues.map((due, i) => card(`c${i}`, { due: due as WallClock | null }));
		const [slide] = wallView([onWall([...cards, card('done', { column: 'done' })])], policy(), NOW).slides;
		expect(slide!.columns.map(({ title, count }) => [title, count])).toEqual(
			COLUMNS.map(({ title }) => [title, { todo: 7, done: 1 }[title] ?? 0])
		);
		const todo = slide!.columns.find(({ title }) => title === 'todo')!;
		expect(todo.cards.map(({ id }) => id)).toEqual([1, 3, 4, 5, 6].map((i) => cards[i]!.id));
		expect(slide!.columns.at(-1)!.cards).toEqual([]);
	});

	test('[TV6] what was finished since Monday, archived or not', () => {
		const place = (iso: string) => ({ ...card('x', { column: 'done' }).place, since: Date.parse(iso) as Instant });
		const cards = [
			card('a', { place: place('2026-03-02T00:30:00-06:00') }),
			card('b', { place: place('2026-03-03T12:00:00-06:00'), archived: NOW }),
			card('c', { place: place('2026-03-01T23:00:00-06:00') }),
			card('d', { place: place('2026-03-03T12:00:00-06:00'), left: { to: 'billing', title: null } })
		];
		expect(wallView([onWall(cards)], policy(), NOW).finished).toBe(2);
	});
});

describe('calls for help', () => {
	const asked = (name: string, since: number) => card(name, { help: { by: BEN, since: since as Instant } });
	const on = (since: number) => [asked('a', since)];
	const id = card('a').id as CardId;

	test('[TV7] ring for thirty seconds, once', () => {
		const ringing = new Ringing();
		ringing.hear([], NOW, true);
		ringing.hear(on(NOW - 1_000), NOW, false);
		expect([...ringing.at(NOW)]).toEqual([id]);
		expect(ringing.next).toBe(NOW + 30_000);
		ringing.hear(on(NOW - 1_000), (NOW + 20_000) as Instant, false);
		expect([...ringing.at((NOW + 29_999) as Instant)]).toEqual([id]);
		expect([...ringing.at((NOW + 30_000) as Instant)]).toEqual([]);
		ringing.hear(on(NOW - 1_000), (NOW + 40_000) as Instant, false);
		expect(ringing.at((NOW + 40_000) as Instant).size).toBe(0);
		ringing.hear(on(NOW + 50_000), (NOW + 50_000) as Instant, false);
		expect(ringing.at((NOW + 50_000) as Instant).size).toBe(1);
		ringing.hear([card('a')], (NOW + 51_000) as Instant, false);
		expect(ringing.at((NOW + 51_000) as Instant).size).toBe(0);
	});

	test('[TV7] what stood there before, and what comes late, does not ring', () => {
		const ringing = new Ringing();
		ringing.hear(on(NOW - 1_000), NOW, true);
		ringing.hear([...on(NOW - 1_000), asked('late', NOW - 3_600_000)], NOW, false);
		expect(ringing.at(NOW).size).toBe(0);
	});
});

describe('sizes, codes and word', () => {
	test.each([
		[43, 3, 43, 28],
		[43, 4, 58, 28],
		[43, 5, 72, 36],
		[55, 3, 34, 28],
		[55, 4, 44, 28],
		[55, 5, 56, 28],
		[65, 3, 29, 28],
		[65, 4, 38, 28],
		[65, 5, 48, 28]
	])('[TV8] %i inches from %i m: titles about %i, nothing under %i', (inches, metres, title, small) => {
		const sizes = typeSizes({ inches, metres });
		expect(Math.abs(sizes.title - title)).toBeLessThanOrEqual(2);
		expect(Math.abs(sizes.small - small)).toBeLessThanOrEqual(2);
		expect(Math.min(...Object.values(sizes))).toBeGreaterThanOrEqual(28);
	});

	test('[TV8] 55 inches from 4 m: 44, 28, 56 and 80', () => {
		expect(typeSizes({ inches: 55, metres: 4 })).toEqual({ title: 44, small: 28, head: 56, count: 80 });
	});

	test('[TV9] a code is read in whatever letters and dashes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
				const code = pairingCode(random);
				expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
				expect(readPairingCode(` ${shownCode(code).toLowerCase()} `)).toBe(code);
			})
		);
		expect(readPairingCode('BCDF–GHJK')).toBe('BCDFGHJK');
		for (const wrong of ['', 'BCDFGHJ', 'BCDFGHJKL', 'ABCDFGHJ', 'BCDF1HJK']) expect(readPairingCode(wrong)).toBeNull();
	});

	test('[TV10] word that is missing is told, and asked for for ever', () => {
		expect([0, 15_000, 15_001, 120_000, 120_001].map(standingAfter)).toEqual(['live', 'live', 'late', 'late', 'dead']);
		const waits = Array.from({ length: 60 }, (_, i) => [waitBefore(i + 1, 0), waitBefore(i + 1, 1)]);
		expect(waits[0]).toEqual([2_000, 2_000]);
		for (const wait of waits.flat()) expect(wait >= 2_000 && wait <= 30_000).toBe(true);
		expect(waits.at(-1)).toEqual([22_500, 30_000]);
	});
});
