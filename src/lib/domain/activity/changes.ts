import type { Splice } from '../board/text.ts';
import type { Category, ColumnKind, Priority } from '../board/schema.ts';
import type { BoardId, CardId, ColumnId, CommentId, Due, Instant, ItemId, PersonId } from '../ids.ts';

/** A column as it was called at that moment, so that history stays true when it is renamed or removed. */
export interface ColumnNamed {
	readonly id: ColumnId;
	readonly title: string;
	readonly kind: ColumnKind;
}

/** A text edit as it was done: what went, what came, and where. Never the whole text. */
export interface TextSplice extends Omit<Splice, 'remove'> {
	readonly removed: string;
}

interface FromTo<T> {
	readonly from: T;
	readonly to: T;
}

/** What one accepted update did to a card, old and new. */
export type CardChange =
	| {
			readonly kind: 'card-created';
			readonly title: string;
			readonly column: ColumnNamed;
			readonly owner: PersonId | null;
			readonly due: Due | null;
			readonly category: Category | null;
			readonly priority: Priority;
			readonly patient: string | null;
	  }
	| ({ readonly kind: 'card-moved' } & FromTo<ColumnNamed>)
	| { readonly kind: 'card-reordered'; readonly column: ColumnNamed }
	| ({ readonly kind: 'owner-changed' } & FromTo<PersonId | null>)
	| ({ readonly kind: 'due-changed' } & FromTo<Due | null>)
	| ({ readonly kind: 'category-changed' } & FromTo<Category | null>)
	| ({ readonly kind: 'priority-changed' } & FromTo<Priority | null>)
	| ({ readonly kind: 'patient-changed' } & FromTo<string | null>)
	| ({ readonly kind: 'blocked-changed' } & FromTo<string | null>)
	| { readonly kind: 'text-edited'; readonly field: 'title' | 'description'; readonly splices: readonly TextSplice[] }
	| { readonly kind: 'comment-added'; readonly comment: CommentId; readonly text: string }
	| ({ readonly kind: 'comment-edited'; readonly comment: CommentId } & FromTo<string>)
	| { readonly kind: 'comment-removed'; readonly comment: CommentId; readonly text: string }
	| { readonly kind: 'label-added' | 'label-removed'; readonly label: string }
	| { readonly kind: 'item-added' | 'item-removed'; readonly item: ItemId; readonly text: string }
	| { readonly kind: 'item-edited'; readonly item: ItemId; readonly splices: readonly TextSplice[] }
	| { readonly kind: 'item-ticked'; readonly item: ItemId; readonly done: boolean }
	| { readonly kind: 'item-reordered'; readonly item: ItemId }
	| ({ readonly kind: 'archived-changed' } & FromTo<Instant | null>)
	/** "I'm on it": who is at the card just now; null once they have let go of it. That it ran out is no change. */
	| ({ readonly kind: 'claim-changed' } & FromTo<PersonId | null>)
	/** Who asked for help; null once it has come or is no longer wanted. */
	| ({ readonly kind: 'help-changed' } & FromTo<PersonId | null>)
	/** Handed over to another board; its lines there go on from those here. */
	| { readonly kind: 'card-left'; readonly to: string; readonly title?: string | null }
	| {
			readonly kind: 'card-came';
			readonly from: string;
			readonly fromTitle: string | null;
			readonly title: string;
			readonly column: ColumnNamed;
			readonly owner: PersonId | null;
			readonly due: Due | null;
			readonly patient: string | null;
	  }
	| { readonly kind: 'card-removed'; readonly title: string };

/** What one accepted update did to the board itself. */
export type BoardChange =
	| { readonly kind: 'column-added' | 'column-removed'; readonly column: ColumnNamed }
	| {
			readonly kind: 'column-changed';
			readonly column: ColumnNamed;
			readonly field: 'title' | 'kind' | 'order' | 'wipLimit';
			readonly from: string | number | null;
			readonly to: string | number | null;
	  }
	| {
			readonly kind: 'board-changed';
			readonly field: string;
			readonly from: string | number | null;
			readonly to: string | number | null;
	  }
	/** The board was written anew as it had been at that moment. */
	| { readonly kind: 'board-restored'; readonly to: Instant };

export type Change = CardChange | BoardChange;

/** A change and the card it happened to; null for one of the board itself. */
export interface Occurrence {
	readonly card: CardId | null;
	readonly change: Change;
}

/** One line of the record, as the server accepted it. */
export interface ActivityEntry extends Occurrence {
	/** Counts the whole practice's record from 1, without a hole. */
	readonly seq: number;
	readonly board: BoardId;
	readonly person: PersonId;
	/** When the server accepted it, by its clock. */
	readonly at: Instant;
}

/** The author of what the server itself writes: first content, migrations. */
export const SYSTEM = 'system' as PersonId;
