import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { archiveCards, archiveDone, unarchiveCards } from '#domain/board/archive.ts';
import { finishCard, moveCard } from '#domain/board/cards.ts';
import { addItem, moveItem, removeItem, renameItem, tickItem } from '#domain/board/checklist.ts';
import { CLAIM_MS, claimCard, claimOn, releaseCard } from '#domain/board/claim.ts';
import { addComment, editComment, removeComment } from '#domain/board/comments.ts';
import { askForHelp, endHelp } from '#domain/board/help.ts';
import { addLabel, asInUse, labelsInUse, removeLabel } from '#domain/board/labels.ts';
import { allCards, cardsIn, findCard } from '#domain/board/queries.ts';
import { cardsOf, LIMITS, readChecklist, readComments } from '#domain/board/schema.ts';
import type { CardId, CommentId, ItemId } from '#domain/ids.ts';
import { ANA, at, BEN, cardId, DOING, DONE, exchange, frontDesk, replicas, TODO, withCard } from './board.ts';

const item = (id: string) => id as ItemId;
const steps = (doc: Y.Doc, card: CardId) =>
	readChecklist(cardsOf(doc).get(card)!).map(({ text, done }) => (done ? `x ${text}` : text));
const code = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'done';

describe('checklists', () => {
	test('[B19] steps are added, reworded, ticked, moved and removed', () => {
		const doc = frontDesk();
		const card = withCard(doc, 'a');
		for (const word of ['active?', ' copay\n', 'visit limit'])
			addItem(doc, card, { id: item(word.trim()), text: word });
		addItem(doc, card, { id: item('first'), text: 'call' }, 'top');
		expect(steps(doc, card)).toEqual(['call', 'active?', 'copay', 'visit limit']);
		renameItem(doc, card, item('copay'), 'copay and deductible');
		tickItem(doc, card, item('first'), true);
		moveItem(doc, card, item('visit limit'), { before: item('active?') });
		expect(steps(doc, card)).toEqual(['x call', 'visit limit', 'active?', 'copay and deductible']);
		removeItem(doc, card, item('active?'));
		tickItem(doc, card, item('first'), false);
		expect(findCard(doc, card)?.checklist).toEqual({ done: 0, total: 3 });
	});

	test('[B19, B11] two people’s work on one list all stays, and what is gone or wrong is refused', () => {
		const docs = replicas(2);
		const [one, two] = docs as [Y.Doc, Y.Doc];
		const card = withCard(one, 'a');
		addItem(one, card, { id: item('i1'), text: 'fax order' });
		exchange(docs);
		renameItem(one, card, item('i1'), 'refax order');
		renameItem(two, card, item('i1'), 'fax order to Dr. Lee');
		tickItem(two, card, item('i1'), true);
		addItem(two, card, { id: item('i2'), text: 'file it' });
		exchange(docs);
		for (const doc of docs) expect(steps(doc, card)).toEqual(['x refax order to Dr. Lee', 'file it']);
		expect(code(tickItem(one, card, item('gone'), true))).toBe('item-gone');
		expect(code(renameItem(one, card, item('i1'), '  '))).toBe('item-required');
		expect(code(addItem(one, card, { id: item('i3'), text: 'x'.repeat(LIMITS.item + 1) }))).toBe('text-too-long');
		expect(code(addItem(one, cardId('gone'), { id: item('i3'), text: 'x' }))).toBe('card-gone');
	});

	test('[B19, B12] a card takes so many steps, also counting those that were removed again', () => {
		const doc = frontDesk();
		const card = withCard(doc, 'a');
		const add = (n: number) => addItem(doc, card, { id: item(`i${n}`), text: 'x' });
		for (let n = 0; n < LIMITS.items; n++) add(n);
		expect(code(add(LIMITS.items))).toBe('too-many-items');
		removeItem(doc, card, item('i0'));
		expect(code(add(LIMITS.items))).toBe('done');
		for (let n = 1; n < 3 * LIMITS.items; n++) {
			removeItem(doc, card, item(`i${n}`));
			add(LIMITS.items + n);
		}
		for (const { id } of readChecklist(cardsOf(doc).get(card)!)) removeItem(doc, card, id);
		expect(code(add(9_999))).toBe('too-many-items');
	});
});

describe('labels', () => {
	test('[B20] one in other letters is the same one', () => {
		const doc = frontDesk();
		const [a, b] = [withCard(doc, 'a'), withCard(doc, 'b')];
		expect(addLabel(doc, a, ' New  patient ')).toEqual({ ok: true, value: 'New patient' });
		expect(addLabel(doc, a, 'new PATIENT')).toEqual({ ok: true, value: 'New patient' });
		addLabel(doc, b, asInUse('NEW patient', labelsInUse(allCards(doc))));
		addLabel(doc, b, 'appeal');
		expect(labelsInUse(allCards(doc))).toEqual(['New patient', 'appeal']);
		removeLabel(doc, b, 'New patient');
		expect(findCard(doc, b)?.labels).toEqual(['appeal']);
		expect(code(addLabel(doc, a, ' '))).toBe('label-required');
		for (let n = 1; n < LIMITS.labels; n++) addLabel(doc, a, `label ${n}`);
		expect(code(addLabel(doc, a, 'one more'))).toBe('too-many-labels');
	});
});

describe('comments', () => {
	test('[B21] are changed and removed by their author alone', () => {
		const doc = frontDesk();
		const card = withCard(doc, 'a');
		const k1 = 'k1' as CommentId;
		addComment(doc, card, { id: k1, author: ANA, text: 'Left a message' }, at(2));
		expect(code(editComment(doc, card, { id: k1, author: BEN, text: 'No' }, at(3)))).toBe('not-your-comment');
		expect(code(removeComment(doc, card, k1, BEN))).toBe('not-your-comment');
		expect(code(editComment(doc, card, { id: k1, author: ANA, text: ' ' }, at(3)))).toBe('comment-required');
		editComment(doc, card, { id: k1, author: ANA, text: 'Left two messages' }, at(3));
		expect(readComments(cardsOf(doc).get(card)!)).toEqual([
			{ id: 'k1', author: ANA, at: 2, text: 'Left two messages', edited: 3 }
		]);
		expect(code(removeComment(doc, card, k1, ANA))).toBe('done');
		expect(code(removeComment(doc, card, k1, ANA))).toBe('done');
		expect(code(editComment(doc, card, { id: k1, author: ANA, text: 'x' }, at(4)))).toBe('comment-gone');
		expect(findCard(doc, card)?.comments).toBe(0);
	});
});

describe('the archive', () => {
	test('[B22] takes cards off the board and gives them back to where they stood', () => {
		const doc = frontDesk();
		const [a, b, c] = ['a', 'b', 'c'].map((name) => withCard(doc, name)) as [CardId, CardId, CardId];
		expect(archiveCards(doc, [b, c, cardId('gone')], at(9))).toEqual({ ok: true, value: [b, c] });
		expect(archiveCards(doc, [b], at(10))).toEqual({ ok: true, value: [] });
		expect(cardsIn(doc, TODO).map(({ id }) => id)).toEqual([a]);
		expect(unarchiveCards(doc, [a, b])).toEqual({ ok: true, value: [b] });
		expect(cardsIn(doc, TODO).map(({ id }) => id)).toEqual([a, b]);
		expect(code(archiveCards(doc, [cardId('gone')], at(9)))).toBe('card-gone');
	});

	test('[B22] takes what is finished, and nothing else', () => {
		const doc = frontDesk();
		const [a, b, c] = ['a', 'b', 'c'].map((name) => withCard(doc, name)) as [CardId, CardId, CardId];
		finishCard(doc, a, at(2));
		finishCard(doc, b, at(3));
		moveCard(doc, c, DOING, 'top', at(4));
		expect(code(archiveDone(doc, at(9), DOING))).toBe('column-not-done');
		expect(archiveDone(doc, at(9), DONE)).toEqual({ ok: true, value: [b, a] });
		expect(archiveDone(doc, at(9))).toEqual({ ok: true, value: [] });
		expect(allCards(doc).map(({ id }) => id)).toEqual([c]);
	});
});

describe('claims', () => {
	test('[B23] "I’m on it" holds five minutes, for one person', () => {
		const doc = frontDesk();
		const card = withCard(doc, 'a');
		const who = (ms: number) => claimOn(findCard(doc, card)!, at(ms))?.person ?? null;
		claimCard(doc, card, ANA, at(1_000));
		expect([who(1_000), who(CLAIM_MS + 999), who(CLAIM_MS + 1_000)]).toEqual([ANA, ANA, null]);
		const refusal = { code: 'claimed', by: ANA, until: CLAIM_MS + 1_000 };
		expect(claimCard(doc, card, BEN, at(2_000))).toEqual({ ok: false, refusal });
		releaseCard(doc, card, BEN);
		expect(who(2_000)).toBe(ANA);
		claimCard(doc, card, ANA, at(60_000));
		expect(who(CLAIM_MS + 50_000)).toBe(ANA);
		expect(code(claimCard(doc, card, BEN, at(CLAIM_MS + 60_000)))).toBe('done');
		expect(who(CLAIM_MS + 60_000)).toBe(BEN);
		releaseCard(doc, card, BEN);
		expect(findCard(doc, card)?.claim).toBeNull();
	});

	test('[B23] two at once end with one, and one without end with none', () => {
		const docs = replicas(2);
		const card = withCard(docs[0]!, 'a');
		exchange(docs);
		claimCard(docs[0]!, card, ANA, at(1_000));
		claimCard(docs[1]!, card, BEN, at(1_000));
		exchange(docs);
		const [one, two] = docs.map((doc) => claimOn(findCard(doc, card)!, at(2_000)));
		expect(one).not.toBeNull();
		expect(one).toEqual(two);
		cardsOf(docs[0]!).get(card)!.set('claim', { person: BEN, until: 1e15 });
		expect(claimOn(findCard(docs[0]!, card)!, at(2_000))).toBeNull();
		expect(code(claimCard(docs[0]!, card, ANA, at(2_000)))).toBe('done');
	});
});

describe('help', () => {
	test('[B28] the first call stands until anybody ends it', () => {
		const doc = frontDesk();
		const card = withCard(doc, 'a');
		askForHelp(doc, card, ANA, at(1_000));
		askForHelp(doc, card, BEN, at(2_000));
		expect(findCard(doc, card)?.help).toEqual({ by: ANA, since: at(1_000) });
		endHelp(doc, card);
		expect(findCard(doc, card)?.help).toBeNull();
		expect(code(askForHelp(doc, cardId('gone'), ANA, at(3_000)))).toBe('card-gone');
		expect(code(endHelp(doc, cardId('gone')))).toBe('card-gone');
	});
});
