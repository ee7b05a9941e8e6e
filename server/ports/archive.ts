import type { WholeCard } from '#domain/board/whole.ts';
import type { BoardId, CardId, Due, Instant, PersonId } from '#domain/ids.ts';

/** A card as a search over all boards shows it. */
export interface FoundCard {
	readonly board: BoardId;
	readonly id: CardId;
	readonly title: string;
	readonly patient: string | null;
	readonly owner: PersonId | null;
	readonly due: Due | null;
	readonly finished: boolean;
	/** When it was put away; null while it is on its board. */
	readonly archived: Instant | null;
}

/** Looks through the cards of all boards, those that have left them too. */
export interface CardSearch {
	/**
	 * The cards that have every one of these words, or one that begins so: in any letters, with accents or without. Of
	 * a card on a board its title and patient reference are looked through, of one in the archive all that was written
	 * on it. What is on a board comes first, then what fits best; where
	 * words fit thousands, the newest, and of the archive only among its newest.
	 */
	find(words: string, boards: readonly BoardId[], atMost: number): FoundCard[];
}

/** Cards that left the live document. */
export interface Archive {
	/** @returns null when the archive has no such card. */
	card(board: BoardId, id: CardId): { readonly card: WholeCard; readonly archived: Instant } | null;
}
