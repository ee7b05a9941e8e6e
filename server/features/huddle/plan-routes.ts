import { Hono, type Context } from 'hono';
import type { HuddlePlan, PlanId } from '#domain/huddle/plan.ts';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound } from '../../http/problem.ts';
import { requireManager, stillManager } from '../account/manager.ts';
import { newId } from '../account/tokens.ts';
import { titleOf, turnAfter } from './begin.ts';
import { PLAN, WHICH_BOARDS, WHO_LEADS } from './fields.ts';
import type { HuddleDeps } from './routes.ts';

/** Managers say when, by whom and over which boards huddles are held. */
export function planRoutes(deps: HuddleDeps) {
	return new Hono<AppEnv>()
		.post('/huddles/plans', async (c) => {
			requireManager(c);
			const plan = await planIn(c, deps, newId('g') as PlanId);
			return c.json(keep(c, deps, null, plan), 201);
		})
		.put('/huddles/plans/:plan', async (c) => {
			requireManager(c);
			const before = find(c, deps);
			return c.json(keep(c, deps, before, await planIn(c, deps, before.id)));
		})
		.delete('/huddles/plans/:plan', (c) => {
			requireManager(c);
			const before = find(c, deps);
			inOne(c, () => {
				deps.huddles.removePlan(before.id);
				note(c, { kind: 'setting-changed', setting: 'huddle', from: wordsOf(before, deps), to: null });
			});
			return c.body(null, 204);
		});
}

function find(c: Context<AppEnv>, { huddles }: HuddleDeps): HuddlePlan {
	const plan = huddles.plans().find(({ id }) => id === c.req.param('plan'));
	if (!plan) throw notFound();
	return plan;
}

async function planIn(c: Context<AppEnv>, { boards, accounts }: HuddleDeps, id: PlanId): Promise<HuddlePlan> {
	const given = await bodyOf(c, PLAN);
	if (!given.boards.every((board) => boards.list().some((one) => one.id === board)))
		throw wrongField('boards', WHICH_BOARDS);
	if (!given.leaders.every((person) => accounts.person(person) !== null)) throw wrongField('leaders', WHO_LEADS);
	return { id, ...given, next: null };
}

/** Whoever's turn it was keeps it, as long as they are still on the list. */
function keep(c: Context<AppEnv>, deps: HuddleDeps, before: HuddlePlan | null, given: HuddlePlan): HuddlePlan {
	const stays = before?.next && given.leaders.includes(before.next) ? before.next : turnAfter(given, null, deps);
	const plan = { ...given, next: stays };
	inOne(c, () => {
		stillManager(c, deps.accounts);
		deps.huddles.putPlan(plan, deps.now());
		const [from, to] = [before && wordsOf(before, deps), wordsOf(plan, deps)];
		note(c, { kind: 'setting-changed', setting: 'huddle', from, to });
	});
	return plan;
}

/** `Front Desk, weekly, day 3, 07:30`: for the record. */
function wordsOf(plan: HuddlePlan, deps: HuddleDeps): string {
	const day = plan.rhythm === 'weekly' ? `day ${plan.weekday}, ` : '';
	return `${titleOf(plan, deps)}, ${plan.rhythm}, ${day}${plan.time}`;
}
