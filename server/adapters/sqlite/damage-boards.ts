import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { cardsOf, columnsOf, metaOf, nestedOf, readPlace, textOf } from '#domain/board/schema.ts';
import { HUDDLE_ROOTS } from '#domain/huddle/schema.ts';
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

/** A lineage of a board, past or present, and how much of it is kept. */
interface Life {
	readonly board: string;
	readonly lineage: string;
	readonly retired: 0 | 1;
	readonly count: number;
	readonly last: number;
	readonly snapshot: number;
}

/** @returns a sentence for each lineage whose updates are not complete, or do not lead to the state that is kept of it. */
export function journalProblems(db: Db): string[] {
	const lives = db.prepare<[], Life>(
		`SELECT l.board, l.lineage, l.retired_at IS NOT NULL AS retired, count(j.seq) AS count,
		   coalesce(max(j.seq), 0) AS last,
		   coalesce((SELECT seq FROM snapshots s WHERE s.board = l.board AND s.lineage = l.lineage), 0) AS snapshot
		 FROM lineages l LEFT JOIN journal j ON j.board = l.board AND j.lineage = l.lineage GROUP BY l.board, l.lineage`
	);
	return lives.all().flatMap((life) => {
		const { board, retired, count, last, snapshot } = life;
		const complete = count > 0 && count === last && snapshot <= last;
		// Of what ended long ago, the oldest updates are let go.
		if (!complete) return retired ? [] : [`${board} has ${count} updates, the last with number ${last}`];
		return snapshot === 0 || leadsToSnapshot(db, life) ? [] : [`${board} is not what its updates lead to`];
	});
}

function leadsToSnapshot(db: Db, { board, lineage, snapshot }: Life): boolean {
	const state = db.prepare<[string, string], Uint8Array>('SELECT state FROM snapshots WHERE board = ? AND lineage = ?');
	const updates = db.prepare<[string, string, number], Uint8Array>(
		'SELECT update_ FROM journal WHERE board = ? AND lineage = ? AND seq <= ? ORDER BY seq'
	);
	try {
		const kept = documentOf({ snapshot: state.pluck().get(board, lineage)!, updates: [] });
		const led = documentOf({ snapshot: null, updates: updates.pluck().all(board, lineage, snapshot) });
		return isDeepStrictEqual(contentOf(kept), contentOf(led));
	} catch {
		return false;
	}
}

function contentOf(doc: Y.Doc): unknown[] {
	const huddle = HUDDLE_ROOTS.map((root) => doc.getMap(root));
	return [metaOf(doc), columnsOf(doc), cardsOf(doc), ...huddle].map((root) => root.toJSON());
}

function isWhole(entry: unknown): boolean {
	if (!(entry instanceof Y.Map)) return false;
	const texts = (['title', 'description'] as const).every((field) => textOf(entry, field));
	const nested = (['labels', 'checklist', 'comments'] as const).every((field) => nestedOf(entry, field));
	return texts && nested && readPlace(entry.get('place')).column !== '';
}
