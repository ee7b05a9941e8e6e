import * as Y from 'yjs';
import { SYSTEM } from '#domain/activity/changes.ts';
import { copyBoard, wholeCardOf, type WholeCard } from '#domain/board/whole.ts';
import { cardsOf, readCard } from '#domain/board/schema.ts';
import { allColumns, columnOf } from '#domain/board/queries.ts';
import type { BoardId, Instant, LineageId } from '#domain/ids.ts';
import { newLineage } from '../ports/founding.ts';
import type { CardRow, Renewal } from '../ports/journal.ts';

export interface Ending {
	readonly board: BoardId;
	readonly lineage: LineageId;
	readonly seq: number;
	readonly at: Instant;
}

/**
 * What it takes to write a board anew from a state: as it is now, or as it once was.
 *
 * @param source what the new lineage is made from.
 * @param keeps cards for which it is false leave the board and are kept in the archive.
 */
export function renewalOf(ending: Ending, ended: Y.Doc, source: Y.Doc, keeps: (card: WholeCard) => boolean): Renewal {
	const archived: WholeCard[] = [];
	const doc = new Y.Doc();
	copyBoard(source, doc, (card) => {
		const stays = keeps(card);
		if (!stays) archived.push(card);
		return stays;
	});
	return renewalTo(ending, ended, doc, archived);
}

/**
 * As {@link renewalOf}, from a new document that has been written already.
 *
 * @param doc written by `copyBoard` or the like, under its own client id alone.
 */
export function renewalTo(ending: Ending, ended: Y.Doc, doc: Y.Doc, archived: readonly WholeCard[]): Renewal {
	const { board, lineage, seq, at } = ending;
	const update = { update: Y.encodeStateAsUpdate(doc), author: { person: SYSTEM, device: null }, at, occurrences: [] };
	const gone = [...cardsOf(ended).keys()].filter(
		(id) => !cardsOf(doc).has(id) && !archived.some((card) => card.id === id)
	);
	const first = {
		...{ board, lineage: newLineage(), seq: 1, updates: [update], cards: rowsOf(doc) },
		clients: [[doc.clientID, SYSTEM]] as const,
		removed: gone.map((id) => wholeCardOf(id, cardsOf(ended).get(id)!).id)
	};
	const last = { seq, state: Y.encodeStateAsUpdate(ended), stateVector: Y.encodeStateVector(ended) };
	return { board, from: lineage, at, last, first, archived };
}

function rowsOf(doc: Y.Doc): CardRow[] {
	const columns = allColumns(doc);
	return [...cardsOf(doc).entries()].flatMap(([id, entry]) => {
		const card = readCard(id, entry);
		return card.left ? [] : [{ card, column: columnOf(card, columns) }];
	});
}
