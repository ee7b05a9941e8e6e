import type * as Y from 'yjs';
import type { CardId, ColumnId, Instant } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { allColumns, cardsIn } from './queries.ts';
import { cardsOf, LIMITS, readCard, readPlace } from './schema.ts';
import { putWholeCard, type WholeCard } from './whole.ts';

/**
 * Puts cards away. They leave the board's columns at once, and the live document with its next renewal; the archive
 * keeps them with all their words.
 *
 * @returns the cards that were put away now, without those that were gone or put away already; or `card-gone` when
 * none of them is on the board any more, `too-many-at-once`.
 */
export function archiveCards(doc: Y.Doc, ids: readonly CardId[], now: Instant): Outcome<CardId[]> {
	return eachOf(doc, ids, (id) => {
		const entry = cardsOf(doc).get(id)!;
		if (readCard(id, entry).archived !== null) return false;
		entry.set('archived', now);
		return true;
	});
}

/** Brings cards back to where they stood, as long as they have not left the live document. The same refusals as {@link archiveCards}. */
export function unarchiveCards(doc: Y.Doc, ids: readonly CardId[]): Outcome<CardId[]> {
	return eachOf(doc, ids, (id) => {
		const entry = cardsOf(doc).get(id)!;
		if (readCard(id, entry).archived === null) return false;
		entry.delete('archived');
		return true;
	});
}

/**
 * Brings a card back that may have left the live document since: with all its words, to where it stood. What is on the
 * board already stays as it is. The server alone does this.
 */
export function bringBack(doc: Y.Doc, card: WholeCard, now: Instant): void {
	const entry = cardsOf(doc).get(card.id);
	if (entry) return entry.delete('archived');
	const { archived: _, ...fields } = card.fields;
	// Counted from today, so that a card which was finished long ago is not put away again tonight.
	const place = { ...readPlace(fields.place), since: now };
	putWholeCard(doc, { ...card, fields: { ...fields, place } });
}

/**
 * Puts away what is finished: one column's cards, or those of every column for what is done.
 *
 * @returns the cards that were put away, at most a thousand at a time; or `column-gone`, `column-not-done`.
 */
export function archiveDone(doc: Y.Doc, now: Instant, column?: ColumnId): Outcome<CardId[]> {
	const columns = allColumns(doc).filter(({ id, kind }) => (column === undefined ? kind === 'done' : id === column));
	if (column !== undefined && !columns[0]) return refuse({ code: 'column-gone', column });
	if (columns[0] && columns[0].kind !== 'done') return refuse({ code: 'column-not-done', column: columns[0].id });
	const finished = columns.flatMap(({ id }) => cardsIn(doc, id).map((card) => card.id));
	return finished.length === 0 ? done([]) : archiveCards(doc, finished.slice(0, LIMITS.atOnce), now);
}

function eachOf(doc: Y.Doc, ids: readonly CardId[], change: (id: CardId) => boolean): Outcome<CardId[]> {
	if (ids.length > LIMITS.atOnce) return refuse({ code: 'too-many-at-once', limit: LIMITS.atOnce });
	const there = ids.filter((id) => cardsOf(doc).has(id));
	if (ids[0] !== undefined && there.length === 0) return refuse({ code: 'card-gone', card: ids[0] });
	return done(doc.transact(() => there.filter(change)));
}
