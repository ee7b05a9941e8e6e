import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { can } from '#domain/access/can.ts';
import { EMERGENCY_MS, EMERGENCY_REASON } from '#domain/access/emergency.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound, notSignedIn, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';
import type { BoardDirectory, BoardSummary } from '../../ports/boards.ts';
import type { Emergencies, Emergency } from '../../ports/emergencies.ts';
import { reasonLine } from '../account/fields.ts';
import { requireManager } from '../account/manager.ts';
import type { Sessions } from '../account/sessions.ts';
import { newId } from '../account/tokens.ts';

/** A notice that no manager has put away is of no use any more after a quarter of a year; the record keeps it. */
const NOTICE_MS = 90 * 86_400_000;

const { least, most } = EMERGENCY_REASON;
const REASON = v.object({
	reason: reasonLine(least, most, say('emergencyReason'))
});

export interface EmergencyDeps {
	readonly accounts: Pick<Accounts, 'person'>;
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly emergencies: Emergencies;
	readonly sessions: Pick<Sessions, 'personChanged'>;
	readonly now: () => Instant;
}

/** Staff open a board without a right to it for an hour, in the record and under the managers' eyes. */
export function emergencyRoutes(deps: EmergencyDeps) {
	return new Hono<AppEnv>()
		.get('/emergency/boards', (c) => {
			const { person } = signedIn(c);
			const closed = deps.boards.list().filter((board) => !can(person, 'open-board', board));
			return c.json(
				closed.filter((board) => can(person, 'break-glass', board)).map(({ id, title }) => ({ id, title }))
			);
		})
		.post('/boards/:board/break-glass', async (c) => {
			boardToOpen(c, signedIn(c).person, deps.boards);
			const { reason } = await bodyOf(c, REASON);
			const begun = inOne(c, () => begin(c, deps, reason));
			deps.sessions.personChanged(signedIn(c).person.id);
			return c.json(begun, 201);
		})
		.delete('/boards/:board/break-glass', (c) => {
			const { person } = signedIn(c);
			const board = c.req.param('board') as BoardId;
			inOne(c, () => {
				if (deps.emergencies.end(person.id, board, deps.now()).length === 0) throw notFound();
				note(c, { kind: 'break-glass-ended' }, { board });
			});
			deps.sessions.personChanged(person.id);
			return c.body(null, 204);
		})
		.route('/', noticeRoutes(deps));
}

/** What managers have to know of, until each of them has put it away. */
function noticeRoutes({ boards, emergencies, now }: EmergencyDeps) {
	return new Hono<AppEnv>()
		.get('/notices', (c) => {
			const manager = requireManager(c);
			const titles = new Map(boards.list().map(({ id, title }) => [id, title]));
			const unseen = emergencies.unseenBy(manager.id, (now() - NOTICE_MS) as Instant);
			return c.json(unseen.map((emergency) => noticeOf(emergency, titles.get(emergency.board) ?? '')));
		})
		.delete('/notices/:notice', (c) => {
			const manager = requireManager(c);
			if (!emergencies.putAway(c.req.param('notice'), manager.id)) throw notFound();
			return c.body(null, 204);
		});
}

/** The person is read anew: they may have been changed while the body was on its way. */
function begin(c: Context<AppEnv>, { accounts, boards, emergencies, now }: EmergencyDeps, reason: string) {
	const person = accounts.person(signedIn(c).person.id);
	if (!person || person.disabled) throw notSignedIn();
	const board = boardToOpen(c, person, boards);
	const beganAt = now();
	const endsAt = (beganAt + EMERGENCY_MS) as Instant;
	emergencies.begin({ id: newId('e'), person: person.id, board: board.id, reason, beganAt, endsAt });
	note(c, { kind: 'break-glass', reason, until: endsAt }, { board: board.id });
	return { board: board.id, until: endsAt };
}

/** @throws {Problem} 404 for no board, 409 for one that is open to them anyway, 403 for whoever is not staff. */
function boardToOpen(c: Context<AppEnv>, person: Account, boards: EmergencyDeps['boards']): BoardSummary {
	const board = boards.list().find(({ id }) => id === c.req.param('board'));
	if (!board) throw notFound();
	if (can(person, 'open-board', board)) {
		throw new Problem(409, say('alreadyOpen'), { code: 'already-open' });
	}
	if (can(person, 'break-glass', board)) return board;
	throw new Problem(403, say('emergencyForStaff'), { code: 'not-allowed' });
}

function noticeOf({ id, person, board, reason, beganAt, endsAt }: Emergency, title: string) {
	return { id, kind: 'break-glass', person, board, title, reason, at: beganAt, until: endsAt };
}
