import type * as Y from 'yjs';
import { addCard, blockCard, finishCard, moveCard, setField, unblockCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import type { Category, Priority } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { CardId, ColumnId, CommentId, Due, Instant, PersonId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';

/** Something a person does to a card. */
export type Gesture = { readonly card: CardId } & (
	| ({ readonly do: 'create' } & NewDemoCard)
	| { readonly do: 'assign'; readonly owner: PersonId }
	| { readonly do: 'due'; readonly due: Due }
	| { readonly do: 'patient'; readonly patient: string }
	| { readonly do: 'priority'; readonly priority: Priority }
	| { readonly do: 'move'; readonly column: ColumnId; readonly to: 'top' | 'bottom' }
	| { readonly do: 'describe'; readonly description: string }
	| { readonly do: 'comment'; readonly comment: CommentId; readonly text: string }
	| { readonly do: 'block'; readonly reason: string }
	| { readonly do: 'unblock' }
	| { readonly do: 'finish' }
);

export interface NewDemoCard {
	readonly title: string;
	readonly column: ColumnId;
	readonly category: Category;
	readonly owner: PersonId | null;
	readonly due: Due | null;
	readonly patient: string | null;
}

export interface TimedGesture {
	readonly at: Instant;
	readonly person: PersonId;
	readonly gesture: Gesture;
}

/** Does it to the board by the same operations that the screens use. */
export function perform(doc: Y.Doc, { at, person, gesture }: TimedGesture): Outcome<CardId | CommentId> {
	const { card } = gesture;
	switch (gesture.do) {
		case 'create':
			return addCard(doc, { ...gesture, id: card, origin: { kind: 'person', person, at } }, at);
		case 'assign':
			return setField(doc, card, 'owner', gesture.owner);
		case 'due':
			return setField(doc, card, 'due', gesture.due);
		case 'patient':
			return setField(doc, card, 'patient', gesture.patient);
		case 'priority':
			return setField(doc, card, 'priority', gesture.priority);
		case 'move':
			return moveCard(doc, card, gesture.column, gesture.to, at);
		case 'describe':
			return editText(doc, card, 'description', gesture.description);
		case 'comment':
			return addComment(doc, card, { id: gesture.comment, author: person, text: gesture.text }, at);
		case 'block':
			return blockCard(doc, card, gesture.reason, at);
		case 'unblock':
			return unblockCard(doc, card);
		case 'finish':
			return finishCard(doc, card, at);
	}
}
