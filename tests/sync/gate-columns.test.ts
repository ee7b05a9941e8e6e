import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import {
	addColumn,
	moveColumn,
	removeColumn,
	renameColumn,
	setColumnKind,
	setWipLimit
} from '#domain/board/column-changes.ts';
import { CLAIM_MS, claimCard, releaseCard } from '#domain/board/claim.ts';
import { askForHelp, endHelp } from '#domain/board/help.ts';
import { addItem, removeItem } from '#domain/board/checklist.ts';
import { editComment, addComment, removeComment } from '#domain/board/comments.ts';
import { addLabel, removeLabel } from '#domain/board/labels.ts';
import { moveCards } from '#domain/board/moving.ts';
import { allColumns, cardsIn, findCard } from '#domain/board/queries.ts';
import { cardsOf, columnsOf, LIMITS, nestedOf } from '#domain/board/schema.ts';
import type { ColumnId, CommentId, ItemId, PersonId } from '#domain/ids.ts';
import type { BoardDocument } from '../../server/sync/document.ts';
import { MAX_UPDATE_BYTES } from '../../server/sync/gate/gate.ts';
import { ANA, at, BEN, cardId, DOING, DONE, newCard, TODO } from '../domain/board.ts';
import { boardWithCard, Desk, stateOf } from './desk.ts';

const MARIA = 'p-maria' as PersonId;
const CALLS = 'kcalls' as ColumnId;
const ACCEPTED = { kind: 'accepted' };

let board: BoardDocument;
let maria: Desk;
let ana: Desk;
let ben: Desk;
let clients = 100;

const desk = (person: PersonId, manages = false) => new Desk(board, person, clients++, manages);
const entry = (doc: Y.Doc) => cardsOf(doc).get(cardId('a'))!;
const column = (doc: Y.Doc, id = DOING) => columnsOf(doc).get(id)!;

function expectRefused(code: string, from: Desk, change: (doc: Y.Doc) => unknown, kind = 'refused'): void {
	const before = stateOf(board);
	expect(from.send(change), change.toString()).toEqual({ kind, refusal: { code } });
	if (kind === 'refused') expect(stateOf(board)).toBe(before);
}

beforeEach(() => {
	board = boardWithCard();
	maria = desk(MARIA, true);
	ana = desk(ANA);
	ben = desk(BEN);
});

describe('the gate and columns', () => {
	const changes: ((doc: Y.Doc) => unknown)[] = [
		(doc) => addColumn(doc, { id: CALLS, title: 'Calls', kind: 'inbox', wipLimit: 4 }, 'top'),
		(doc) => renameColumn(doc, DOING, 'Under way'),
		(doc) => moveColumn(doc, DOING, 'top'),
		(doc) => setColumnKind(doc, DOING, 'waiting'),
		(doc) => setWipLimit(doc, DOING, 3),
		(doc) => setWipLimit(doc, DOING, null),
		(doc) => removeColumn(doc, TODO, DOING, at(9))
	];

	test('[G1, G6] lets a manager do all that the operations do', () => {
		for (const change of changes) expect(maria.send(change), change.toString()).toEqual(ACCEPTED);
		expect(allColumns(board.doc).map(({ id }) => id)).not.toContain(TODO);
		expect(cardsIn(board.doc, DOING).map(({ id }) => id)).toEqual([cardId('a')]);
	});

	test('[G6] lets nobody else do any of it', () => {
		for (const change of changes.filter((one) => one !== changes[5])) expectRefused('not-allowed', desk(BEN), change);
	});

	test('[G1] a replica that has seen columns come and go may send all it has', () => {
		for (const change of changes) maria.send(change);
		ben.pull();
		expect(ben.send((doc) => addLabel(doc, cardId('a'), 'recheck'))).toEqual(ACCEPTED);
		const all = board.accept(Y.encodeStateAsUpdate(ben.doc), { person: BEN, device: 'd', source: null }, at(1), 4e6);
		expect(all).toEqual({ kind: 'nothing' });
	});

	test('[G4] takes only their own fields, with values of their kind', () => {
		const map = (fields: object) => new Y.Map<unknown>(Object.entries(fields));
		const whole = { title: 'Calls', kind: 'todo', order: 'a0' };
		const wrong: [string, (doc: Y.Doc) => unknown][] = [
			['unknown-shape', (doc) => columnsOf(doc).set('x'.repeat(65), map(whole))],
			['unknown-shape', (doc) => columnsOf(doc).set(CALLS, 7 as never)],
			['unknown-shape', (doc) => column(doc).set('colour', 'red')],
			['unknown-shape', (doc) => column(doc).set('title', new Y.Text('x'))],
			['unknown-shape', (doc) => column(doc).set('__proto__', 'x')],
			['invalid-value', (doc) => column(doc).set('title', '')],
			['invalid-value', (doc) => column(doc).set('title', 'x'.repeat(LIMITS.columnTitle * 4 + 1))],
			['invalid-value', (doc) => column(doc).set('kind', 'done soon')],
			['invalid-value', (doc) => column(doc).set('order', '')],
			['invalid-value', (doc) => column(doc).set('wipLimit', 0)],
			['invalid-value', (doc) => column(doc).set('wipLimit', 2.5)],
			['not-allowed', (doc) => columnsOf(doc).set(DOING, map(whole))],
			['not-allowed', (doc) => doc.getMap('meta').set('title', 'Mine')]
		];
		for (const [code, change] of wrong) expectRefused(code, desk(MARIA, true), change);
		expectRefused('not-whole', desk(MARIA, true), (doc) => column(doc).delete('title'), 'broken');
		board = boardWithCard();
		expectRefused('not-whole', desk(MARIA, true), (doc) => columnsOf(doc).set(CALLS, map({ title: 'x' })), 'broken');
	});

	test('[G8] takes so many over a board’s life', () => {
		const add = (n: number) => maria.send((doc) => columnsOf(doc).set(`k${n}`, new Y.Map(Object.entries(whole(n)))));
		const whole = (n: number) => ({ title: `${n}`, kind: 'todo', order: 'a0' });
		for (let n = 6; n < LIMITS.columns * 4; n++) expect(add(n)).toEqual(ACCEPTED);
		expect(add(999)).toEqual({ kind: 'refused', refusal: { code: 'too-large' } });
	});

	test('[G11] takes what a colleague’s change to the columns met on its way', () => {
		maria.send((doc) => removeColumn(doc, DOING, TODO, at(5)));
		expect(ben.send((doc) => moveCards(doc, [cardId('a')], DOING, 'top', at(6)))).toEqual(ACCEPTED);
		const other = desk(MARIA, true);
		maria.send((doc) => removeColumn(doc, DONE, TODO, at(7)));
		expect(other.send((doc) => renameColumn(doc, DONE, 'Over'))).toEqual(ACCEPTED);
	});

	test('[G1] as many cards as one gesture may move fit into one update', () => {
		const cards = Array.from({ length: 199 }, (_, i) => `m${i}x`);
		const origin = { kind: 'person' as const, person: ANA, at: at(1_764_000_000_000) };
		ana.send((doc) => cards.forEach((name) => addCard(doc, newCard(name, { origin }), at(1_764_000_000_000))));
		maria.pull();
		const update = maria.made((doc) => removeColumn(doc, TODO, DOING, at(1_764_000_000_000)));
		expect((update.byteLength * LIMITS.atOnce) / 200).toBeLessThan(MAX_UPDATE_BYTES / 2);
		const sent = board.accept(update, { person: MARIA, device: 'd', source: null }, at(1), MAX_UPDATE_BYTES, true);
		expect(sent).toEqual(ACCEPTED);
		expect(cardsIn(board.doc, DOING)).toHaveLength(200);
	});
});

describe('the gate and what is signed', () => {
	const claim = (doc: Y.Doc) => findCard(doc, cardId('a'))?.claim ?? null;

	test('[G1, G12] lets people claim, claim again, follow each other and let go', () => {
		expect(ana.send((doc) => claimCard(doc, cardId('a'), ANA, at(1_000)))).toEqual(ACCEPTED);
		expect(ana.send((doc) => claimCard(doc, cardId('a'), ANA, at(2_000)))).toEqual(ACCEPTED);
		ben.pull();
		expect(ben.send((doc) => claimCard(doc, cardId('a'), BEN, at(CLAIM_MS + 3_000)))).toEqual(ACCEPTED);
		expect(ben.send((doc) => releaseCard(doc, cardId('a'), BEN))).toEqual(ACCEPTED);
		ana.pull();
		ana.send((doc) => claimCard(doc, cardId('a'), ANA, at(1_000)));
		ben.pull();
		const both = (doc: Y.Doc) => {
			claimCard(doc, cardId('a'), BEN, at(CLAIM_MS + 1_000));
			releaseCard(doc, cardId('a'), BEN);
		};
		expect(ben.send(both)).toEqual(ACCEPTED);
		expect(claim(board.doc)).toBeNull();
	});

	test('[G12] refuses a claim in a colleague’s name, and taking a colleague’s away', () => {
		ana.send((doc) => claimCard(doc, cardId('a'), ANA, at(1_000)));
		const wrong: [string, (doc: Y.Doc) => unknown][] = [
			['foreign-author', (doc) => entry(doc).set('claim', { person: ANA, until: 9 })],
			['foreign-author', (doc) => entry(doc).delete('claim')],
			['invalid-value', (doc) => entry(doc).set('claim', { person: BEN })],
			['invalid-value', (doc) => entry(doc).set('claim', { person: BEN, until: -1 })],
			['invalid-value', (doc) => entry(doc).set('claim', { person: BEN, until: 9, note: 'x' })]
		];
		for (const [code, change] of wrong) expectRefused(code, desk(BEN), change);
		expect(claim(board.doc)).toEqual({ person: ANA, until: CLAIM_MS + 1_000 });
	});

	test('[G12] takes a call for help in one’s own name alone, and lets anybody end it', () => {
		expectRefused('foreign-author', desk(BEN), (doc) => entry(doc).set('help', { by: ANA, since: 1 }));
		expectRefused('invalid-value', desk(BEN), (doc) => entry(doc).set('help', { by: BEN, since: 1, why: 'x' }));
		expect(ana.send((doc) => askForHelp(doc, cardId('a'), ANA, at(1)))).toEqual(ACCEPTED);
		expect(findCard(board.doc, cardId('a'))?.help).toEqual({ by: ANA, since: 1 });
		ben.pull();
		expect(ben.send((doc) => endHelp(doc, cardId('a')))).toEqual(ACCEPTED);
		expect(findCard(board.doc, cardId('a'))?.help).toBeNull();
	});

	test('[G7] refuses an edit or removal of a colleague’s comment, whatever the operation would say', () => {
		const comment = { id: 'k1' as CommentId, author: ANA, text: 'Left a message' };
		ana.send((doc) => addComment(doc, cardId('a'), comment, at(2)));
		expect(ana.send((doc) => editComment(doc, cardId('a'), { ...comment, text: 'Twice' }, at(3)))).toEqual(ACCEPTED);
		const edit = (doc: Y.Doc) => editComment(doc, cardId('a'), { ...comment, text: 'Never' }, at(4));
		expectRefused('foreign-author', desk(BEN), edit);
		expectRefused('foreign-author', desk(BEN), (doc) => removeComment(doc, cardId('a'), comment.id, ANA));
		const signed = { author: BEN, at: 2, text: 'Never', edited: 4 };
		expectRefused('foreign-author', desk(BEN), (doc) => nestedOf(entry(doc), 'comments')!.set('k1', signed));
		expect(ana.send((doc) => removeComment(doc, cardId('a'), comment.id, ANA))).toEqual(ACCEPTED);
	});

	test('[G1, G8] takes all that the operations let people add to a card', () => {
		for (let n = 0; n < LIMITS.items * 3; n++) {
			const i = `i${n}` as ItemId;
			expect(ben.send((doc) => addItem(doc, cardId('a'), { id: i, text: 'x' }))).toEqual(ACCEPTED);
			expect(ben.send((doc) => removeItem(doc, cardId('a'), i))).toEqual(ACCEPTED);
		}
		const more = addItem(ben.doc, cardId('a'), { id: 'more' as ItemId, text: 'x' });
		expect(more).toMatchObject({ refusal: { code: 'too-many-items' } });
		for (let n = 0; n < LIMITS.labels * 3; n++) {
			expect(ben.send((doc) => addLabel(doc, cardId('a'), `label ${n}`))).toEqual(ACCEPTED);
			expect(ben.send((doc) => removeLabel(doc, cardId('a'), `label ${n}`))).toEqual(ACCEPTED);
		}
		expect(addLabel(ben.doc, cardId('a'), 'x')).toMatchObject({ refusal: { code: 'too-many-labels' } });
	});
});
