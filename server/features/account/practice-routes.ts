import { Hono } from 'hono';
import * as v from 'valibot';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { note } from '../../http/note.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import type { AccountDeps } from './account.ts';
import { enter } from './entering.ts';
import * as field from './fields.ts';
import { refuseWeakPassword } from './password-policy.ts';

const FOUNDING = v.object({
	practice: v.optional(v.object({ name: field.practiceName, timeZone: field.timeZone }, say('practice')), {}),
	manager: v.optional(
		v.object({ name: field.personName, email: field.email, password: field.newPassword }, say('manager')),
		{}
	),
	departments: field.someDepartments
});

/** What anybody may know before signing in, and the one act that makes a practice. */
export function practiceRoutes(deps: AccountDeps) {
	const { accounts, setup, demo, version } = deps;
	return new Hono<AppEnv>()
		.get('/practice', (c) => {
			const practice = accounts.practice();
			const { name, timeZone } = practice ?? { name: null, timeZone: null };
			return c.json({ setUp: practice !== null, name, timeZone, demo: practice?.demo ?? demo, version });
		})
		.post('/setup', async (c) => {
			if (setup.isOver()) throw alreadySetUp();
			// The link first: without it nobody learns what else would be wrong.
			const { token } = await bodyOf(c, v.object({ token: field.token }));
			if (!setup.accepts(token)) throw wrongLink();
			const founding = await bodyOf(c, FOUNDING);
			const { departments, practice, manager: first } = founding;
			refuseWeakPassword(first.password, { ...first, practice: practice.name }, 'manager.password');
			const manager = await setup.found(founding, (person) =>
				note(c, { kind: 'practice-founded', name: practice.name, departments }, { person })
			);
			if (!manager) throw alreadySetUp();
			return enter(c, deps, manager, 'set-up', 201);
		});
}

function alreadySetUp(): Problem {
	return new Problem(410, say('alreadySetUp'), { code: 'already-set-up' });
}

function wrongLink(): Problem {
	return new Problem(403, say('wrongLink'), { code: 'wrong-link' });
}
