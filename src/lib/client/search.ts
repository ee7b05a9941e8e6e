import type { WholeCard } from '#domain/board/whole.ts';
import type { BoardId, CardId, Due, Instant, PersonId } from '#domain/ids.ts';
import { request } from './api.ts';

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

/** Over all boards that this person opens, what is on a board first. The words travel in the body, never in an address. */
export const searchCards = (words: string) =>
	request<{ cards: readonly FoundCard[]; more: boolean }>('POST', '/api/search', { words });

const archivePath = (board: BoardId, card: CardId) =>
	`/api/boards/${encodeURIComponent(board)}/archive/${encodeURIComponent(card)}`;

export const archivedCard = (board: BoardId, card: CardId) =>
	request<{ card: WholeCard; archived: Instant }>('GET', archivePath(board, card));

/** Brings a card back to its board. */
export const restoreCard = (board: BoardId, card: CardId) =>
	request<{ card: CardId }>('POST', `${archivePath(board, card)}/restore`);
