import * as Y from 'yjs';
import type { TextSplice } from '#domain/activity/changes.ts';

/** What one transaction wrote: the clocks `from` up to, but without, `to` of a client. */
export interface ClockRange {
	readonly client: number;
	readonly from: number;
	readonly to: number;
}

/**
 * What stands in a live text that was written within these clocks. Read from the text's own items, so a colleague's
 * words between, before or behind do not mix in. Words that lie apart are joined by a space.
 */
export function typedWords(text: Y.Text, written: readonly ClockRange[]): string {
	const runs: string[] = [];
	let run = '';
	for (let item = text._start; item !== null; item = item.right) {
		if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
		const { client, clock } = item.id;
		for (let i = 0; i < item.length; i += 1) {
			if (isWithin(written, client, clock + i)) {
				run += item.content.str[i];
				continue;
			}
			runs.push(run);
			run = '';
		}
	}
	return [...runs, run]
		.map((words) => words.trim())
		.filter(Boolean)
		.join(' ');
}

function isWithin(ranges: readonly ClockRange[], client: number, clock: number): boolean {
	return ranges.some((range) => range.client === client && range.from <= clock && clock < range.to);
}

/**
 * The text as it was before a person's edits, taken back one by one from the last.
 *
 * @returns null when somebody else's edits lie between: there is no such text then.
 */
export function textBefore(after: string, edits: readonly (readonly TextSplice[])[]): string | null {
	let text = after;
	for (const { at, removed, insert } of edits.flat().reverse()) {
		if (text.slice(at, at + insert.length) !== insert) return null;
		text = text.slice(0, at) + removed + text.slice(at + insert.length);
	}
	return text;
}
