import * as Y from 'yjs';
import { addCard, setField } from '#domain/board/cards.ts';
import { allColumns } from '#domain/board/queries.ts';
import { cardsOf, columnsOf } from '#domain/board/schema.ts';
import { at, cardId, due, newCard, TODO } from '../domain/board.ts';
import type { Replica } from './replica.ts';
import type { Target } from './targets.ts';

/** What people do on a board, on any of the servers. */

/** A card of one's own. @returns the number of the message that brings it. */
export function firstEdit(replica: Replica, { person }: Pick<Target, 'person'>, name: string): number {
	const origin = { kind: 'person' as const, person, at: at(1) };
	return replica.edit((doc) => {
		if (columnsOf(doc).size === 0) columnsOf(doc).set(TODO, new Y.Map());
		const [first] = allColumns(doc);
		const { ok } = addCard(doc, newCard(name, { origin, ...(first && { column: first.id }) }), at(1));
		if (!ok) throw new Error('a card could not be made');
	});
}

export function edit(replica: Replica, name: string, n: number): number {
	return replica.edit((doc) => void setField(doc, cardId(name), 'patient', `J.M. ${n}`));
}

/** Another day for a card, which a wall shows too. */
export function putOff(replica: Replica, name: string, n: number): number {
	const day = due(`2026-03-${String(1 + (n % 28)).padStart(2, '0')}`);
	return replica.edit((doc) => void setField(doc, cardId(name), 'due', day));
}

export function hasCard(doc: Y.Doc, name: string): boolean {
	return cardsOf(doc).has(cardId(name));
}
