import type * as Y from 'yjs';
import { columnsOf, cardsOf, metaOf } from '../board/schema.ts';
import { boardChanges, columnChanges } from './board-changes.ts';
import { cardChanges, cardsAddedOrRemoved } from './card-changes.ts';
import type { Occurrence } from './changes.ts';

/**
 * Tells what each transaction did to the board, in the practice's words and with old and new. The one place that
 * reads a document's differences: record, history, notices and kept edits all live on it.
 *
 * @param isOfInterest asked before a transaction is read: to read one that brings a whole board costs more than to apply it.
 * @returns a function that stops it.
 */
export function observeActivity(
	doc: Y.Doc,
	tell: (occurrences: readonly Occurrence[], transaction: Y.Transaction) => void,
	isOfInterest: (transaction: Y.Transaction) => boolean = () => true
): () => void {
	let seen: Occurrence[] = [];
	const reading =
		<E>(read: (event: E) => readonly Occurrence[]) =>
		(events: readonly E[], transaction: Y.Transaction): void => {
			if (isOfInterest(transaction)) for (const event of events) seen.push(...read(event));
		};
	const onCards = reading((event: Y.YEvent<Y.AbstractType<unknown>>) => occurrencesOf(event, doc));
	const onColumns = reading(columnChanges);
	const readMeta = reading(boardChanges);
	const onMeta = (event: Y.YMapEvent<unknown>, transaction: Y.Transaction) => readMeta([event], transaction);
	const onDone = (transaction: Y.Transaction) => {
		if (seen.length === 0) return;
		const occurrences = seen;
		seen = [];
		tell(occurrences, transaction);
	};
	cardsOf(doc).observeDeep(onCards);
	columnsOf(doc).observeDeep(onColumns);
	metaOf(doc).observe(onMeta);
	doc.on('afterTransaction', onDone);
	return () => {
		cardsOf(doc).unobserveDeep(onCards);
		columnsOf(doc).unobserveDeep(onColumns);
		metaOf(doc).unobserve(onMeta);
		doc.off('afterTransaction', onDone);
	};
}

function occurrencesOf(event: Y.YEvent<Y.AbstractType<unknown>>, doc: Y.Doc): Occurrence[] {
	return event.path.length === 0 ? cardsAddedOrRemoved(event, doc) : cardChanges(event, doc);
}
