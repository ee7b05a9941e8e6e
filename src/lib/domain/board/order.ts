import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { OrderKey } from '../ids.ts';

/** Something with a place in an ordered list. */
export interface Ordered {
	readonly id: string;
	readonly order: OrderKey;
}

/** A key for the newcomer, and new keys for neighbours that shared one key and so left no gap between them. */
export interface Slot {
	readonly order: OrderKey;
	readonly respaced: readonly Ordered[];
}

/** Keys for several newcomers that stay together. */
export interface Slots {
	readonly orders: readonly OrderKey[];
	readonly respaced: readonly Ordered[];
}

/** Longer keys come only from thousands of drops into one gap; a limit keeps a hostile one out of the document. */
const MAX_ORDER_LENGTH = 256;

/** By key, then by id: two people who drop into one gap at once get the same key, and every screen must still agree. */
export function byOrder(a: Ordered, b: Ordered): number {
	return compare(a.order, b.order) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** A key between two others, either of which may be missing. */
export function orderBetween(before: OrderKey | null, after: OrderKey | null): OrderKey {
	return generateKeyBetween(before, after) as OrderKey;
}

/** So many keys in ascending order, for a list made at once. */
export function orders(count: number): OrderKey[] {
	return generateNKeysBetween(null, null, count) as OrderKey[];
}

/** A key that puts a newcomer at `index` of a sorted list; {@link slotsAt} for one. */
export function slotAt(sorted: readonly Ordered[], index: number): Slot {
	const { orders, respaced } = slotsAt(sorted, index, 1);
	return { order: orders[0]!, respaced };
}

/**
 * Keys that put `count` newcomers, in their order, at `index` of a sorted list. Where the two neighbours share a key,
 * the ones behind it that share it too are respaced, since no key fits between equal ones.
 */
export function slotsAt(sorted: readonly Ordered[], index: number, count: number): Slots {
	const at = Math.max(0, Math.min(index, sorted.length));
	const before = sorted[at - 1]?.order ?? null;
	const tied: Ordered[] = [];
	for (const next of sorted.slice(at)) {
		if (next.order !== before) break;
		tied.push(next);
	}
	const after = sorted[at + tied.length]?.order ?? null;
	const keys = generateNKeysBetween(before, after, tied.length + count) as OrderKey[];
	return { orders: keys.slice(0, count), respaced: tied.map(({ id }, i) => ({ id, order: keys[count + i]! })) };
}

/** Whether a string can take part in the order: others must be able to find a key beside it. */
export function isOrderKey(value: unknown): value is OrderKey {
	if (typeof value !== 'string' || value.length > MAX_ORDER_LENGTH) return false;
	try {
		generateKeyBetween(value, null);
		generateKeyBetween(null, value);
		return true;
	} catch {
		return false;
	}
}
