import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { BoardId, CardId, LineageId } from '#domain/ids.ts';
import { boards, cardHistory, lineageEnd, type BoardListing } from './api.ts';

/** What a live board needs of the world around it. */
export interface Surroundings {
	/** `wss://host/sync`, without the board. */
	readonly socketUrl: string;
	readonly WebSocket: typeof WebSocket;
	/** Which documents are alive, each with its lineage. */
	readonly boards: () => Promise<readonly Pick<BoardListing, 'id' | 'lineage'>[]>;
	readonly cardHistory: (board: BoardId, card: CardId) => Promise<readonly ActivityEntry[]>;
	readonly lineageEnd: (board: BoardId, lineage: LineageId) => Promise<{ readonly stateVector: string }>;
}

export function browserSurroundings(): Surroundings {
	const { protocol, host } = window.location;
	return {
		socketUrl: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
		WebSocket: window.WebSocket,
		boards,
		cardHistory,
		lineageEnd
	};
}
