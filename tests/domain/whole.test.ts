import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { blockCard, moveCard, setField } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { cardsOf, nestedOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import { copyBoard, wholeCardOf } from '#domain/board/whole.ts';
import type { CommentId } from '#domain/ids.ts';
import { ANA, at, cardId, DOING, frontDesk, withCard } from './board.ts';

function busyBoard(names: readonly string[], words: string): Y.Doc {
	const doc = frontDesk();
	for (const name of names) {
		const id = withCard(doc, name, { description: words });
		moveCard(doc, id, DOING, 'top', at(5));
		setField(doc, id, 'patient', 'J.M. 4821');
		blockCard(doc, id, 'no answer', at(6));
		editText(doc, id, 'title', `${name} ${words}`.slice(0, 100));
		addComment(doc, id, { id: 'k1' as CommentId, author: ANA, text: words || 'x' }, at(7));
		const entry = cardsOf(doc).get(id)!;
		nestedOf(entry, 'labels')!.set('recheck', true);
		nestedOf(entry, 'checklist')!.set(
			'i1',
			new Y.Map<unknown>(Object.entries({ text: new Y.Text(words), done: true, order: 'a0' }))
		);
	}
	return doc;
}

test('[B16] a board that is written anew has everything that was on it, and nothing of how it came to be', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
			fc.string({ unit: 'binary', maxLength: 30 }),
			(names, words) => {
				const before = busyBoard(names, words.toWellFormed().trim());
				const after = new Y.Doc();
				copyBoard(before, after, () => true);
				expect(after.toJSON()).toEqual(before.toJSON());
				expect([...Y.decodeStateVector(Y.encodeStateVector(after)).keys()]).toEqual([after.clientID]);
			}
		),
		{ numRuns: 60 }
	);
});

test('[B16] and leaves out the cards that are not to be kept', () => {
	const before = busyBoard(['a', 'b'], 'words');
	const after = new Y.Doc();
	copyBoard(before, after, ({ id }) => id !== cardId('a'));
	expect([...cardsOf(after).keys()]).toEqual([cardId('b')]);
	expect(wholeCardOf(cardId('b'), cardsOf(after).get(cardId('b'))!)).toEqual(
		wholeCardOf(cardId('b'), cardsOf(before).get(cardId('b'))!)
	);
});
