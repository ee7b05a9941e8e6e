import { expect, test } from 'vitest';
import { addCard } from '#domain/board/cards.ts';
import { moveCards } from '#domain/board/moving.ts';
import { allCards, allColumns, cardsByColumn } from '#domain/board/queries.ts';
import type { CardId } from '#domain/ids.ts';
import { landingOf, standsAlready, stepFrom, type Sight } from '$lib/features/boards/landing.ts';
import { ANA, at, BEN, cardId, DOING, frontDesk, newCard, TODO } from '../domain/board.ts';

test('[F7] in lanes a card goes past the cards of its own owner, and lands beside them in another column', () => {
	const doc = frontDesk();
	const add = (name: string, owner = ANA, column = TODO) => addCard(doc, newCard(name, { owner, column }), at(1));
	for (const name of ['a1', 'b1', 'b2', 'a2']) add(name, name.startsWith('a') ? ANA : BEN);
	for (const name of ['b3', 'a3', 'b4']) add(name, name.startsWith('a') ? ANA : BEN, DOING);
	const columns = allColumns(doc);
	const sight = (): Sight => ({ columns, shown: cardsByColumn(allCards(doc), columns), lanes: true });
	const of = (column: typeof TODO, letter: string) =>
		[...sight().shown.get(column)!]
			.map(({ id }) => id.replace(/0+$/, '').slice(1))
			.filter((id) => id.startsWith(letter));
	const move = (id: CardId, direction: 'up' | 'right') => {
		const seen = sight();
		const to = stepFrom(seen, [id], landingOf(seen, [id])!, direction)!;
		expect(standsAlready(seen, [id], to)).toBe(false);
		moveCards(doc, [id], to.column, to.spot, at(2));
	};
	move(cardId('a2'), 'up');
	expect([of(TODO, 'a'), of(TODO, 'b')]).toEqual([
		['a2', 'a1'],
		['b1', 'b2']
	]);
	expect(stepFrom(sight(), [cardId('a2')], landingOf(sight(), [cardId('a2')])!, 'up')).toBeNull();
	move(cardId('b2'), 'right');
	expect([of(DOING, 'b'), of(DOING, 'a')]).toEqual([['b3', 'b2', 'b4'], ['a3']]);
});
