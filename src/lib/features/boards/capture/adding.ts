import type * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import { asInUse, addLabel } from '#domain/board/labels.ts';
import type { Column } from '#domain/board/schema.ts';
import type { PastedCard } from '#domain/capture/paste.ts';
import type { CardId, Instant, PersonId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';

/** A card as it was captured; what was pasted has a description too. */
export type CapturedCard = Omit<PastedCard, 'description'> & Partial<Pick<PastedCard, 'description'>>;

export interface Adding {
	readonly doc: Y.Doc;
	readonly me: PersonId;
	readonly at: Instant;
	/** A label in other letters is the same label. */
	readonly labels: readonly string[];
}

/** Makes a card of what was captured, its labels with it, in one step for everybody who sees it. */
export function addCaptured(
	{ doc, me, at, labels: inUse }: Adding,
	card: CapturedCard,
	column: Pick<Column, 'id'>,
	id: CardId
): Outcome<CardId> {
	const { title, owner, due, category, priority, patient, labels, description } = card;
	const origin = { kind: 'person', person: me, at } as const;
	const fields = {
		title,
		owner,
		due,
		category,
		patient,
		...(priority && { priority }),
		...(description && { description })
	};
	return doc.transact(() => {
		const outcome = addCard(doc, { id, column: column.id, origin, ...fields }, at);
		if (outcome.ok) for (const label of labels) addLabel(doc, id, asInUse(label, inUse));
		return outcome;
	});
}
