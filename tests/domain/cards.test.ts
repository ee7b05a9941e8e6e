import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard, blockCard, finishCard, moveCard, setField, unblockCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { DEPARTMENT_TEMPLATES, DEPARTMENTS } from '#domain/board/departments.ts';
import { writeFirstContent } from '#domain/board/columns.ts';
import { BOARD_SCHEMA, migrateBoard } from '#domain/board/migrations.ts';
import { allColumns, cardsIn, columnOf, findCard, isLate } from '#domain/board/queries.ts';
import { cardsOf, columnsOf, LIMITS, metaOf, readComments } from '#domain/board/schema.ts';
import type { ColumnId, CommentId, OrderKey, WallClock } from '#domain/ids.ts';
import {
	ANA,
	at,
	BEN,
	cardId,
	DOING,
	DONE,
	due,
	exchange,
	frontDesk,
	INBOX,
	newCard,
	replicas,
	TODO,
	withCard
} from './board.ts';

const titles = (doc: Y.Doc, column: ColumnId) =>
	cardsIn(doc, column).map(({ title }) => title.replace('Call back ', ''));
const same = (doc: Y.Doc, change: () => unknown) => {
	const before = String(Y.encodeStateAsUpdate(doc));
	const result = change();
	expect(String(Y.encodeStateAsUpdate(doc))).toBe(before);
	return result;
};

describe('cards', () => {
	test('[B4] two people’s first comments on one card both stay', () => {
		const docs = replicas(2);
		const card = withCard(docs[0]!, 'a');
		exchange(docs);
		addComment(docs[0]!, card, { id: 'k1' as CommentId, author: ANA, text: 'Left a message' }, at(2));
		addComment(docs[1]!, card, { id: 'k2' as CommentId, author: BEN, text: 'They called back' }, at(3));
		exchange(docs);
		for (const doc of docs) {
			expect(readComments(cardsOf(doc).get(card)!).map(({ text }) => text)).toEqual([
				'Left a message',
				'They called back'
			]);
		}
	});

	test('[B5, B11] outside an inbox a card needs an owner and a due time, whichever way it gets there', () => {
		const doc = frontDesk();
		const unowned = { owner: null, due: due('2026-03-02') };
		const undated = { owner: ANA, due: null };
		expect(same(doc, () => addCard(doc, newCard('a', unowned), at(1)))).toEqual({
			ok: false,
			refusal: { code: 'owner-required' }
		});
		expect(same(doc, () => addCard(doc, newCard('a', undated), at(1)))).toEqual({
			ok: false,
			refusal: { code: 'due-required' }
		});
		const captured = withCard(doc, 'a', { ...unowned, column: INBOX });
		expect(same(doc, () => moveCard(doc, captured, TODO, 'top', at(2)))).toEqual({
			ok: false,
			refusal: { code: 'owner-required' }
		});
		expect(same(doc, () => finishCard(doc, captured, at(2)))).toEqual({
			ok: false,
			refusal: { code: 'owner-required' }
		});
		const owned = withCard(doc, 'b');
		expect(same(doc, () => setField(doc, owned, 'owner', null))).toEqual({
			ok: false,
			refusal: { code: 'owner-required' }
		});
		expect(same(doc, () => setField(doc, owned, 'due', null))).toEqual({
			ok: false,
			refusal: { code: 'due-required' }
		});
		setField(doc, captured, 'owner', BEN);
		expect(moveCard(doc, captured, TODO, 'top', at(3)).ok).toBe(true);
		expect(findCard(doc, captured)?.place).toMatchObject({ column: TODO, since: 3 });
	});

	test('[B6] a card lands beside the neighbour it was dropped at', () => {
		const doc = frontDesk();
		const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => withCard(doc, name));
		moveCard(doc, d!, TODO, { before: b! }, at(2));
		expect(titles(doc, TODO)).toEqual(['a', 'd', 'b', 'c']);
		moveCard(doc, a!, TODO, { after: c! }, at(3));
		expect(titles(doc, TODO)).toEqual(['d', 'b', 'c', 'a']);
		moveCard(doc, a!, TODO, 'top', at(4));
		moveCard(doc, d!, DOING, { before: b! }, at(5));
		expect(titles(doc, TODO)).toEqual(['a', 'b', 'c']);
		expect(titles(doc, DOING)).toEqual(['d']);
	});

	test('[B6] also between neighbours that share an order key', () => {
		const doc = frontDesk();
		const tied = ['a', 'b', 'c'].map((name) => withCard(doc, name));
		for (const id of tied)
			cardsOf(doc)
				.get(id)!
				.set('place', { column: TODO, order: 'a5' as OrderKey, since: at(1) });
		const d = withCard(doc, 'd', { column: DOING });
		moveCard(doc, d, TODO, { after: tied[0]! }, at(2));
		expect(titles(doc, TODO)).toEqual(['a', 'd', 'b', 'c']);
		moveCard(doc, tied[2]!, TODO, { before: tied[1]! }, at(3));
		expect(titles(doc, TODO)).toEqual(['a', 'd', 'c', 'b']);
	});

	test('[B7] a card whose column is gone stands in the first column', () => {
		const doc = frontDesk();
		const card = withCard(doc, 'a', { column: DOING });
		columnsOf(doc).delete(DOING);
		expect(titles(doc, INBOX)).toEqual(['a']);
		expect(columnOf(findCard(doc, card)!, allColumns(doc))?.id).toBe(INBOX);
		expect(moveCard(doc, card, DOING, 'top', at(2))).toEqual({
			ok: false,
			refusal: { code: 'column-gone', column: DOING }
		});
	});

	test('[B8] adding a card again changes nothing', () => {
		const doc = frontDesk();
		const id = withCard(doc, 'a');
		moveCard(doc, id, DOING, 'top', at(2));
		expect(same(doc, () => addCard(doc, newCard('a', { title: 'Another' }), at(3)))).toEqual({ ok: true, value: id });
	});

	test('[B11] an operation on a card or column that is gone, or with a wrong value, changes nothing', () => {
		const doc = frontDesk();
		const id = withCard(doc, 'a');
		const gone = cardId('gone');
		const refusals = [
			() => moveCard(doc, gone, TODO, 'top', at(2)),
			() => setField(doc, gone, 'owner', ANA),
			() => setField(doc, id, 'due', due('2026-02-30')),
			() => setField(doc, id, 'patient', 'x'.repeat(LIMITS.patient + 1)),
			() => blockCard(doc, gone, 'waiting', at(2)),
			() => blockCard(doc, id, '  ', at(2)),
			() => unblockCard(doc, gone),
			() => addComment(doc, gone, { id: 'k1' as CommentId, author: ANA, text: 'x' }, at(2))
		].map((operation) => (same(doc, operation) as { refusal: { code: string } }).refusal.code);
		expect(refusals).toEqual([
			'card-gone',
			'card-gone',
			'due-invalid',
			'text-too-long',
			'card-gone',
			'reason-required',
			'card-gone',
			'card-gone'
		]);
	});

	test('[B12] titles and comments say something and keep their limits', () => {
		const doc = frontDesk();
		expect(addCard(doc, newCard('a', { title: ' \n ' }), at(1))).toEqual({
			ok: false,
			refusal: { code: 'title-required' }
		});
		const long = { title: 'x'.repeat(LIMITS.title + 1) };
		expect(addCard(doc, newCard('a', long), at(1))).toEqual({
			ok: false,
			refusal: { code: 'text-too-long', limit: LIMITS.title }
		});
		const id = withCard(doc, 'a', { title: '  Verify\ninsurance ' });
		expect(findCard(doc, id)?.title).toBe('Verify insurance');
		const comment = { id: 'k1' as CommentId, author: ANA };
		expect(addComment(doc, id, { ...comment, text: ' ' }, at(2))).toMatchObject({
			refusal: { code: 'comment-required' }
		});
		expect(addComment(doc, id, { ...comment, text: 'x'.repeat(LIMITS.comment + 1) }, at(2))).toMatchObject({
			refusal: { code: 'text-too-long' }
		});
	});

	test('[B12] a card takes so many comments and no more', () => {
		const doc = frontDesk();
		const id = withCard(doc, 'a');
		for (let i = 0; i < LIMITS.comments; i++) {
			addComment(doc, id, { id: `k${i}` as CommentId, author: ANA, text: 'x' }, at(2));
		}
		const more = () => addComment(doc, id, { id: 'kx' as CommentId, author: ANA, text: 'x' }, at(2));
		expect(same(doc, more)).toEqual({ ok: false, refusal: { code: 'too-many-comments', limit: LIMITS.comments } });
	});

	test('[B13] a card is blocked since its first block', () => {
		const doc = frontDesk();
		const id = withCard(doc, 'a');
		blockCard(doc, id, 'no answer', at(5));
		blockCard(doc, id, 'no answer, tried twice', at(9));
		expect(findCard(doc, id)?.blocked).toEqual({ reason: 'no answer, tried twice', since: 5 });
		unblockCard(doc, id);
		expect(findCard(doc, id)?.blocked).toBeNull();
	});

	test('[B14] a new board has its department’s columns with their kinds, in order', () => {
		for (const department of DEPARTMENTS) {
			const doc = new Y.Doc();
			writeFirstContent(doc, DEPARTMENT_TEMPLATES[department]);
			expect(allColumns(doc).map(({ title, kind }) => ({ title, kind }))).toEqual(
				DEPARTMENT_TEMPLATES[department].columns
			);
			expect(allColumns(doc)[0]?.kind).toBe('inbox');
		}
	});

	test('[B15] a board of a newer version is not opened', () => {
		const doc = frontDesk();
		migrateBoard(doc);
		metaOf(doc).set('schema', BOARD_SCHEMA + 1);
		expect(() => migrateBoard(doc)).toThrow(/knows/);
	});

	test('[T4] a finished card is never late', () => {
		const doc = frontDesk();
		const id = withCard(doc, 'a', { due: due('2026-03-02T09:00') });
		const late = () =>
			isLate(findCard(doc, id)!, columnOf(findCard(doc, id)!, allColumns(doc)), '2026-03-02T09:01' as WallClock);
		expect(late()).toBe(true);
		finishCard(doc, id, at(2));
		expect(findCard(doc, id)?.place.column).toBe(DONE);
		expect(late()).toBe(false);
	});
});
