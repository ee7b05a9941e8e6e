import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import { archiveCards, unarchiveCards } from '#domain/board/archive.ts';
import { addCard, blockCard, finishCard, moveCard, setField, unblockCard } from '#domain/board/cards.ts';
import { addItem, moveItem, removeItem, renameItem, tickItem } from '#domain/board/checklist.ts';
import { removeColumn } from '#domain/board/column-changes.ts';
import { addComment } from '#domain/board/comments.ts';
import { addLabel, removeLabel } from '#domain/board/labels.ts';
import { moveCards } from '#domain/board/moving.ts';
import { findCard } from '#domain/board/queries.ts';
import { recordStep, snapshotOf, type Step } from '#domain/undo/steps.ts';
import { undo } from '#domain/undo/undo.ts';
import type { CardId, CommentId, ItemId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';
import { ANA, at, BEN, cardId, DOING, due, frontDesk, INBOX, newCard, TODO, withCard } from './board.ts';

const A = cardId('a');
const B = cardId('b');
const I1 = 'i1' as ItemId;
const I2 = 'i2' as ItemId;

/** A board with two cards, one of which has everything that can be changed. */
function board(): Y.Doc {
	const doc = frontDesk();
	withCard(doc, 'a', { category: 'billing' });
	withCard(doc, 'b');
	addLabel(doc, A, 'appeal');
	addItem(doc, A, { id: I1, text: 'fax the order' });
	addItem(doc, A, { id: I2, text: 'file it' });
	addComment(doc, A, { id: 'k1' as CommentId, author: BEN, text: 'Before' }, at(2));
	return doc;
}

const DEEDS: Record<string, (doc: Y.Doc) => Outcome<unknown>> = {
	move: (doc) => moveCard(doc, A, DOING, 'top', at(9)),
	reorder: (doc) => moveCard(doc, A, TODO, 'bottom', at(9)),
	several: (doc) => moveCards(doc, [A, B], DOING, 'top', at(9)),
	finish: (doc) => finishCard(doc, A, at(9)),
	owner: (doc) => setField(doc, A, 'owner', BEN),
	due: (doc) => setField(doc, A, 'due', due('2026-03-05')),
	category: (doc) => setField(doc, A, 'category', null),
	priority: (doc) => setField(doc, A, 'priority', 'stat'),
	patient: (doc) => setField(doc, A, 'patient', 'J.M.'),
	block: (doc) => blockCard(doc, A, 'no answer', at(9)),
	unblock: (doc) => unblockCard(doc, A),
	label: (doc) => addLabel(doc, A, 'recheck'),
	unlabel: (doc) => removeLabel(doc, A, 'appeal'),
	'new step': (doc) => addItem(doc, A, { id: 'i3' as ItemId, text: 'call' }, 'top'),
	reworded: (doc) => renameItem(doc, A, I1, 'refax the order'),
	ticked: (doc) => tickItem(doc, A, I1, true),
	'moved step': (doc) => moveItem(doc, A, I1, 'bottom'),
	'removed step': (doc) => removeItem(doc, A, I1),
	archive: (doc) => archiveCards(doc, [A, B], at(9))
};
const deed = fc.constantFrom(...Object.keys(DEEDS));

const does = (doc: Y.Doc, name: string) => recordStep(doc, [A, B], at(10), () => DEEDS[name]!(doc)).step;
const kept = (step: Step) => JSON.parse(JSON.stringify(step)) as Step;
const both = (doc: Y.Doc) => ({ a: snapshotOf(doc, A), b: snapshotOf(doc, B) });
const entry = (change: object, person = BEN, card = A) => ({ card, person, change }) as unknown as ActivityEntry;

describe('undo', () => {
	test('[U1] takes back every kind of step, in turn, also after a reload, and does it again', () => {
		fc.assert(
			fc.property(fc.array(deed, { minLength: 1, maxLength: 12 }), (names) => {
				const doc = board();
				const states = [both(doc)];
				const steps: Step[] = [];
				for (const name of names) {
					const step = does(doc, name);
					if (!step) continue;
					steps.push(kept(step));
					states.push(both(doc));
				}
				const again: Step[] = [];
				for (const step of [...steps].reverse()) {
					const outcome = undo(doc, step, ANA, at(11));
					if (!outcome.ok) throw new Error(outcome.refusal.code);
					again.push(kept(outcome.value!));
				}
				expect(both(doc)).toEqual(states[0]);
				for (const step of again.reverse()) expect(undo(doc, step, ANA, at(12)).ok).toBe(true);
				expect(both(doc)).toEqual(states.at(-1));
			}),
			{ numRuns: 200 }
		);
	});

	test('[U2, B11] does nothing where a colleague has changed what it would change', () => {
		for (const name of Object.keys(DEEDS)) {
			const doc = board();
			if (name === 'unblock') blockCard(doc, A, 'no answer', at(3));
			const step = does(doc, name)!;
			const meddles: ((doc: Y.Doc) => unknown)[] = [
				() => moveCard(doc, A, 'verify-benefits' as never, 'top', at(20)),
				() => setField(doc, A, 'owner', 'p-cy' as never),
				() => setField(doc, A, 'due', due('2026-04-01')),
				() => setField(doc, A, 'category', 'clinical'),
				() => setField(doc, A, 'priority', 'asap'),
				() => setField(doc, A, 'patient', 'K.L.'),
				() => blockCard(doc, A, 'their reason', at(20)),
				() => (findCard(doc, A)!.labels.includes('recheck') ? removeLabel(doc, A, 'recheck') : 0),
				() => (findCard(doc, A)!.labels.includes('appeal') ? 0 : addLabel(doc, A, 'appeal')),
				() => tickItem(doc, A, 'i3' as ItemId, true),
				() => renameItem(doc, A, I1, 'theirs'),
				() => addItem(doc, A, { id: I1, text: 'theirs' }),
				() => unarchiveCards(doc, [A])
			];
			for (const meddle of meddles) meddle(doc);
			const before = String(Y.encodeStateAsUpdate(doc));
			expect(undo(doc, step, ANA, at(30)), name).toEqual({
				ok: false,
				refusal: { code: 'changed-since', card: A, by: null }
			});
			expect(String(Y.encodeStateAsUpdate(doc)), name).toBe(before);
		}
	});

	test('[U2] names the colleague who changed the field, where the record tells', () => {
		const doc = board();
		const step = does(doc, 'owner')!;
		setField(doc, A, 'owner', 'p-cy' as never);
		const since = [entry({ kind: 'due-changed' }, 'p-dee' as never), entry({ kind: 'owner-changed' })];
		expect(undo(doc, step, ANA, at(30), since)).toMatchObject({ refusal: { code: 'changed-since', by: BEN } });
		const mine = [entry({ kind: 'owner-changed' }, ANA)];
		expect(undo(doc, step, ANA, at(30), mine)).toMatchObject({ refusal: { by: null } });
	});

	test('[U3] does nothing where a colleague has written on the card, and minds neither one’s own words nor older ones', () => {
		const doc = board();
		const step = does(doc, 'move')!;
		addComment(doc, A, { id: 'k2' as CommentId, author: ANA, text: 'Mine' }, at(11));
		const text = { kind: 'text-edited', field: 'description', splices: [] };
		expect(undo(doc, step, ANA, at(12), [entry(text)])).toMatchObject({ refusal: { code: 'changed-since', by: BEN } });
		addComment(doc, B, { id: 'k3' as CommentId, author: BEN, text: 'Elsewhere' }, at(11));
		const harmless = [entry(text, ANA), entry(text, BEN, B), entry({ kind: 'due-changed' })];
		expect(undo(doc, step, ANA, at(12), harmless).ok).toBe(true);
		const next = does(doc, 'move')!;
		addComment(doc, A, { id: 'k4' as CommentId, author: BEN, text: 'On it' }, at(13));
		expect(undo(doc, next, ANA, at(14))).toMatchObject({ refusal: { code: 'changed-since', card: A, by: BEN } });
	});

	test('[U4] a new card goes to the archive, unless somebody has gone on from it', () => {
		const doc = board();
		const create = (name: string) =>
			recordStep(doc, [cardId(name)], at(10), () => addCard(doc, newCard(name), at(10))).step!;
		expect(undo(doc, kept(create('n')), ANA, at(11)).ok).toBe(true);
		expect(findCard(doc, cardId('n'))?.archived).toBe(11);
		const step = create('m');
		tickItem(doc, cardId('m'), I1, true);
		setField(doc, cardId('m'), 'owner', BEN);
		expect(undo(doc, step, ANA, at(12), [entry({ kind: 'owner-changed' }, BEN, cardId('m'))])).toMatchObject({
			refusal: { code: 'changed-since', by: BEN }
		});
		expect(recordStep(doc, [A], at(13), () => addCard(doc, newCard('a'), at(13))).step).toBeNull();
	});

	test('[U5] keeps the board’s own rules: no card without its promise, none into a column that is gone', () => {
		const doc = board();
		withCard(doc, 'u', { column: INBOX, owner: null });
		const U = cardId('u');
		const take = recordStep(doc, [U], at(10), () => setField(doc, U, 'owner', ANA)).step!;
		moveCard(doc, U, TODO, 'top', at(11));
		expect(undo(doc, take, ANA, at(12))).toEqual({ ok: false, refusal: { code: 'owner-required' } });
		const move = recordStep(doc, [A], at(13), () => moveCard(doc, A, DOING, 'top', at(13))).step!;
		removeColumn(doc, TODO, INBOX, at(14));
		expect(undo(doc, move, ANA, at(15))).toMatchObject({ refusal: { code: 'column-gone', column: TODO } });
		const gone = { ...move, changes: move.changes.map((change) => ({ ...change, card: 'gone' as CardId })) };
		expect(undo(doc, gone, ANA, at(16))).toMatchObject({ refusal: { code: 'card-gone' } });
	});
});
