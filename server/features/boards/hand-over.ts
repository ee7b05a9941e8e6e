import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { can } from '#domain/access/can.ts';
import { handOver } from '#domain/board/hand-over.ts';
import { isId, type BoardId, type CardId, type Due, type Instant, type PersonId } from '#domain/ids.ts';
import { isDue } from '#domain/time.ts';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { notFound, Problem, refused } from '../../http/problem.ts';
import { whoAsks } from '../../http/refusals.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { BoardDirectory, BoardSummary } from '../../ports/boards.ts';
import { NotSaved } from '../../sync/room.ts';
import type { Rooms } from '../../sync/rooms.ts';

const WHERE = say('handOverTo');
const WHO = say('handOverOwner');
const WHEN = say('due');

const HAND_OVER = v.object({
	to: v.pipe(
		v.optional(v.string(WHERE), ''),
		v.check((text: string) => isId(text), WHERE)
	),
	owner: v.optional(
		v.nullable(
			v.pipe(
				v.string(WHO),
				v.check((text: string) => isId(text), WHO)
			)
		),
		null
	),
	due: v.optional(
		v.pipe(
			v.string(WHEN),
			v.check((text: string) => isDue(text), WHEN)
		)
	)
});

export interface HandOverDeps {
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly rooms: Pick<Rooms, 'editTogether'>;
	readonly accounts: Pick<Accounts, 'person'>;
	readonly now: () => Instant;
}

/**
 * Gives a card to another department, whether or not whoever gives it may open that department's board: it lands in
 * the inbox there, and from then on it is theirs.
 */
export function handOverRoutes(deps: HandOverDeps) {
	return new Hono<AppEnv>()
		.get('/boards/:board/hand-over', (c) => {
			const board = boardOf(c, deps);
			const others = deps.boards.list().filter(({ id }) => id !== board.id);
			return c.json(others.map(({ id, department, title }) => ({ id, department, title })));
		})
		.post('/boards/:board/cards/:card/hand-over', async (c) => {
			boardOf(c, deps);
			const { to, owner, due } = await bodyOf(c, HAND_OVER);
			// Asked again: the right may have gone while the body was on its way.
			const from = boardOf(c, deps);
			const target = deps.boards.list().find(({ id }) => id === (to as BoardId) && id !== from.id);
			if (!target) throw wrongField('to', WHERE);
			if (owner !== null && !mayOwn(deps, owner as PersonId, target)) throw wrongField('owner', WHO);
			const card = c.req.param('card') as CardId;
			const by = signedIn(c).person.id;
			const what = { card, from, to: target, by, owner: owner as PersonId | null, ...(due && { due: due as Due }) };
			const outcome = await deps.rooms
				.editTogether([from.id, target.id], whoAsks(c), (here, there) => handOver(here, there, what, deps.now()))
				.catch(tellUnsaved);
			if (!outcome) throw notFound();
			return outcome.ok ? c.json({ board: target.id, card }) : refused(c, outcome.refusal);
		});
}

/** @throws {Problem} 404 for a board that they may not open, 403 for one that they only read. */
function boardOf(c: Context<AppEnv>, { boards, accounts }: HandOverDeps): BoardSummary {
	const person = accounts.person(signedIn(c).person.id);
	const board = boards.list().find(({ id }) => id === (c.req.param('board') as BoardId));
	if (!board || !person || person.disabled || !can(person, 'open-board', board)) throw notFound();
	if (can(person, 'edit-board', board)) return board;
	throw new Problem(403, say('onlyReads'), { code: 'not-allowed' });
}

/** Whoever works on that board for good: an emergency ends. */
function mayOwn({ accounts }: HandOverDeps, id: PersonId, board: BoardSummary): boolean {
	const person = accounts.person(id);
	return person !== null && !person.disabled && can({ ...person, emergencies: [] }, 'edit-board', board);
}

function tellUnsaved(error: unknown): never {
	if (!(error instanceof NotSaved)) throw error;
	throw new Problem(503, say('cardNotHandedOver'), { code: 'not-saved' });
}
