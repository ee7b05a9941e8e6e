import { describe, expect, test } from 'vitest';
import { can } from '#domain/access/can.ts';
import { DEPARTMENTS } from '#domain/board/departments.ts';
import { isLate } from '#domain/board/queries.ts';
import { isPersonMadeCardId, type BoardId, type Instant } from '#domain/ids.ts';
import { firstNameOf } from '#domain/people.ts';
import { hasTime, isDue, minutesBetween, wallClock, weekdayOf } from '#domain/time.ts';
import { DOCTORS, PAYERS } from '../../../server/ops/demo/content/words.ts';
import type { Gesture } from '../../../server/ops/demo/gestures.ts';
import { DEMO_PEOPLE } from '../../../server/ops/demo/people.ts';
import { boardsAfter, gesturesOf, NEW_YORK, storyOf, TUESDAY, type Standing } from './boards.ts';

const DAY = 86_400_000;
const ZONES = [NEW_YORK, 'America/Los_Angeles', 'UTC', 'Asia/Kolkata', 'Pacific/Auckland'];

/** Every 40 days and some hours: all weekdays, both sides of the clock changes, day and night. */
const MOMENTS = Array.from({ length: 9 }, (_, i) => ({
	now: (TUESDAY + i * 40 * DAY + i * 97 * 60_000) as Instant,
	zone: ZONES[i % ZONES.length]!
})).map((moment) => ({ ...moment, name: `${wallClock(moment.now, moment.zone)} ${moment.zone}` }));

const DAYS_AND_MONTHS = [
	...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
	...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
];

function wordsIn(gesture: Gesture): string[] {
	switch (gesture.do) {
		case 'create':
			return [gesture.title];
		case 'comment':
			return [gesture.text];
		case 'describe':
			return [gesture.description];
		case 'block':
			return [gesture.reason];
		default:
			return [];
	}
}

const open = ({ column }: Standing) => column.kind !== 'done';
const count = (standing: readonly Standing[], column: string) =>
	standing.filter((one) => one.column.title === column).length;

describe('the story of the demo practice', () => {
	test('is the same for the same seed', () => {
		expect(storyOf()).toEqual(storyOf());
	});

	test('is another for another seed', () => {
		const titles = (seed: number) => new Set(boardsAfter(storyOf(TUESDAY, { seed })).map(({ card }) => card.title));
		const [one, other] = [titles(1), titles(2)];
		expect([...one].filter((title) => other.has(title)).length).toBeLessThan(one.size / 2);
	});

	test('covers all of the weekdays in what is tried below', () => {
		expect(new Set(MOMENTS.map(({ now, zone }) => weekdayOf(wallClock(now, zone)))).size).toBe(7);
	});

	test.each(MOMENTS)('leaves boards like those of a real morning, at $name', ({ now, zone }) => {
		const standing = boardsAfter(storyOf(now, { zone }));
		const clock = wallClock(now, zone);
		const cards = standing.filter(open);
		const inboxes = cards.filter(({ column }) => column.kind === 'inbox');
		const finished = standing.filter((one) => !open(one));
		const late = cards.filter(({ card, column }) => isLate(card, column, clock));

		expect(cards.length).toBeGreaterThanOrEqual(200);
		expect(late.length).toBeGreaterThanOrEqual(12);
		expect(late.length).toBeLessThanOrEqual(40);
		expect(inboxes.filter(({ card }) => card.owner === null).length).toBeGreaterThanOrEqual(6);
		expect(cards.filter(({ card }) => card.blocked !== null).length).toBeGreaterThanOrEqual(8);
		expect(finished.filter(({ card }) => now - card.place.since < 7 * DAY).length).toBeGreaterThanOrEqual(30);
		expect(finished.filter(({ card }) => now - card.place.since > 14 * DAY).length).toBeGreaterThanOrEqual(60);
		expect(count(standing, 'Contacted, waiting')).toBeLessThanOrEqual(15);
		expect(count(standing, 'Appeal')).toBeLessThanOrEqual(10);
		for (const { card, column } of cards) {
			expect(column.kind === 'inbox' || (card.owner !== null && card.due !== null)).toBe(true);
		}
	});

	test.each(MOMENTS)('lies in the opening hours of the last six weeks, at $name', ({ now, zone }) => {
		const story = storyOf(now, { zone });
		for (const { at } of gesturesOf(story)) {
			expect(at).toBeLessThan(now);
			expect(at).toBeGreaterThanOrEqual(story.begins);
			const clock = wallClock(at, zone);
			expect(clock.slice(11) >= '07:30' && clock.slice(11) <= '17:30' && weekdayOf(clock) % 6 !== 0).toBe(true);
		}
		expect(now - story.begins).toBeGreaterThan(39 * DAY);
		expect(now - story.begins).toBeLessThan(46 * DAY);
	});
});

describe('the cards of the demo practice', () => {
	const story = storyOf();
	const gestures = gesturesOf(story);
	const standing = boardsAfter(story);

	test('have no title twice', () => {
		expect(new Set(standing.map(({ card }) => card.title)).size).toBe(standing.length);
	});

	test.each([1, 2, 3])('have no title twice with seed %i either, and all fit on the boards', (seed) => {
		const titles = boardsAfter(storyOf(TUESDAY, { seed })).map(({ card }) => card.title);
		expect(new Set(titles).size).toBe(titles.length);
	});

	test('name no patient but by a short reference of their own', () => {
		const references = standing.flatMap(({ card }) => card.patient ?? []);
		expect(new Set(references).size).toBe(references.length);
		for (const reference of references) expect(reference).toMatch(/^[A-Z]\.[A-Z]\. \d{4}$/);
	});

	test('have nothing in their words that looks like a full name, and no blank left open', () => {
		const others = [1, 2, 3].flatMap((seed) => gesturesOf(storyOf(TUESDAY, { seed })));
		const known = [...DOCTORS, ...PAYERS, ...DEMO_PEOPLE.map(({ name }) => firstNameOf(name)), ...DAYS_AND_MONTHS];
		for (const text of [...gestures, ...others].flatMap(({ gesture }) => wordsIn(gesture))) {
			const rest = known.reduce((left, word) => left.replaceAll(word, ''), text);
			expect(rest).not.toMatch(/\b[A-Z][a-z]+ [A-Z][a-z]+\b/);
			expect(text).not.toMatch(/[{}|]|undefined|\bthe the\b/);
		}
	});

	test('are written, moved and talked about by people who may open the board', () => {
		const people = new Map(DEMO_PEOPLE.map((person) => [person.id, person]));
		for (const department of DEPARTMENTS) {
			const board = { id: department as string as BoardId, department };
			for (const { person, gesture } of story.boards[department]) {
				expect(can(people.get(person)!, 'edit-board', board)).toBe(true);
				if (gesture.do === 'assign') expect(people.get(gesture.owner)?.departments).toContain(department);
			}
		}
	});

	test('are promised in opening hours, and never for a time that is already over', () => {
		for (const { at, gesture } of gestures) {
			const due = gesture.do === 'due' || gesture.do === 'create' ? gesture.due : null;
			if (due === null) continue;
			expect(isDue(due)).toBe(true);
			expect(
				minutesBetween(wallClock(at, NEW_YORK).slice(0, hasTime(due) ? 16 : 10) as typeof due, due)
			).toBeGreaterThanOrEqual(0);
			expect(!hasTime(due) || (due.slice(11) >= '07:30' && due.slice(11) <= '17:30')).toBe(true);
		}
	});

	test('have ids that a browser could have made', () => {
		for (const { card } of standing) expect(isPersonMadeCardId(card.id)).toBe(true);
	});

	test('are lively: every kind of gesture on every board, and something today', () => {
		for (const department of DEPARTMENTS) {
			const kinds = new Set(story.boards[department].map(({ gesture }) => gesture.do));
			for (const kind of ['create', 'assign', 'due', 'move', 'comment', 'block', 'finish', 'priority', 'describe'])
				expect(kinds).toContain(kind);
			expect(story.boards[department].at(-1)!.at).toBeGreaterThan(TUESDAY - 2 * 3_600_000);
		}
	});
});

test('the demo practice has twelve people in four departments, two of them managers', () => {
	expect(DEMO_PEOPLE.map(({ email }) => email)).toEqual(
		expect.arrayContaining(['maria', 'jamie', 'ana', 'lee', 'dana'].map((name) => `${name}@demo.test`))
	);
	expect(new Set(DEMO_PEOPLE.map(({ id }) => id)).size).toBe(12);
	expect(new Set(DEMO_PEOPLE.flatMap(({ departments }) => departments)).size).toBe(4);
	expect(DEMO_PEOPLE.filter(({ role }) => role === 'manager').map(({ name }) => name)).toEqual([
		'Maria Santos',
		'Helen Park'
	]);
});
