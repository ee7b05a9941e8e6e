import { Hono } from 'hono';
import { can } from '#domain/access/can.ts';
import type { BoardId, CardId } from '#domain/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import { notFound } from '../../http/problem.ts';
import { whoAsks } from '../../http/refusals.ts';
import { signedIn } from '../../http/session.ts';
import type { BoardDirectory } from '../../ports/boards.ts';
import type { Journal } from '../../ports/journal.ts';

/** A card's lines of the record, oldest first; looked up through its board, so that the board's rights hold. */
export function historyRoutes(boards: Pick<BoardDirectory, 'list'>, journal: Pick<Journal, 'cardHistory'>) {
	return new Hono<AppEnv>().get('/boards/:board/cards/:card/history', async (c) => {
		const { person } = signedIn(c);
		const board = boards.list().find(({ id }) => id === (c.req.param('board') as BoardId));
		if (!board || !can(person, 'open-board', board)) throw notFound();
		const card = c.req.param('card') as CardId;
		c.get('witness').cardRead(whoAsks(c), board.id, card);
		return c.json(await journal.cardHistory(board.id, card));
	});
}
