import * as Y from 'yjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { agenda, walkedBoard } from '#domain/huddle/agenda.ts';
import * as lead from '#domain/huddle/leading.ts';
import { addFinding, noteDecision, parkCard, PARKED, stateOf, withdrawDecision } from '#domain/huddle/outcomes.ts';
import { SECONDS, type HuddlePlan, type PlanId } from '#domain/huddle/plan.ts';
import { lastOf, minutesOf } from '#domain/huddle/record.ts';
import { writeHuddle, type Decision } from '#domain/huddle/schema.ts';
import { cardMs, currentCard, lastStir, readHuddle, usedIn, waiting, walkCount } from '#domain/huddle/state.ts';
import { huddleOnWall } from '#domain/huddle/wall.ts';
import { setField } from '#domain/board/cards.ts';
import { findCard } from '#domain/board/queries.ts';
import type { BoardId, Due, Instant, WallClock } from '#domain/ids.ts';
import { ANA, at, BEN, cardId, due, exchange, frontDesk, newCard, withCard } from './board.ts';

const DESK = 'front-desk' as BoardId;
const BEGUN = Date.parse('2026-03-04T07:30Z');
const sec = (seconds: number) => at(BEGUN + seconds * 1000);
const PLAN: HuddlePlan = {
	id: 'g1' as PlanId,
	department: 'front-desk',
	rhythm: 'weekly',
	boards: [DESK],
	weekday: 3,
	time: '07:30',
	seconds: SECONDS.weekly,
	leaders: [ANA, BEN],
	next: ANA
};

const occasion = (now: Instant, clock: string, next: string, cards = 7) => {
	const moment = { now, clock: clock as WallClock, next: next as WallClock, timeZone: 'UTC' };
	return { since: at(0), moment, cards };
};

let board: Y.Doc;
let doc: Y.Doc;
const huddle = (of = doc) => readHuddle(of)!;
const ok = (outcome: { ok: boolean }) => expect(outcome).toMatchObject({ ok: true });
const no = (outcome: unknown, code: string) => expect(outcome).toMatchObject({ ok: false, refusal: { code } });
const replicaOf = (from: Y.Doc) => {
	const other = new Y.Doc();
	exchange([other, from]);
	return other;
};

beforeEach(() => {
	board = frontDesk();
	for (const name of ['a', 'b', 'c']) withCard(board, name, { title: `Call Mrs Canary ${name}`, patient: 'J.M.' });
	doc = new Y.Doc();
	const list = agenda([walkedBoard(DESK, board)], null, occasion(sec(0), '2026-03-04T07:30', '2026-03-11T07:30'));
	writeHuddle(doc, { plan: PLAN, agenda: list, leader: ANA, by: ANA, now: sec(0) });
});

function decide(
	name: string,
	kind: Decision['kind'],
	by = ANA,
	when = sec(90),
	id = `o${name}${kind}-${by}`
): Decision {
	const before = stateOf(board, DESK, cardId(name))!;
	if (kind === 'date') setField(board, cardId(name), 'due', due('2026-03-09') as Due);
	const after = stateOf(board, DESK, cardId(name))!;
	const decision = { id, board: DESK, card: cardId(name), kind, by, at: when, before, after, undone: null };
	noteDecision(doc, decision);
	return decision;
}

describe('leading', () => {
	test('[HD7] goes step by step and card by card, forth and back, for the leader alone', () => {
		expect(huddle().position).toMatchObject({ step: 'wins', at: 0 });
		no(lead.goBack(doc, ANA, sec(1)), 'huddle-edge');
		no(lead.goOn(doc, BEN, sec(1)), 'not-leading');
		for (const second of [60, 120]) ok(lead.goOn(doc, ANA, sec(second)));
		const seen = [currentCard(huddle())!.card];
		for (let i = 0; i < 2; i++) {
			ok(lead.goOn(doc, ANA, sec(130 + i)));
			seen.push(currentCard(huddle())!.card);
		}
		expect(seen).toEqual(huddle().agenda.walk.map(({ card }) => card));
		ok(lead.goOn(doc, ANA, sec(140)));
		expect(huddle().position.step).toBe('help');
		expect(currentCard(huddle())).toBeNull();
		ok(lead.goBack(doc, ANA, sec(141)));
		expect(currentCard(huddle())!.card).toBe(seen[2]);
		ok(lead.goToCard(doc, ANA, 0, sec(142)));
		expect(currentCard(huddle())!.card).toBe(seen[0]);
		no(lead.goToCard(doc, ANA, 3, sec(143)), 'huddle-edge');
		ok(lead.goToNextBoard(doc, ANA, sec(143)));
		expect(huddle().position.step).toBe('help');
		ok(lead.goToStep(doc, ANA, 'close', sec(144)));
		no(lead.goOn(doc, ANA, sec(145)), 'huddle-edge');
		ok(lead.endHuddle(doc, ANA, sec(150)));
		expect(huddle().over).toEqual({ at: sec(150), why: 'closed' });
		no(lead.goBack(doc, ANA, sec(151)), 'huddle-over');
		no(lead.takeLead(doc, BEN, sec(151)), 'huddle-over');
	});

	test('[HD16] goes past what there is no time for, and takes one more in where there is', () => {
		doc = new Y.Doc();
		const list = agenda([walkedBoard(DESK, board)], null, occasion(sec(0), '2026-03-04T07:30', '2026-03-11T07:30', 1));
		writeHuddle(doc, { plan: PLAN, agenda: list, leader: ANA, by: ANA, now: sec(0) });
		lead.goToStep(doc, ANA, 'walk', sec(1));
		expect([huddle().agenda.fits, waiting(huddle()), walkCount(huddle())]).toEqual([1, 2, { n: 1, of: 1 }]);
		ok(lead.takeInAnother(doc, ANA, sec(2)));
		expect(currentCard(huddle())).toEqual(list.walk[1]);
		expect([waiting(huddle()), walkCount(huddle())]).toEqual([1, { n: 2, of: 2 }]);
		expect(huddleOnWall(huddle(), sec(3))).toMatchObject({ position: 2, of: 2 });
		no(lead.takeInAnother(doc, BEN, sec(3)), 'not-leading');
		ok(lead.goOn(doc, ANA, sec(4)));
		expect(huddle().position.step).toBe('help');
		no(lead.takeInAnother(doc, ANA, sec(5)), 'huddle-edge');
		ok(lead.goBack(doc, ANA, sec(6)));
		ok(lead.takeInAnother(doc, ANA, sec(7)));
		no(lead.takeInAnother(doc, ANA, sec(8)), 'huddle-edge');
		decide('c', 'park');
		lead.endHuddle(doc, ANA, sec(9));
		const { walked, skipped, waiting: left } = minutesOf(huddle(), sec(9));
		const open = list.walk
			.filter(({ card }) => card !== cardId('c'))
			.map(({ board: id, card }) => ({ board: id, card }));
		expect([...skipped, ...left]).toEqual(open);
		expect([walked.length, skipped.length + left.length]).toEqual([3, 2]);
	});

	test('[HD8] the lead is handed over and taken, and the time goes on', () => {
		lead.goOn(doc, ANA, sec(60));
		no(lead.handLead(doc, BEN, BEN, sec(61)), 'not-leading');
		ok(lead.handLead(doc, ANA, BEN, sec(70)));
		no(lead.goOn(doc, ANA, sec(71)), 'not-leading');
		expect(huddle().position.step).toBe('look-back');
		expect(usedIn(huddle(), 'look-back', sec(80))).toBe(20_000);
		ok(lead.goOn(doc, BEN, sec(90)));
		ok(lead.takeLead(doc, ANA, sec(100)));
		expect(huddle().term).toMatchObject({ person: ANA, by: ANA, n: 3 });
		expect(huddle().leaders).toEqual([ANA, BEN]);
		expect(cardMs(huddle(), sec(105))).toBe(15_000);
		ok(lead.takeLead(doc, ANA, sec(101)));
		expect(huddle().term.n).toBe(3);
	});

	test('[HD7, HD8] what an earlier leader says late moves nothing, and two who take over at once agree on one', () => {
		const [ana, ben, cy] = [replicaOf(doc), replicaOf(doc), replicaOf(doc)];
		for (const second of [10, 20, 30]) lead.goOn(ana, ANA, sec(second));
		lead.takeLead(ben, BEN, sec(15));
		lead.goToStep(ben, BEN, 'help', sec(16));
		lead.takeLead(cy, 'p-cy' as typeof BEN, sec(17));
		exchange([ana, ben, cy, doc]);
		for (const one of [ana, ben, cy, doc]) {
			expect(huddle(one).term.person).toBe(BEN);
			expect(huddle(one).position.step).toBe('help');
		}
		no(lead.goOn(ana, ANA, sec(40)), 'not-leading');
	});

	test('[HD9] a break counts for nothing, and every second is some step’s', () => {
		lead.goOn(doc, ANA, sec(50));
		ok(lead.pause(doc, ANA, sec(60)));
		expect(usedIn(huddle(), 'look-back', sec(900))).toBe(10_000);
		ok(lead.resume(doc, ANA, sec(960)));
		expect(huddle().position).toMatchObject({ step: 'look-back', paused: false });
		lead.goOn(doc, ANA, sec(980));
		lead.goOn(doc, ANA, sec(1000));
		lead.goToStep(doc, ANA, 'close', sec(1010));
		lead.endHuddle(doc, ANA, sec(1020));
		const { steps } = minutesOf(huddle(), sec(5000));
		expect(Object.fromEntries(steps.map(({ step, usedMs }) => [step, usedMs / 1000]))).toEqual({
			...{ wins: 50, 'look-back': 30, walk: 30, help: 0, problems: 0, close: 10 }
		});
	});

	test('[HD9] one that was left ends with what was done', () => {
		lead.goToStep(doc, ANA, 'walk', sec(60));
		decide('a', 'done', ANA, sec(100));
		expect(lastStir(huddle())).toBe(sec(100));
		lead.endLeft(doc, at(sec(100) + lead.LEFT_ALONE_MS));
		expect(huddle().over).toMatchObject({ why: 'left' });
		expect(minutesOf(huddle(), sec(9999))).toMatchObject({ why: 'left', decisions: [{ kind: 'done' }] });
	});
});

describe('what is decided', () => {
	test('[HD10] is noted with before and after, by whoever leads or led; taken back, it is not counted', () => {
		const decision = decide('a', 'date');
		expect(huddle().decisions).toEqual([decision]);
		expect(decision).toMatchObject({ before: { due: '2026-03-02' }, after: { due: '2026-03-09', owner: ANA } });
		decide('b', 'park', BEN);
		expect(huddle().decisions).toHaveLength(1);
		decide('c', 'problem', BEN);
		expect(huddle().decisions.map(({ kind }) => kind)).toEqual(['date', 'problem']);
		expect(withdrawDecision(doc, decision.id, BEN, sec(95))).toBe(false);
		expect(withdrawDecision(doc, decision.id, ANA, sec(95))).toBe(true);
		expect(huddle().decisions.map(({ kind }) => kind)).toEqual(['problem']);
		lead.takeLead(doc, BEN, sec(99));
		expect(huddle().decisions.map(({ kind }) => kind)).toEqual(['park', 'problem']);
	});

	test('[HD11] what came up becomes a card with an owner and a due time, where work begins', () => {
		const { column: _, ...card } = newCard('new', { title: 'Door sticks' });
		no(addFinding(board, { ...card, owner: null }, sec(1)), 'owner-required');
		no(addFinding(board, { ...card, due: null }, sec(1)), 'due-required');
		expect(findCard(board, card.id)).toBeNull();
		ok(addFinding(board, card, sec(1)));
		expect(findCard(board, card.id)).toMatchObject({ owner: ANA, due: '2026-03-02', place: { column: 'to-do' } });
		ok(parkCard(board, card.id));
		expect(findCard(board, card.id)!.labels).toEqual([PARKED]);
	});
});

describe('the minutes', () => {
	test('[HD12] say who was there, what was decided, what was skipped and how long it took', () => {
		lead.tick(doc, BEN, true, BEN, sec(5));
		lead.tick(doc, 'p-cy' as typeof BEN, true, ANA, sec(6));
		lead.tick(doc, 'p-cy' as typeof BEN, false, ANA, sec(7));
		lead.goToStep(doc, ANA, 'walk', sec(60));
		decide('a', 'date');
		decide('b', 'park');
		lead.endHuddle(doc, ANA, sec(100));
		const minutes = minutesOf(huddle(), sec(100));
		expect(minutes).toMatchObject({
			...{ plan: 'g1', begun: sec(0), ended: sec(100), why: 'closed', leaders: [ANA], present: [ANA, BEN] },
			decisions: [
				{ card: cardId('a'), kind: 'date', by: ANA },
				{ card: cardId('b'), kind: 'park' }
			],
			skipped: [{ board: DESK, card: cardId('c') }]
		});
		expect(minutes.walked).toHaveLength(3);
	});

	test('[HD13] the next huddle begins with what this one decided', () => {
		lead.goToStep(doc, ANA, 'walk', sec(60));
		decide('a', 'date');
		decide('a', 'owner', ANA, sec(95));
		decide('b', 'park');
		decide('c', 'done');
		const last = lastOf(minutesOf(huddle(), sec(100)));
		expect(last.actions).toEqual([{ board: DESK, card: cardId('a') }]);
		const later = Date.parse('2026-03-11T07:30Z') as Instant;
		const next = agenda([walkedBoard(DESK, board)], last, occasion(later, '2026-03-11T07:30', '2026-03-18T07:30'));
		expect(next.actions).toEqual([{ board: DESK, card: cardId('a'), done: false }]);
		expect(next.before).toEqual({ at: sec(0), numbers: last.numbers });
		expect(next.since).toBe(sec(0));
	});

	test('[HD14] neither the document nor the minutes nor the wall’s slide hold a word of any card', () => {
		lead.goToStep(doc, ANA, 'walk', sec(60));
		for (const [name, kind] of [
			['a', 'date'],
			['b', 'park'],
			['c', 'unchanged']
		] as const)
			decide(name, kind);
		const bytes = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1');
		const slide = huddleOnWall(huddle(), sec(70))!;
		for (const text of [bytes, JSON.stringify(slide), JSON.stringify(minutesOf(huddle(), sec(99)))]) {
			expect(text).not.toMatch(/Canary|Call Mrs|J\.M\./);
		}
		expect(slide).toEqual({
			...{ department: 'front-desk', step: 'walk', paused: false, decided: 3, position: 1, of: 3 },
			card: { board: DESK, card: huddle().agenda.walk[0]!.card },
			stepEndsAt: sec(390),
			stepLeftMs: 320_000,
			cardLeftMs: 35_000
		});
		lead.pause(doc, ANA, sec(75));
		expect(huddleOnWall(huddle(), sec(600))).toMatchObject({ stepEndsAt: null, stepLeftMs: 315_000, paused: true });
		lead.endHuddle(doc, ANA, sec(700));
		expect(huddleOnWall(huddle(), sec(701))).toBeNull();
	});
});
