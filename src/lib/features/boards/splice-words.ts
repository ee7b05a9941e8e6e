import type { TextSplice } from '#domain/activity/changes.ts';

/**
 * Joins what one person typed letter by letter into as few splices as tell it: each one that touches the words of the
 * one before becomes part of it.
 */
export function joinSplices(splices: readonly TextSplice[]): TextSplice[] {
	const joined: TextSplice[] = [];
	for (const next of splices) {
		const last = joined.at(-1);
		const one = last && touching(last, next);
		if (one) joined[joined.length - 1] = one;
		else joined.push(next);
	}
	return joined.filter(({ insert, removed }) => insert !== removed);
}

/** Both as one, when the second works within, or right at the edge of, what the first put there. */
function touching(first: TextSplice, second: TextSplice): TextSplice | null {
	const end = first.at + first.insert.length;
	const secondEnd = second.at + second.removed.length;
	if (second.at > end || secondEnd < first.at) return null;
	const before = second.removed.slice(0, Math.max(0, first.at - second.at));
	const after = second.removed.slice(second.removed.length - Math.max(0, secondEnd - end));
	const kept = first.insert.slice(0, Math.max(0, second.at - first.at));
	const rest = first.insert.slice(Math.max(0, secondEnd - first.at));
	return {
		at: Math.min(first.at, second.at),
		removed: before + first.removed + (secondEnd > end ? after : ''),
		insert: kept + second.insert + rest
	};
}
