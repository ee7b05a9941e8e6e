import { setImmediate } from 'node:timers/promises';
import { Hono } from 'hono';
import * as v from 'valibot';
import * as Y from 'yjs';
import { can, type Person } from '#domain/access/can.ts';
import { allCards } from '#domain/board/queries.ts';
import { copyBoardInParts } from '#domain/board/whole.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { notFound, notSignedIn, Problem } from '../../http/problem.ts';
import { whoAsks } from '../../http/refusals.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { BoardDirectory, BoardSummary } from '../../ports/boards.ts';
import type { PastBoards } from '../../ports/past.ts';
import { NotSaved } from '../../sync/room.ts';
import type { Rooms } from '../../sync/rooms.ts';
import { restoredTo } from './restored.ts';

const RESTORABLE_DAYS = 30;
const RESTORABLE_MS = RESTORABLE_DAYS * 86_400_000;

/** How long a restore works before others get their turn. */
const TURN_MS = 8;

const NO_INSTANT = say('restoreMoment');
const MOMENT = v.object({
	at: v.pipe(v.optional(v.number(NO_INSTANT), -1), v.integer(NO_INSTANT), v.minValue(0, NO_INSTANT))
});

export interface RestoreDeps {
	readonly accounts: Pick<Accounts, 'person'>;
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly rooms: Rooms;
	readonly past: Pick<PastBoards, 'at'>;
	readonly now: () => Instant;
}

/** A manager takes a board back to what it was at a moment of the last 30 days. */
export function restoreRoutes(deps: RestoreDeps) {
	return new Hono<AppEnv>().post('/boards/:board/restore', async (c) => {
		const { person } = signedIn(c);
		const board = boardFor(person, deps.boards, c.req.param('board') as BoardId);
		const to = (await bodyOf(c, MOMENT)).at as Instant;
		const fresh = await boardAt(deps, board.id, to);
		// Putting it together may have taken seconds, and the right may have gone.
		const still = deps.accounts.person(person.id);
		if (!still || still.disabled) throw notSignedIn();
		boardFor(still, deps.boards, board.id);
		await deps.rooms
			.renew(board.id, (ending, doc) => restoredTo(ending, doc, fresh, to, whoAsks(c)))
			.catch(tellUnsaved);
		return c.json({ cards: allCards(fresh).length });
	});
}

function tellUnsaved(error: unknown): never {
	if (!(error instanceof NotSaved)) throw error;
	throw new Problem(503, say('boardNotSaved'), { code: 'not-saved' });
}

function boardFor(person: Person, boards: RestoreDeps['boards'], id: BoardId): BoardSummary {
	const board = boards.list().find((one) => one.id === id);
	if (!board || !can(person, 'open-board', board)) throw notFound();
	if (can(person, 'restore-board', board)) return board;
	throw new Problem(403, say('onlyManagersRestore'), { code: 'not-allowed' });
}

/**
 * The board as it was, in a new document without any trace of how it came to be.
 *
 * @throws {Problem} 422 when nobody can know any more, or yet, what the board was then.
 */
async function boardAt({ rooms, past, now }: RestoreDeps, board: BoardId, to: Instant): Promise<Y.Doc> {
	const asked = now();
	if (to > asked) throw wrongField('at', say('restoreEarlier'));
	if (to < asked - RESTORABLE_MS) {
		throw wrongField('at', say('restoreLater', RESTORABLE_DAYS));
	}
	// What was accepted by then may still be on its way to the disk.
	await rooms.within(board, (room) => room.committed(() => undefined));
	const updates = await past.at(board, to);
	if (!updates) throw wrongField('at', say('restoreNotYet'));
	const doc = new Y.Doc();
	await inTurns(updates, (update) => Y.applyUpdate(doc, update));
	const fresh = new Y.Doc();
	await inTurns(copyBoardInParts(doc, fresh, () => true));
	doc.destroy();
	return fresh;
}

/** Takes what is there piece by piece, and lets others have their turn every few milliseconds. */
async function inTurns<T>(pieces: Iterable<T>, take: (piece: T) => void = () => {}): Promise<void> {
	let end = performance.now() + TURN_MS;
	for (const piece of pieces) {
		take(piece);
		if (performance.now() < end) continue;
		await setImmediate();
		end = performance.now() + TURN_MS;
	}
}
