import { setImmediate } from 'node:timers/promises';
import { Hono } from 'hono';
import * as v from 'valibot';
import * as Y from 'yjs';
import { can, type Person } from '#domain/access/can.ts';
import { allCards } from '#domain/board/queries.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { signedIn } from '../../http/session.ts';
import type { BoardDirectory, BoardSummary } from '../../ports/boards.ts';
import type { PastBoards } from '../../ports/past.ts';
import { NotSaved } from '../../sync/room.ts';
import type { Rooms } from '../../sync/rooms.ts';
import { restoredTo } from './restored.ts';

const RESTORABLE_MS = 30 * 86_400_000;

/** Between so many updates, others get their turn. */
const AT_ONCE = 500;

const NO_INSTANT = 'Choose the moment to go back to.';
const MOMENT = v.object({
	at: v.pipe(v.optional(v.number(NO_INSTANT), -1), v.integer(NO_INSTANT), v.minValue(0, NO_INSTANT))
});

export interface RestoreDeps {
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly rooms: Rooms;
	readonly past: Pick<PastBoards, 'at'>;
	readonly now: () => Instant;
}

/** A manager takes a board back to what it was at a moment of the last 30 days. */
export function restoreRoutes(deps: RestoreDeps) {
	return new Hono<AppEnv>().post('/boards/:board/restore', async (c) => {
		const { person, sessionId } = signedIn(c);
		const board = boardFor(person, deps.boards, c.req.param('board') as BoardId);
		const to = (await bodyOf(c, MOMENT)).at as Instant;
		const source = await boardAt(deps, board.id, to);
		const author = { person: person.id, device: sessionId };
		await deps.rooms.renew(board.id, (ending, doc) => restoredTo(ending, doc, source, to, author)).catch(tellUnsaved);
		return c.json({ cards: allCards(source).length });
	});
}

function tellUnsaved(error: unknown): never {
	if (!(error instanceof NotSaved)) throw error;
	throw new Problem(503, 'The board cannot be saved at the moment. Try again in a minute.', { code: 'not-saved' });
}

function boardFor(person: Person, boards: RestoreDeps['boards'], id: BoardId): BoardSummary {
	const board = boards.list().find((one) => one.id === id);
	if (!board || !can(person, 'open-board', board)) throw notFound();
	if (can(person, 'restore-board', board)) return board;
	throw new Problem(403, 'Only a manager can take a board back. Ask one of yours.', { code: 'not-allowed' });
}

/** @throws {Problem} 422 when nobody can know any more, or yet, what the board was then. */
async function boardAt({ rooms, past, now }: RestoreDeps, board: BoardId, to: Instant): Promise<Y.Doc> {
	const asked = now();
	if (to > asked) throw wrongField('at', 'This moment has not come yet. Choose an earlier one.');
	if (to < asked - RESTORABLE_MS) {
		throw wrongField('at', 'Boards can be taken back by 30 days at most. Choose a later moment.');
	}
	// What was accepted by then may still be on its way to the disk.
	await rooms.within(board, (room) => room.committed(() => undefined));
	const updates = await past.at(board, to);
	if (!updates) throw wrongField('at', 'The board was not there yet at this moment. Choose a later one.');
	const doc = new Y.Doc();
	for (let i = 0; i < updates.length; i += AT_ONCE) {
		doc.transact(() => updates.slice(i, i + AT_ONCE).forEach((update) => Y.applyUpdate(doc, update)));
		await setImmediate();
	}
	return doc;
}
