import type { BoardListing } from '$lib/client/api.ts';
import type { BoardView } from '$lib/client/board-view.svelte.ts';
import type { Session } from '$lib/client/session.ts';
import { can } from '#domain/access/can.ts';
import type { BoardId } from '#domain/ids.ts';
import type { BoardOfMine } from '#domain/mine/boards.ts';

/** The boards on which a person can have work; whoever only reads has no day of their own. */
export function workBoards({ me, boards }: Pick<Session, 'me' | 'boards'>): readonly BoardListing[] {
	return boards.filter((board) => can(me.person, 'edit-board', board));
}

/** A board as the lists over all boards read it. */
export function listOf(board: BoardId, view: BoardView): BoardOfMine {
	return { board, columns: view.columns, cards: [...view.cardsByColumn.values()].flat() };
}
