import * as Y from 'yjs';
import type { Occurrence } from '#domain/activity/changes.ts';
import { cardsOf } from '#domain/board/schema.ts';
import { copyBoard, wholeCardOf, type WholeCard } from '#domain/board/whole.ts';
import type { Instant } from '#domain/ids.ts';
import type { Author, Renewal } from '../../ports/journal.ts';
import { renewalTo, type Ending } from '../../sync/renewal.ts';

/**
 * A board written anew as it was at an earlier moment. Cards that came later go to the archive, and the record tells
 * who did it.
 *
 * @param ended the board as it is.
 * @param fresh the board as it was at `to`, as `copyBoard` writes it.
 */
export function restoredTo(ending: Ending, ended: Y.Doc, fresh: Y.Doc, to: Instant, author: Author): Renewal {
	keepAway(ended, fresh);
	const renewal = renewalTo(ending, ended, fresh, []);
	const archived = renewal.first.removed.map((id) => wholeCardOf(id, cardsOf(ended).get(id)!));
	const occurrences: Occurrence[] = [{ card: null, change: { kind: 'board-restored', to } }];
	for (const card of archived.filter(isOnBoard)) {
		occurrences.push({ card: card.id, change: { kind: 'archived-changed', from: null, to: ending.at } });
	}
	const updates = renewal.first.updates.map((update) => ({ ...update, author, occurrences }));
	return { ...renewal, archived, first: { ...renewal.first, updates, removed: [] } };
}

/** What was handed over since is on another board, and stays there. */
function keepAway(ended: Y.Doc, fresh: Y.Doc): void {
	for (const [id, entry] of cardsOf(fresh).entries()) {
		const left: unknown = cardsOf(ended).get(id)?.get('left');
		if (left !== undefined) entry.set('left', left);
	}
}

/** A board's cards and columns in a new document, without any trace of how they came to be. */
export function freshCopy(source: Y.Doc): Y.Doc {
	const fresh = new Y.Doc();
	copyBoard(source, fresh, () => true);
	return fresh;
}

function isOnBoard({ fields }: WholeCard): boolean {
	return typeof fields.archived !== 'number';
}
