import type { CardFields } from '../board/cards.ts';
import type { BoardId, CardId, PersonId } from '../ids.ts';
import type { Change } from './changes.ts';

export type MeetingField = keyof CardFields | 'blocked';

/** What two people changed, each without knowing of the other's change. */
export type MetOver =
	/** Both wrote in one text; it has the words of both. `step` is a step of the checklist. */
	| { readonly kind: 'text'; readonly field: 'title' | 'description' | 'step' }
	/** Both gave one field a value; only one can hold. */
	| {
			readonly kind: 'field';
			readonly field: MeetingField;
			readonly holder: PersonId;
			readonly holds: string | null;
			/** Left out where only the browser of its author still knows it. */
			readonly lost?: string | null;
	  }
	/** The late one changed a card that the other had put away. */
	| { readonly kind: 'was-put-away' }
	/** The late one put a card away on which the other had written. */
	| { readonly kind: 'put-away' }
	/** The late one changed what a card had left behind that was handed over: nobody sees these changes there. */
	| {
			readonly kind: 'left';
			readonly to: { readonly id: BoardId; readonly title: string | null };
			readonly changes: readonly Change[];
	  };

/** Two people changed one thing of a card without knowing of each other. The server says so to both. */
export interface Meeting {
	readonly card: CardId;
	readonly title: string;
	/** Whose change arrived second. */
	readonly late: PersonId;
	/** Whose was there by then. */
	readonly others: readonly PersonId[];
	readonly over: MetOver;
}
