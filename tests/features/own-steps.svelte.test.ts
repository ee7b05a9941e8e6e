import { beforeEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { archiveCards } from '#domain/board/archive.ts';
import { addCard, moveCard, setField } from '#domain/board/cards.ts';
import { addItem, removeItem } from '#domain/board/checklist.ts';
import { addLabel } from '#domain/board/labels.ts';
import { findCard } from '#domain/board/queries.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { CardId, ItemId } from '#domain/ids.ts';
import { OwnSteps, type OwnStep } from '../../src/lib/features/boards/undo/own-steps.svelte.ts';
import { ANA, at, BEN, cardId, DOING, frontDesk, newCard, TODO, withCard } from '../domain/board.ts';

let doc: Y.Doc;
let card: CardId;
let now: number;
let kept: readonly OwnStep[];
let history: ActivityEntry[];
let asked: number;

function steps(): OwnSteps {
	return new OwnSteps({
		me: ANA,
		doc: () => doc,
		now: () => at(now),
		titleOf: (id) => findCard(doc, id)?.title ?? '',
		columnTitle: (column) => (column === DOING ? 'Doing' : column),
		nameOf: (person) => (person === BEN ? 'Ben' : person),
		messageFor: ({ code }) => code,
		keep: (own) => (kept = JSON.parse(JSON.stringify(own)) as OwnStep[]),
		async history() {
			asked += 1;
			return history;
		}
	});
}

const entry = (over: object): ActivityEntry =>
	({ seq: 1, board: 'front-desk', card, person: BEN, at: at(now), ...over }) as ActivityEntry;

beforeEach(() => {
	doc = frontDesk();
	card = withCard(doc, 'a');
	[now, asked, kept, history] = [100, 0, [], []];
});

describe('own steps', () => {
	test('are named by what was done, and the board’s moves and archivings are offered back', () => {
		const own = steps();
		const item = { id: 'i1'.padEnd(21, '0') as ItemId, text: 'Call payer' };
		const did = (operation: () => ReturnType<typeof own.record>) => {
			operation();
			return [own.last?.words, own.offered !== null];
		};
		const told = [
			did(() => own.record([card], () => moveCard(doc, card, DOING, 'top', at(2)))),
			did(() => own.record([card], () => setField(doc, card, 'priority', 'urgent'))),
			did(() => own.record([card], () => addLabel(doc, card, 'Recheck'))),
			did(() => own.record([card], () => addItem(doc, card, item))),
			did(() => own.record([card], () => removeItem(doc, card, item.id))),
			did(() => own.record([card], () => archiveCards(doc, [card], at(3)))),
			did(() => own.record([cardId('b')], () => addCard(doc, newCard('b'), at(4))))
		];
		expect(told).toEqual([
			['Moved “Call back a” to Doing', true],
			['Changed the priority of “Call back a”', false],
			['Put the label Recheck on “Call back a”', false],
			['Added the step “Call payer”', false],
			['Removed the step “Call payer”', true],
			['Archived “Call back a”', true],
			['Added “Call back b”', false]
		]);
	});

	test('are taken back one by one, also after a reload; a refused one did nothing', async () => {
		const own = steps();
		own.record([card], () => moveCard(doc, card, DOING, 'top', at(2)));
		own.record([card], () => setField(doc, card, 'owner', BEN));
		own.record([card], () => setField(doc, card, 'owner', null));
		expect(own.steps).toHaveLength(2);
		const again = steps();
		again.restore(kept);
		expect(await again.undo()).toEqual({ ok: true, words: 'Undone: Changed the owner of “Call back a”' });
		expect(await again.undo()).toMatchObject({ ok: true });
		expect([findCard(doc, card)?.owner, findCard(doc, card)?.place.column, kept]).toEqual([ANA, TODO, []]);
		expect(await again.undo()).toBeNull();
	});

	test('keep the last twenty', () => {
		const own = steps();
		for (let i = 0; i < 25; i++) own.record([card], () => setField(doc, card, 'patient', `J.M. ${i}`));
		expect(own.steps).toHaveLength(20);
	});
});

describe('what a colleague did since', () => {
	test('says who it was, and nothing is undone', async () => {
		const own = steps();
		own.record([card], () => moveCard(doc, card, DOING, 'top', at(2)));
		now += 10;
		moveCard(doc, card, TODO, 'top', at(3));
		own.hear([entry({ change: { kind: 'card-moved' } })]);
		expect(await own.undo()).toEqual({ ok: false, words: 'Ben changed “Call back a” since; nothing was undone.' });
		expect([findCard(doc, card)?.place.column, own.steps, asked]).toEqual([TODO, [], 0]);
	});

	test('is asked of the record where this page was not listening', async () => {
		const before = steps();
		before.record([card], () => moveCard(doc, card, DOING, 'top', at(2)));
		now += 10;
		history = [entry({ change: { kind: 'text-edited', field: 'title', splices: [] } })];
		const own = steps();
		own.restore(kept);
		expect(await own.undo()).toMatchObject({ ok: false });
		expect([findCard(doc, card)?.place.column, asked]).toEqual([DOING, 1]);
	});

	test('before the step is no reason', async () => {
		history = [entry({ change: { kind: 'text-edited', field: 'title', splices: [] }, at: at(50) })];
		const own = steps();
		own.hear(history);
		own.record([card], () => moveCard(doc, card, DOING, 'top', at(2)));
		expect(await own.undo()).toMatchObject({ ok: true });
	});
});
