import { describe, expect, test } from 'vitest';
import { addCard, setField } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { editText } from '#domain/board/text.ts';
import type { CommentId } from '#domain/ids.ts';
import { ANA, at, cardId, newCard } from '../domain/board.ts';
import { boardWithCard, Desk } from './desk.ts';

describe('what is committed', () => {
	test('[S32] holds the rows of cards whose title or field changed, not of those with new words elsewhere', () => {
		const board = boardWithCard();
		const ana = new Desk(board, ANA, 21);
		const rowsAfter = (change: Parameters<Desk['send']>[0]) => {
			expect(ana.send(change).kind).toBe('accepted');
			const { updates, cards } = board.takeBatch();
			expect(updates.length).toBeGreaterThan(0);
			return cards.map(({ card }) => card.id);
		};
		board.takeBatch();
		const a = cardId('a');
		expect(rowsAfter((doc) => editText(doc, a, 'description', 'No answer.'))).toEqual([]);
		const comment = { id: 'k1' as CommentId, author: ANA, text: 'Called.' };
		expect(rowsAfter((doc) => addComment(doc, a, comment, at(3)))).toEqual([]);
		expect(rowsAfter((doc) => editText(doc, a, 'title', 'Call again'))).toEqual([a]);
		expect(rowsAfter((doc) => setField(doc, a, 'patient', 'J.M.'))).toEqual([a]);
		expect(rowsAfter((doc) => addCard(doc, newCard('b'), at(4)))).toEqual([cardId('b')]);
	});
});
