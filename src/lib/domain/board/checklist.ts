import * as Y from 'yjs';
import type { CardId, ItemId } from '../ids.ts';
import { done, refuse, type Outcome, type Refusal } from '../refusal.ts';
import { overLimit } from './cards.ts';
import { slotAt, type Ordered } from './order.ts';
import { indexOf, type SpotBeside } from './placing.ts';
import { takesMore } from './room-left.ts';
import { cardsOf, LIMITS, nestedOf, readChecklist, type YEntry } from './schema.ts';
import { spliceBetween } from './text.ts';

export interface NewItem {
	readonly id: ItemId;
	readonly text: string;
}

/**
 * Adds a step to a card's checklist. An id that is already there changes nothing.
 *
 * @returns the item's id, or `card-gone`, `item-required`, `text-too-long`, `too-many-items`.
 */
export function addItem(doc: Y.Doc, card: CardId, item: NewItem, spot: SpotBeside<ItemId> = 'bottom'): Outcome<ItemId> {
	const found = checklistOf(doc, card);
	if (!found) return refuse({ code: 'card-gone', card });
	const { entry, checklist } = found;
	if (checklist.has(item.id)) return done(item.id);
	const text = oneLine(item.text);
	const wrong = wrongWith(text);
	if (wrong) return refuse(wrong);
	if (!takesMore(checklist, LIMITS.items)) return refuse({ code: 'too-many-items', limit: LIMITS.items });

	const others = readChecklist(entry);
	const { order, respaced } = slotAt(others, indexOf(others, spot));
	doc.transact(() => {
		respaceItems(checklist, respaced);
		const fields = Object.entries({ text: new Y.Text(text), done: false, order });
		checklist.set(item.id, new Y.Map<unknown>(fields));
	});
	return done(item.id);
}

/**
 * Makes a step read `next` by the smallest splice, so that a colleague's words in it stay.
 *
 * @returns the item's id, or `card-gone`, `item-gone`, `item-required`, `text-too-long`.
 */
export function renameItem(doc: Y.Doc, card: CardId, item: ItemId, next: string): Outcome<ItemId> {
	const found = itemOf(doc, card, item);
	if (!('entry' in found)) return refuse(found);
	const text = found.entry.get('text');
	if (!(text instanceof Y.Text)) return refuse({ code: 'item-gone', item });
	const words = oneLine(next);
	const wrong = wrongWith(words);
	if (wrong) return refuse(wrong);
	const splice = spliceBetween(text.toString(), words);
	if (splice) {
		doc.transact(() => {
			if (splice.remove > 0) text.delete(splice.at, splice.remove);
			if (splice.insert !== '') text.insert(splice.at, splice.insert);
		});
	}
	return done(item);
}

/** Ticks a step or takes the tick away. @returns the item's id, or `card-gone`, `item-gone`. */
export function tickItem(doc: Y.Doc, card: CardId, item: ItemId, ticked: boolean): Outcome<ItemId> {
	const found = itemOf(doc, card, item);
	if (!('entry' in found)) return refuse(found);
	if ((found.entry.get('done') === true) !== ticked) found.entry.set('done', ticked);
	return done(item);
}

/** Moves a step beside another one of the same card. @returns the item's id, or `card-gone`, `item-gone`. */
export function moveItem(doc: Y.Doc, card: CardId, item: ItemId, spot: SpotBeside<ItemId>): Outcome<ItemId> {
	const found = itemOf(doc, card, item);
	if (!('entry' in found)) return refuse(found);
	const { checklist, entry } = found;
	const others = readChecklist(found.card).filter(({ id }) => id !== item);
	const { order, respaced } = slotAt(others, indexOf(others, spot));
	doc.transact(() => {
		respaceItems(checklist, respaced);
		entry.set('order', order);
	});
	return done(item);
}

/** Removes a step; one that is gone already is no refusal. @returns the item's id, or `card-gone`. */
export function removeItem(doc: Y.Doc, card: CardId, item: ItemId): Outcome<ItemId> {
	const found = checklistOf(doc, card);
	if (!found) return refuse({ code: 'card-gone', card });
	if (found.checklist.has(item)) found.checklist.delete(item);
	return done(item);
}

function checklistOf(doc: Y.Doc, card: CardId): { entry: YEntry; checklist: Y.Map<unknown> } | null {
	const entry = cardsOf(doc).get(card);
	const checklist = entry && nestedOf(entry, 'checklist');
	return checklist ? { entry, checklist } : null;
}

function itemOf(
	doc: Y.Doc,
	card: CardId,
	item: ItemId
): { card: YEntry; checklist: Y.Map<unknown>; entry: YEntry } | Refusal {
	const found = checklistOf(doc, card);
	if (!found) return { code: 'card-gone', card };
	const entry = found.checklist.get(item);
	return entry instanceof Y.Map
		? { card: found.entry, checklist: found.checklist, entry: entry as YEntry }
		: { code: 'item-gone', item };
}

function respaceItems(checklist: Y.Map<unknown>, respaced: readonly Ordered[]): void {
	for (const { id, order } of respaced) {
		const entry = checklist.get(id);
		if (entry instanceof Y.Map) entry.set('order', order);
	}
}

function wrongWith(text: string): Refusal | null {
	return text === '' ? { code: 'item-required' } : overLimit(text, LIMITS.item);
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
