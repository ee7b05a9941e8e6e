import * as Y from 'yjs';
import type { CardId } from '../ids.ts';
import {
	cardsOf,
	columnsOf,
	metaOf,
	nestedOf,
	NESTED,
	readChecklist,
	readComments,
	textOf,
	type ChecklistItem,
	type Comment,
	type YEntry
} from './schema.ts';

/** A card with everything in it as plain values: what an archive keeps and a restored board is made from. */
export interface WholeCard {
	readonly id: CardId;
	/** Owner, due, place and all else that is one value. */
	readonly fields: Readonly<Record<string, unknown>>;
	readonly title: string;
	readonly description: string;
	readonly labels: readonly string[];
	readonly checklist: readonly ChecklistItem[];
	readonly comments: readonly Comment[];
}

export function wholeCardOf(id: string, entry: YEntry): WholeCard {
	const fields = Object.fromEntries([...entry.entries()].filter(([key]) => !NESTED.some((nested) => nested === key)));
	return {
		id: id as CardId,
		fields,
		title: textOf(entry, 'title')?.toString() ?? '',
		description: textOf(entry, 'description')?.toString() ?? '',
		labels: [...(nestedOf(entry, 'labels')?.keys() ?? [])],
		checklist: readChecklist(entry),
		comments: readComments(entry)
	};
}

/** Writes a card as it was. The server alone does this: on a replica it would stand beside the card it copies. */
export function putWholeCard(doc: Y.Doc, card: WholeCard): void {
	const comments = card.comments.map(({ id, author, at, text, edited }) => {
		return [id, { author, at, text, ...(edited === null ? {} : { edited }) }] as const;
	});
	const items = card.checklist.map(({ id, text, done, order }) => {
		return [id, new Y.Map<unknown>(Object.entries({ text: new Y.Text(text), done, order }))] as const;
	});
	const entry = new Y.Map<unknown>([
		...Object.entries(card.fields),
		...Object.entries({
			title: new Y.Text(card.title),
			description: new Y.Text(card.description),
			labels: new Y.Map<unknown>(card.labels.map((label) => [label, true])),
			checklist: new Y.Map<unknown>(items),
			comments: new Y.Map<unknown>(comments)
		})
	]);
	cardsOf(doc).set(card.id, entry);
}

/**
 * Writes a board anew into an empty document: the same columns and the chosen cards, without any trace of how they
 * came to be. Client ids, deleted text and overwritten values stay behind.
 */
export function copyBoard(from: Y.Doc, to: Y.Doc, keeps: (card: WholeCard) => boolean): void {
	to.transact(() => Array.from(copyBoardInParts(from, to, keeps)));
}

/** As {@link copyBoard}, a few cards at a time: whoever takes the parts decides when. `from` must not change meanwhile. */
export function* copyBoardInParts(from: Y.Doc, to: Y.Doc, keeps: (card: WholeCard) => boolean): Generator<void> {
	to.transact(() => {
		for (const [key, value] of metaOf(from).entries()) metaOf(to).set(key, value);
		for (const [id, column] of columnsOf(from).entries()) {
			columnsOf(to).set(id, new Y.Map<unknown>([...column.entries()]));
		}
	});
	const cards = [...cardsOf(from).entries()];
	for (let i = 0; i < cards.length; i += A_PART) {
		to.transact(() => {
			for (const [id, entry] of cards.slice(i, i + A_PART)) {
				const card = wholeCardOf(id, entry);
				if (keeps(card)) putWholeCard(to, card);
			}
		});
		yield;
	}
}

/** Some milliseconds' worth of cards. */
const A_PART = 100;
