import { Hono, type Context } from 'hono';
import { can, type Person } from '#domain/access/can.ts';
import { bringBack } from '#domain/board/archive.ts';
import { cardsOf } from '#domain/board/schema.ts';
import { wholeCardOf, type WholeCard } from '#domain/board/whole.ts';
import type { BoardId, CardId, Instant } from '#domain/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { whoAsks } from '../../http/refusals.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Archive } from '../../ports/archive.ts';
import type { BoardDirectory, BoardSummary } from '../../ports/boards.ts';
import { NotSaved } from '../../sync/room.ts';
import type { Rooms } from '../../sync/rooms.ts';

export interface ArchiveDeps {
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly rooms: Pick<Rooms, 'within'>;
	readonly archive: Archive;
	readonly now: () => Instant;
}

interface PutAway {
	readonly card: WholeCard;
	readonly archived: Instant;
}

/** Cards that were put away, with all that is written on them: to read, and to bring back to their board. */
export function archiveRoutes(deps: ArchiveDeps) {
	return new Hono<AppEnv>()
		.get('/boards/:board/archive/:archived', async (c) => {
			const board = boardFor(signedIn(c).person, deps, c);
			const found = await findPutAway(deps, board.id, c.req.param('archived') as CardId);
			if (!found) throw notFound();
			c.get('witness').cardRead(whoAsks(c), board.id, found.card.id);
			return c.json(found);
		})
		.post('/boards/:board/archive/:archived/restore', async (c) => {
			const { person } = signedIn(c);
			const board = boardFor(person, deps, c);
			if (!can(person, 'edit-board', board)) {
				throw new Problem(403, say('onlyReads'), { code: 'not-allowed' });
			}
			const id = c.req.param('archived') as CardId;
			if (!(await restore(deps, board.id, id, whoAsks(c)))) throw notFound();
			return c.json({ card: id });
		});
}

function boardFor(person: Person, { boards }: ArchiveDeps, c: Context<AppEnv>): BoardSummary {
	const board = boards.list().find(({ id }) => id === (c.req.param('board') as BoardId));
	if (!board || !can(person, 'open-board', board)) throw notFound();
	return board;
}

/** An archived card stays in its board's document until that is written anew, and is in the archive from then on. */
async function findPutAway({ rooms, archive }: ArchiveDeps, board: BoardId, id: CardId): Promise<PutAway | null> {
	const there = await onBoard(rooms, board, id);
	if (!there) return archive.card(board, id);
	const { archived } = there.fields;
	return typeof archived === 'number' ? { card: there, archived: archived as Instant } : null;
}

async function onBoard(rooms: ArchiveDeps['rooms'], board: BoardId, id: CardId): Promise<WholeCard | null> {
	return rooms.within(board, (room) =>
		room.committed((doc) => {
			const entry = cardsOf(doc).get(id);
			return entry ? wholeCardOf(id, entry) : null;
		})
	);
}

/** @returns false when there is no such card; one that is back already stays as it is. */
async function restore(
	{ rooms, archive, now }: ArchiveDeps,
	board: BoardId,
	id: CardId,
	author: ReturnType<typeof whoAsks>
): Promise<boolean> {
	const there = await onBoard(rooms, board, id);
	const put = there ? null : archive.card(board, id);
	const card = there ?? put?.card;
	if (!card || card.fields.left !== undefined) return false;
	const from = put?.archived ?? (card.fields.archived as Instant | undefined) ?? null;
	const told = [{ card: id, change: { kind: 'archived-changed', from, to: null } }] as const;
	await rooms.within(board, (room) => room.edit(author, (doc) => bringBack(doc, card, now()), told)).catch(tellUnsaved);
	return true;
}

function tellUnsaved(error: unknown): never {
	if (!(error instanceof NotSaved)) throw error;
	throw new Problem(503, say('boardNotSaved'), { code: 'not-saved' });
}
