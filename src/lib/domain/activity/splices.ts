import * as Y from 'yjs';
import type { TextSplice } from './changes.ts';

/**
 * What a transaction did to a live text, with the words that went. To be read while the transaction's observers
 * run: afterwards the removed words are gone from the document.
 */
export function splicesOf(event: Y.YEvent<Y.AbstractType<unknown>>): TextSplice[] {
	const splices: TextSplice[] = [];
	let at = 0;
	let open: { at: number; removed: string; insert: string } | null = null;
	for (let item = event.target._start; item !== null; item = item.right) {
		const added = event.adds(item);
		const words = item.content instanceof Y.ContentString ? item.content.str : '';
		if (added && !item.deleted) {
			open ??= { at, removed: '', insert: '' };
			open.insert += words;
		} else if (!added && event.deletes(item)) {
			open ??= { at, removed: '', insert: '' };
			open.removed += words;
		} else if (!item.deleted && open) {
			splices.push(open);
			open = null;
		}
		if (!item.deleted) at += item.length;
	}
	if (open) splices.push(open);
	return splices;
}
