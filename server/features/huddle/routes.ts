import { Hono, type Context } from 'hono';
import { can } from '#domain/access/can.ts';
import type { CardRef } from '#domain/huddle/agenda.ts';
import type { HuddlePlan, PlanId } from '#domain/huddle/plan.ts';
import type { Minutes } from '#domain/huddle/record.ts';
import type { BoardId } from '#domain/ids.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound, notSignedIn, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Account } from '../../ports/accounts.ts';
import type { StoredHuddle } from '../../ports/huddles.ts';
import { begin, type BeginDeps } from './begin.ts';
import { START } from './fields.ts';
import { planRoutes } from './plan-routes.ts';

export interface HuddleDeps extends BeginDeps {
	/** Tells every screen that a huddle has begun or is over. */
	readonly tellAll: () => void;
}

/** Two years of weekly huddles. */
const PAST_AT_MOST = 104;

/** What huddles are planned, running and over, and what was decided in them. */
export function huddleRoutes(deps: HuddleDeps) {
	return new Hono<AppEnv>()
		.get('/huddles', (c) => {
			const { person } = signedIn(c);
			const mine = <T extends Pick<HuddlePlan, 'department'>>(list: readonly T[]) =>
				list.filter((one) => opens(person, one));
			return c.json({
				plans: mine(deps.huddles.plans()),
				running: mine(deps.huddles.running()).map(addressOf),
				past: mine(deps.huddles.past(PAST_AT_MOST)).map(({ id, title, minutes }) => summaryOf(id, title, minutes!))
			});
		})
		.get('/huddles/:huddle', (c) => {
			const { person } = signedIn(c);
			const huddle = deps.huddles.find(c.req.param('huddle') as BoardId);
			if (!huddle || !opens(person, huddle)) throw notFound();
			const { id, minutes } = huddle;
			if (!minutes) return c.json({ ...addressOf(huddle), minutes, cards: [], names: {}, boards: {} });
			const cards = titlesFor(person, id, minutes, deps);
			const boards = Object.fromEntries(deps.boards.list().map((board) => [board.id, board.title]));
			return c.json({ ...addressOf(huddle), minutes, cards, names: deps.huddles.names(id), boards });
		})
		.post('/huddles', async (c) => {
			const { plan: id } = await bodyOf(c, START);
			const plan = deps.huddles.plans().find((one) => one.id === (id as PlanId));
			const { person } = signedIn(c);
			if (!plan || !opens(person, plan)) throw notFound();
			mustTakePart(c, plan, deps);
			const before = deps.huddles.running().length;
			const huddle = await begin(deps, plan, person.id);
			if (deps.huddles.running().length > before) {
				inOne(c, () => note(c, { kind: 'huddle-started', whose: huddle.title }));
				deps.tellAll();
			}
			return c.json(addressOf(huddle), 201);
		})
		.route('/', planRoutes(deps));
}

/** A huddle is open to whoever opens the boards that it is about; the practice's to everybody who has any. */
export function opens(person: Account, { department }: Pick<HuddlePlan, 'department'>): boolean {
	return can(person, 'open-board', { id: '' as BoardId, department });
}

/** The person is read anew: they may have been changed while the body was on its way. */
function mustTakePart(c: Context<AppEnv>, { department }: HuddlePlan, { accounts }: HuddleDeps): void {
	const person = accounts.person(signedIn(c).person.id);
	if (!person || person.disabled) throw notSignedIn();
	if (can(person, 'edit-board', { id: '' as BoardId, department })) return;
	throw new Problem(403, say('onlyFollows'), { code: 'not-allowed' });
}

const addressOf = ({ id, lineage, plan, department, title, begun }: StoredHuddle) => {
	return { id, lineage, plan, department, title, begun };
};

function summaryOf(id: BoardId, title: string, minutes: Minutes) {
	const { plan, department, rhythm, begun, ended, why, leaders, present, decisions, skipped, walked } = minutes;
	return {
		...{ id, title, plan, department, rhythm, begun, ended, why, leaders },
		...{ present: present.length, decisions: decisions.length, skipped: skipped.length, walked: walked.length }
	};
}

/**
 * What the cards were called at the huddle, and on which board they stand today: only of boards that whoever reads
 * may open. The others stay cards of a department.
 */
function titlesFor(person: Account, id: BoardId, minutes: Minutes, { huddles, boards }: HuddleDeps) {
	const open = boards.list().filter((board) => can(person, 'open-board', board));
	const mine = open.map((board) => board.id);
	const { decisions, skipped, waiting, finished, cleared, actions } = minutes;
	const cards: CardRef[] = [...decisions, ...skipped, ...waiting, ...finished, ...cleared, ...actions];
	const then = new Map(huddles.titlesThen(id, mine).map(({ card, title }) => [card, title]));
	const today = new Map(huddles.titles(cards, mine).map((one) => [one.card, one]));
	return [...new Set(cards.map(({ card }) => card))].flatMap((card) => {
		const title = then.get(card) ?? today.get(card)?.title;
		return title === undefined ? [] : [{ card, title, board: today.get(card)?.board ?? null }];
	});
}
