import type * as Y from 'yjs';
import type { CardId } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { cardsOf, LIMITS, textOf } from './schema.ts';

export type TextField = 'title' | 'description';

/** The smallest single change from one text to another. `at` and `remove` count UTF-16 units. */
export interface Splice {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}

/**
 * Makes a card's live text read `next` by the smallest single splice, so that what a colleague
 * writes elsewhere in it at the same moment stays.
 *
 * @param caret where the writer's caret stands after the edit; tells which of several equal letters was typed.
 * @returns `card-gone` or `text-too-long`; a refused edit changes nothing.
 */
export function editText(doc: Y.Doc, id: CardId, field: TextField, next: string, caret?: number): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	const text = entry && textOf(entry, field);
	if (!text) return refuse({ code: 'card-gone', card: id });
	if (next.length > LIMITS[field] && next.length > text.length) {
		return refuse({ code: 'text-too-long', limit: LIMITS[field] });
	}
	const splice = spliceBetween(text.toString(), next, caret);
	if (splice) {
		doc.transact(() => {
			if (splice.remove > 0) text.delete(splice.at, splice.remove);
			if (splice.insert !== '') text.insert(splice.at, splice.insert);
		});
	}
	return done(id);
}

/** @returns null when nothing differs. Never cuts a surrogate pair in half: Yjs would store two broken characters. */
export function spliceBetween(before: string, after: string, caret = after.length): Splice | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	const tailAtMost = Math.min(shorter, Math.max(0, after.length - caret));
	let tail = 0;
	while (tail < tailAtMost && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
	let head = 0;
	while (head < shorter - tail && before[head] === after[head]) head += 1;
	while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
	if (splitsPair(before, head) || splitsPair(after, head)) head -= 1;
	if (splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)) tail -= 1;
	return { at: head, remove: before.length - head - tail, insert: after.slice(head, after.length - tail) };
}

function splitsPair(text: string, at: number): boolean {
	return at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
