import { Hono } from 'hono';
import * as v from 'valibot';
import type { Instant, PersonId } from '#domain/ids.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import type { AccountDeps } from './account.ts';
import { enter } from './entering.ts';
import * as field from './fields.ts';
import { addressOf } from './links.ts';
import { requireManager, stillManager } from './manager.ts';
import { refuseWeakPassword } from './password-policy.ts';
import { hashPassword } from './passwords.ts';
import { hashToken, newToken } from './tokens.ts';

const LINK_MS = 24 * 60 * 60_000;

const ASKED = v.object({ factors: v.optional(field.yesOrNo, false) });
const TOKEN = v.object({ token: field.token });

/** For whoever cannot sign in any more: a manager makes a link, and whoever holds it chooses a new password. */
export function resetRoutes(deps: AccountDeps) {
	const { accounts, passwords, now } = deps;
	return new Hono<AppEnv>()
		.post('/people/:person/reset-link', async (c) => {
			// One's own way in is changed with one's own password: an open desk must not be enough.
			if (requireManager(c).id === c.req.param('person')) throw ownAccount();
			const { factors } = await bodyOf(c, ASKED);
			const token = newToken();
			inOne(c, () => {
				const manager = stillManager(c, accounts);
				const person = accounts.person((c.req.param('person') ?? '') as PersonId);
				if (!person) throw notFound();
				if (person.disabled) throw disabledPerson();
				const expiresAt = (now() + LINK_MS) as Instant;
				passwords.putLink({ person: person.id, factors, madeBy: manager.id, expiresAt }, hashToken(token));
				note(c, { kind: 'reset-link-made', person: person.id });
			});
			return c.json({ link: `${addressOf(c, deps.origins)}/reset#${token}` }, 201);
		})
		.post('/reset/open', async (c) => {
			const link = opened(deps, (await bodyOf(c, TOKEN)).token);
			const { name, email } = accounts.person(link.person)!;
			return c.json({ name, email, practice: accounts.practice()?.name ?? null, factors: link.factors });
		})
		.post('/reset', async (c) => {
			const { token } = await bodyOf(c, TOKEN);
			const person = accounts.person(opened(deps, token).person)!;
			const { password } = await bodyOf(c, v.object({ password: field.newPassword }));
			refuseWeakPassword(password, { ...person, practice: accounts.practice()?.name ?? null }, 'password');
			const hash = await hashPassword(password);
			const who = { person: person.id, device: null };
			inOne(c, () => {
				// Asked again: another tab may have used it meanwhile.
				const { factors } = opened(deps, token);
				passwords.put(person.id, hash);
				note(c, { kind: 'password-changed', method: 'reset-link' }, who);
				if (factors) {
					deps.factors.clear(person.id);
					note(c, { kind: 'second-factor-cleared', person: person.id }, who);
				}
				deps.sessions.endOthersOf(person.id, null, (device) =>
					note(c, { kind: 'session-ended', why: 'password-changed' }, { person: person.id, device })
				);
			});
			deps.sessions.endAllOf(person.id);
			deps.places.forgetOthers(person.id, null);
			return enter(c, deps, person, 'reset-link');
		});
}

function opened({ passwords, now }: AccountDeps, token: string) {
	const link = passwords.openLink(hashToken(token), now());
	if (link) return link;
	throw new Problem(410, say('resetOver'), { code: 'reset-over' });
}

function ownAccount(): Problem {
	return new Problem(409, say('ownAccount'), { code: 'own-account' });
}

function disabledPerson(): Problem {
	return new Problem(409, say('personDisabled'), { code: 'person-disabled' });
}
