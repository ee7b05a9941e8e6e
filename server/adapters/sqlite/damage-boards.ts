import * as Y from 'yjs';
import { cardsOf, nestedOf, readPlace, textOf } from '#domain/board/schema.ts';
import type { BoardId } from '#domain/ids.ts';
import type { StoredBoard } from '../../ports/journal.ts';
import type { Db } from './database.ts';

/** A stored board as a document. @throws when its bytes cannot be read. */
export function documentOf({ snapshot, updates }: Pick<StoredBoard, 'snapshot' | 'updates'>): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of [snapshot, ...updates]) if (update) Y.applyUpdate(doc, update);
	});
	return doc;
}

/** @returns a sentence for each thing that a board's document lacks to be whole. */
export function documentProblems(board: BoardId, doc: Y.Doc): string[] {
	const pending = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
	const broken = [...cardsOf(doc).entries()].filter(([, entry]) => !isWhole(entry));
	return [
		...(pending ? [`${board} holds changes that stand on others which are missing`] : []),
		...broken.map(([id]) => `card ${id} of ${board} cannot be read`)
	];
}

/** @returns a sentence for each lineage in use whose updates are not complete from the first on. */
export function journalProblems(db: Db): string[] {
	const rows = db.prepare<[], { id: string; count: number; last: number; snapshot: number }>(
		`SELECT b.id, count(j.seq) AS count, coalesce(max(j.seq), 0) AS last,
		   coalesce((SELECT seq FROM snapshots s WHERE s.board = b.id AND s.lineage = b.lineage), 0) AS snapshot
		 FROM boards b LEFT JOIN journal j ON j.board = b.id AND j.lineage = b.lineage GROUP BY b.id`
	);
	return rows
		.all()
		.filter(({ count, last, snapshot }) => count === 0 || count !== last || snapshot > last)
		.map(({ id, count, last }) => `${id} has ${count} updates, the last with number ${last}`);
}

function isWhole(entry: unknown): boolean {
	if (!(entry instanceof Y.Map)) return false;
	const texts = (['title', 'description'] as const).every((field) => textOf(entry, field));
	const nested = (['labels', 'checklist', 'comments'] as const).every((field) => nestedOf(entry, field));
	return texts && nested && readPlace(entry.get('place')).column !== '';
}
