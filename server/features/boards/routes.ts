import { Hono } from 'hono';
import { can } from '#domain/access/can.ts';
import type { AppEnv } from '../../http/env.ts';
import { signedIn } from '../../http/session.ts';
import type { BoardDirectory } from '../../ports/boards.ts';

/** The boards that this person may open; of the others not even the name. */
export function boardRoutes(boards: Pick<BoardDirectory, 'list'>) {
	return new Hono<AppEnv>().get('/boards', (c) => {
		const { person } = signedIn(c);
		return c.json(boards.list().filter((board) => can(person, 'open-board', board)));
	});
}
