import { expect, test } from 'vitest';
import type { Comment } from '#domain/board/schema.ts';
import type { CommentId, PersonId } from '#domain/ids.ts';
import { mentionsOf } from '#domain/mine/mentions.ts';
import { ANA, at, BEN, cardId } from './board.ts';
import { board, card } from './items.ts';

const PEOPLE = [
	{ id: ANA, name: 'Ana Petrova' },
	{ id: BEN, name: 'Ben Ito' }
];

const said = (author: PersonId, ms: number, text: string): Comment => {
	return { id: `k${ms}` as CommentId, author, at: at(ms), text, edited: null };
};

const COMMENTS: Record<string, Comment[]> = {
	asked: [said(BEN, 10, '@Ana can you call?'), said(BEN, 20, 'They called again, @ana')],
	answered: [said(BEN, 10, '@Ana can you call?'), said(ANA, 11, 'Done')],
	again: [said(ANA, 5, 'Done'), said(BEN, 30, 'Not quite, @Ana')],
	mine: [said(ANA, 10, 'Note to @Ana')],
	others: [said(BEN, 10, 'Ask @Ben, or mail ana@clinic.test')],
	finished: [said(BEN, 10, '@Ana look')],
	old: [said(BEN, 1, '@Ana look')]
};

test('[Y6] has what colleagues said to me on open cards and I have not answered, the newest first', () => {
	const cards = Object.entries(COMMENTS).map(([name, comments]) =>
		card(name, { owner: BEN, comments: comments.length, column: name === 'finished' ? 'done' : 'todo' })
	);
	const commentsOf = (_: unknown, id: string) => COMMENTS[id.slice(1).replace(/0+$/, '')] ?? [];
	const found = mentionsOf([board('desk', [...cards, card('silent')])], commentsOf, ANA, PEOPLE, at(2));
	expect(found.map(({ item, comment }) => [item.card.id, comment.at])).toEqual([
		[cardId('again'), 30],
		[cardId('asked'), 20]
	]);
});
