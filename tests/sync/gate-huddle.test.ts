import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { agenda, walkedBoard } from '#domain/huddle/agenda.ts';
import { goOn, handLead, pause, takeLead, tick } from '#domain/huddle/leading.ts';
import { noteDecision, withdrawDecision } from '#domain/huddle/outcomes.ts';
import { SECONDS, type PlanId } from '#domain/huddle/plan.ts';
import { hereOf, huddleOf, outcomesOf, positionsOf, termsOf, type Decision } from '#domain/huddle/schema.ts';
import { readHuddle } from '#domain/huddle/state.ts';
import { addCard } from '#domain/board/cards.ts';
import type { BoardId, PersonId, WallClock } from '#domain/ids.ts';
import { foundHuddle } from '../../server/ports/founding.ts';
import { BoardDocument } from '../../server/sync/document.ts';
import { ANA, at, BEN, cardId, newCard } from '../domain/board.ts';
import { boardWithCard, Desk, stateOf } from './desk.ts';

const DESK = 'front-desk' as BoardId;
const CY = 'p-cy' as PersonId;
const ACCEPTED = { kind: 'accepted' };

let huddle: BoardDocument;
let ana: Desk;
let ben: Desk;
let clients = 500;

const desk = (person: PersonId) => new Desk(huddle, person, clients++);
const decision = (by: PersonId): Omit<Decision, 'undone'> => {
	const state = { board: DESK, column: null, owner: ANA, due: null };
	return { id: `o1-${by}`, board: DESK, card: cardId('a'), kind: 'date', by, at: at(5), before: state, after: state };
};

function expectRefused(code: string, person: PersonId, change: (doc: Y.Doc) => unknown): void {
	const before = stateOf(huddle);
	expect(desk(person).send(change), change.toString()).toEqual({ kind: 'refused', refusal: { code } });
	expect(stateOf(huddle)).toBe(before);
}

beforeEach(() => {
	const [clock, next] = ['2026-03-04T07:30' as WallClock, '2026-03-11T07:30' as WallClock];
	const moment = { now: at(1), clock, next, timeZone: 'UTC' };
	const list = agenda([walkedBoard(DESK, boardWithCard().doc)], null, { since: at(0), moment, cards: 7 });
	const plan = {
		...({ id: 'g1' as PlanId, department: 'front-desk', rhythm: 'weekly', boards: [DESK] } as const),
		...{ weekday: 3, time: '07:30' },
		...{ seconds: SECONDS.weekly, leaders: [ANA], next: ANA }
	} as const;
	const id = 'h1' as BoardId;
	const { lineage, commit } = foundHuddle({ id, plan, title: 'Desk', agenda: list, leader: ANA, by: ANA, now: at(1) });
	const updates = commit.updates.map(({ update }) => update);
	huddle = new BoardDocument({
		...{ id, lineage, department: 'front-desk', title: 'Desk', kind: 'huddle', snapshot: null },
		...{ updates, seq: 1, clients: new Map(commit.clients) }
	});
	ana = desk(ANA);
	ben = desk(BEN);
});

describe('the gate of a huddle', () => {
	test('[G1, G14] lets pass all that the operations do, by each in their own name', () => {
		const steps: [Desk, (doc: Y.Doc) => unknown][] = [
			[ana, (doc) => goOn(doc, ANA, at(2))],
			[ana, (doc) => pause(doc, ANA, at(3))],
			[ben, (doc) => tick(doc, BEN, true, BEN, at(3))],
			[ben, (doc) => tick(doc, CY, true, BEN, at(3))],
			[ana, (doc) => noteDecision(doc, decision(ANA))],
			[ana, (doc) => withdrawDecision(doc, `o1-${ANA}`, ANA, at(4))],
			[ben, (doc) => noteDecision(doc, { ...decision(BEN), kind: 'problem', before: null })],
			[ana, (doc) => handLead(doc, ANA, BEN, at(6))],
			[ben, (doc) => goOn(doc, BEN, at(7))],
			[ana, (doc) => takeLead(doc, ANA, at(8))],
			[ana, (doc) => tick(doc, BEN, false, ANA, at(9))]
		];
		for (const [from, change] of steps) {
			from.pull();
			expect(from.send(change), change.toString()).toEqual(ACCEPTED);
		}
		expect(readHuddle(huddle.doc)).toMatchObject({ term: { n: 3, person: ANA }, present: [CY], absent: [BEN] });
		const all = huddle.accept(Y.encodeStateAsUpdate(ben.doc), { person: BEN, device: 'd', source: null }, at(1), 4e6);
		expect(all).toEqual({ kind: 'nothing' });
	});

	test('[G14] refuses the leader’s place, decisions and presence to anybody who writes them in another’s name', () => {
		const position = readHuddle(huddle.doc)!.position;
		expectRefused('foreign-author', BEN, (doc) => positionsOf(doc).set(`t1-${ANA}`, position));
		expectRefused('foreign-author', BEN, (doc) => outcomesOf(doc).set(`o1-${ANA}`, { ...decision(ANA), undone: null }));
		expectRefused('foreign-author', BEN, (doc) => tick(doc, BEN, true, ANA, at(3)));
		expectRefused('foreign-author', BEN, (doc) => handLead(doc, ANA, BEN, at(3)));
		const stolen = { n: 2, person: CY, by: BEN, at: at(3), from: position };
		expectRefused('invalid-value', BEN, (doc) => termsOf(doc).set(`t2-${BEN}`, stolen));
	});

	test('[G14] leaves plan and agenda to the server, and takes nothing away', () => {
		ana.send((doc) => noteDecision(doc, decision(ANA)));
		ana.send((doc) => tick(doc, ANA, true, ANA, at(2)));
		expectRefused('not-allowed', ANA, (doc) => huddleOf(doc).set('plan', {}));
		expectRefused('not-allowed', ANA, (doc) => huddleOf(doc).delete('agenda'));
		expectRefused('not-allowed', ANA, (doc) => doc.getMap('meta').set('schema', 9));
		expectRefused('removed-by-client', ANA, (doc) => outcomesOf(doc).delete(`o1-${ANA}`));
		expectRefused('removed-by-client', ANA, (doc) => hereOf(doc).delete(ANA));
		expectRefused('removed-by-client', ANA, (doc) => termsOf(doc).delete(`t1-${ANA}`));
	});

	test('[G4, G14] takes values of their kind only, and keeps boards and huddles apart', () => {
		const position = readHuddle(huddle.doc)!.position;
		const wrong: [string, unknown][] = [
			['step', 'coffee'],
			['at', -1],
			['paused', 'no'],
			['used', { walk: 1 }],
			['words', 'Mrs Canary']
		];
		for (const [field, value] of wrong) {
			const change = (doc: Y.Doc) => positionsOf(doc).set(`t1-${ANA}`, { ...position, [field]: value });
			expectRefused('invalid-value', ANA, change);
		}
		const words = { ...decision(ANA), undone: null, reason: 'Mrs Canary is ill' };
		expectRefused('invalid-value', ANA, (doc) => outcomesOf(doc).set(`o1-${ANA}`, words));
		expectRefused('unknown-shape', ANA, (doc) => outcomesOf(doc).set(`o1-${ANA}`, new Y.Map()));
		expectRefused('unknown-shape', ANA, (doc) => doc.getMap('cards').set(cardId('b'), new Y.Map()));
		expectRefused('unknown-shape', ANA, (doc) => doc.getText('notes').insert(0, 'x'));
		const board = boardWithCard();
		const there = new Desk(board, BEN, clients++);
		expect(there.send((doc) => termsOf(doc).set(`t1-${BEN}`, {}))).toMatchObject({
			refusal: { code: 'unknown-shape' }
		});
		expect(
			new Desk(board, BEN, clients++).send((doc) =>
				addCard(doc, newCard('z', { origin: { kind: 'person', person: BEN, at: at(0) } }), at(1))
			)
		).toEqual(ACCEPTED);
	});
});
