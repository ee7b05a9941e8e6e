import type { Change, ColumnNamed } from '#domain/activity/changes.ts';
import type { CardFields } from '#domain/board/cards.ts';
import type { Blocked, Origin } from '#domain/board/schema.ts';
import type { BoardId, CardId, CommentId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { ClockRange } from './typed-words.ts';

/** What a person did that the server does not hold, in a form that can be read, copied and done again. */
export type KeptChange =
	| {
			readonly kind: 'new-card';
			readonly column: ColumnNamed;
			readonly title: string;
			readonly description: string;
			readonly fields: CardFields;
			readonly blocked: Blocked | null;
			readonly origin: Origin | null;
			readonly comments: readonly KeptComment[];
	  }
	| { readonly kind: 'move'; readonly from: ColumnNamed; readonly to: ColumnNamed }
	| { readonly [F in keyof CardFields]: FieldChange<F> }[keyof CardFields]
	| { readonly kind: 'blocked'; readonly from: string | null; readonly reason: string | null }
	| {
			readonly kind: 'text';
			readonly field: 'title' | 'description';
			/** The text before the edits; null when it can no longer be told. */
			readonly before: string | null;
			/** The text as the person last saw it. */
			readonly after: string;
			/** The words that the person typed, alone. */
			readonly typed: string;
	  }
	| ({ readonly kind: 'comment' } & KeptComment)
	/** Can be read and copied only. */
	| { readonly kind: 'other'; readonly change: Change };

interface FieldChange<F extends keyof CardFields> {
	readonly kind: 'field';
	readonly field: F;
	readonly from: CardFields[F];
	readonly to: CardFields[F];
}

export interface KeptComment {
	readonly id: CommentId;
	readonly author: PersonId;
	readonly at: Instant;
	readonly text: string;
}

export interface LeftTo {
	readonly id: BoardId;
	readonly title: string | null;
}

/**
 * An edit whose replica was refused or retired before the server acknowledged it. It waits here until it is known to
 * have arrived, can be repeated without touching anybody's work, or its author decides.
 */
export interface KeptEdit {
	readonly id: string;
	readonly board: BoardId;
	/** The lineage it was made on, and what of that lineage's document it is. */
	readonly lineage: LineageId;
	readonly clocks: readonly ClockRange[];
	/** Null for a change of the board itself. */
	readonly card: CardId | null;
	readonly cardTitle: string;
	readonly what: KeptChange;
	/** What "Copy" puts on the clipboard. */
	readonly text: string;
	/** Whether `applyKept` can do it again; otherwise it can be copied and discarded. */
	readonly applicable: boolean;
	/** The board that its card had been handed over to when it arrived: only its author can bring it there. */
	readonly left?: LeftTo;
	/** When it was made, by this device. */
	readonly at: Instant;
}
