import * as Y from 'yjs';
import { cardsOf, columnsOf } from '#domain/board/schema.ts';
import type { UpdateRefusal } from '#domain/refusal.ts';
import { requiredKeys, textLimit } from './shape.ts';

/**
 * A whole text may grow to so many times what one update may write. Nobody is refused for what others wrote before
 * them, so this is far beyond what people write and only keeps memory bounded.
 */
const WHOLE_TEXT = 16;

/**
 * Checks the cards and columns that an update touched as they are after it: whole, with all their required fields,
 * and within the hard limits. The last line behind the checks that need no applying.
 */
export function judgeTouched(
	doc: Y.Doc,
	{ cards, columns }: { readonly cards: Iterable<string>; readonly columns: Iterable<string> }
): UpdateRefusal | null {
	if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return { code: 'malformed' };
	for (const id of columns) {
		const column = columnsOf(doc).get(id);
		if (column && !requiredKeys('column').every((key) => column.has(key))) return { code: 'not-whole' };
	}
	for (const id of cards) {
		const card = cardsOf(doc).get(id);
		if (!card) continue;
		if (!requiredKeys('card').every((key) => card.has(key))) return { code: 'not-whole' };
		if (!textFits(card, 'title') || !textFits(card, 'description')) return { code: 'too-large' };
		const wrong = judgeChecklist(card.get('checklist'));
		if (wrong) return wrong;
	}
	return null;
}

function textFits(card: Y.Map<unknown>, field: 'title' | 'description'): boolean {
	const text = card.get(field);
	return text instanceof Y.Text && text.length <= textLimit(field) * WHOLE_TEXT;
}

function judgeChecklist(checklist: unknown): UpdateRefusal | null {
	if (!(checklist instanceof Y.Map)) return { code: 'not-whole' };
	for (const item of checklist.values()) {
		if (!(item instanceof Y.Map) || !requiredKeys('item').every((key) => item.has(key))) return { code: 'not-whole' };
		const text: unknown = item.get('text');
		if (!(text instanceof Y.Text) || text.length > textLimit('text') * WHOLE_TEXT) return { code: 'too-large' };
	}
	return null;
}
