import { Hono } from 'hono';
import { can } from '#domain/access/can.ts';
import type { BoardId, LineageId } from '#domain/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import { notFound } from '../../http/problem.ts';
import { signedIn } from '../../http/session.ts';
import type { BoardDirectory } from '../../ports/boards.ts';
import type { Journal } from '../../ports/journal.ts';

/**
 * What a retired lineage had at its end, as a state vector in base64: a browser that was away tells by it which of its
 * edits arrived in time, and repeats only the others on today's board.
 */
export function lineageRoutes(boards: Pick<BoardDirectory, 'list'>, journal: Pick<Journal, 'lastStateVector'>) {
	return new Hono<AppEnv>().get('/boards/:board/lineages/:lineage', async (c) => {
		const { person } = signedIn(c);
		const board = boards.list().find(({ id }) => id === (c.req.param('board') as BoardId));
		if (!board || !can(person, 'open-board', board)) throw notFound();
		const stateVector = await journal.lastStateVector(board.id, c.req.param('lineage') as LineageId);
		if (!stateVector) throw notFound();
		return c.json({ stateVector: Buffer.from(stateVector).toString('base64') });
	});
}
