import type { CardId, PersonId } from '#domain/ids.ts';

/** Somebody who has the board open, and where; a person on two cards appears twice, in two tabs on one card once. */
export interface Present {
	readonly person: { readonly id: PersonId; readonly name: string; readonly colour: number };
	readonly card: CardId | null;
	readonly you: boolean;
}
