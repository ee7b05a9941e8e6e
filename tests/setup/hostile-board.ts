import type * as Y from 'yjs';
import { addCard, blockCard } from '#domain/board/cards.ts';
import { addItem } from '#domain/board/checklist.ts';
import { addComment } from '#domain/board/comments.ts';
import { addLabel } from '#domain/board/labels.ts';
import { LIMITS } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { CardId, CommentId, ItemId, PersonId } from '#domain/ids.ts';
import { at, cardId, INBOX } from '../domain/board.ts';
import { HOSTILE_STRINGS } from './hostile-strings.ts';

/** A card for each hostile string, which stands in every field that takes it; from the smallest number on. */
export function writeHostileCards(doc: Y.Doc, by: PersonId, strings = HOSTILE_STRINGS): CardId[] {
	return strings.map((text, i) => {
		const id = cardId(`h${i}x`);
		const origin = { kind: 'person' as const, person: by, at: at(1) };
		const added = addCard(
			doc,
			{ id, column: INBOX, title: text, patient: text.slice(0, LIMITS.patient), origin },
			at(1)
		);
		if (!added.ok) throw new Error(`${text}: ${added.refusal.code}`);
		editText(doc, id, 'description', text);
		addComment(doc, id, { id: `k${i}` as CommentId, author: by, text }, at(1));
		addLabel(doc, id, text.slice(0, LIMITS.label));
		addItem(doc, id, { id: `i${i}` as ItemId, text: text.slice(0, LIMITS.item) });
		blockCard(doc, id, text.slice(0, LIMITS.reason), at(1));
		return id;
	});
}

/** As a title keeps it. */
export const asTitle = (text: string) => text.replace(/\s+/g, ' ').trim();
