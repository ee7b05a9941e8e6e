import { Hono } from 'hono';
import * as v from 'valibot';
import { can, ROLES } from '#domain/access/can.ts';
import { isIdleMinutes, MOST_IDLE_MINUTES, type PracticeRules } from '#domain/access/practice-rules.ts';
import type { Recordable } from '#domain/activity/events.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { AccountDeps } from './account.ts';
import { methodsOf } from './entering.ts';

const MINUTES = v.custom<number>(isIdleMinutes, say('idleMinutes', MOST_IDLE_MINUTES));

/** What is left out stays. */
const CHANGED = v.object({
	secondFactorRequired: v.optional(v.boolean(say('yesOrNo'))),
	idleMinutes: v.optional(v.partial(v.object(v.entriesFromList(ROLES, MINUTES)), ROLES))
});

/** What everybody here lives by, and the managers decide. */
export function rulesRoutes({ rules, factors }: Pick<AccountDeps, 'rules' | 'factors'>) {
	return new Hono<AppEnv>()
		.get('/rules', (c) => {
			signedIn(c);
			return c.json(rules.read());
		})
		.put('/rules', async (c) => {
			const { person } = signedIn(c);
			if (!can(person, 'manage-practice')) {
				throw new Problem(403, say('onlyManagersRule'), { code: 'not-allowed' });
			}
			const { secondFactorRequired, idleMinutes } = await bodyOf(c, CHANGED);
			if (secondFactorRequired && !methodsOf(factors, person.id)) throw ownFactorFirst();
			return inOne(c, () => {
				const before = rules.read();
				const after: PracticeRules = {
					secondFactorRequired: secondFactorRequired ?? before.secondFactorRequired,
					idleMinutes: { ...before.idleMinutes, ...idleMinutes }
				};
				rules.write(after);
				for (const change of changesBetween(before, after)) note(c, { kind: 'setting-changed', ...change });
				return c.json(after);
			});
		});
}

/** Whoever asks it of everybody knows that it works. */
function ownFactorFirst(): Problem {
	return new Problem(409, say('ownFactorFirst'), { code: 'own-factor-first' });
}

function changesBetween(before: PracticeRules, after: PracticeRules) {
	const [was, is] = [settingsOf(before), settingsOf(after)];
	return Object.keys(is)
		.filter((setting) => was[setting] !== is[setting])
		.map((setting) => ({ setting, from: was[setting]!, to: is[setting]! }));
}

function settingsOf({ secondFactorRequired, idleMinutes }: PracticeRules): Record<string, Recordable> {
	const idle = Object.entries(idleMinutes).map(([role, minutes]) => [`idle-minutes-${role}`, minutes]);
	return { 'second-factor-required': secondFactorRequired, ...Object.fromEntries(idle) };
}
