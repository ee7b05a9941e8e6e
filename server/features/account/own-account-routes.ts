import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Account } from '../../ports/accounts.ts';
import type { AccountDeps } from './account.ts';
import { confirmedPerson } from './confirmation.ts';
import { methodsOf } from './entering.ts';
import * as field from './fields.ts';
import { refuseWeakPassword } from './password-policy.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { replaceRecoveryCodes } from './second-factors.ts';
import { admitTry } from './tries.ts';

const NEW_PASSWORD = v.object({ old: field.typedPassword, password: field.newPassword });

/** One's own way in: the password, what is asked beside it, and recovery codes. */
export function ownAccountRoutes(deps: AccountDeps) {
	const { accounts, factors, rules, confirmations } = deps;
	return new Hono<AppEnv>()
		.get('/account', (c) => {
			const { person } = signedIn(c);
			const app = factors.app(person.id);
			return c.json({
				app: app && { addedAt: app.addedAt },
				passkeys: factors.passkeys(person.id).map(({ id, name, addedAt, usedAt }) => ({ id, name, addedAt, usedAt })),
				recoveryCodes: factors.recoveryCodes(person.id),
				required: rules.read().secondFactorRequired
			});
		})
		.post('/account/confirm', async (c) => {
			const { person, sessionId } = signedIn(c);
			const { password } = await bodyOf(c, v.object({ password: field.typedPassword }));
			await provePassword(c, deps, person, password, 'password');
			confirmations.confirm(sessionId);
			return c.body(null, 204);
		})
		.post('/account/password', async (c) => {
			const { person, sessionId } = signedIn(c);
			const { old, password } = await bodyOf(c, NEW_PASSWORD);
			await provePassword(c, deps, person, old, 'old');
			refuseWeakPassword(password, { ...person, practice: accounts.practice()?.name ?? null }, 'password');
			const hash = await hashPassword(password);
			inOne(c, () => {
				deps.passwords.put(person.id, hash);
				note(c, { kind: 'password-changed', method: 'own' });
				deps.sessions.endOthersOf(person.id, sessionId, (device) =>
					note(c, { kind: 'session-ended', why: 'password-changed' }, { device })
				);
			});
			deps.places.forgetOthers(person.id, c);
			return c.body(null, 204);
		})
		.route('/', recoveryRoutes(deps))
		.route('/', passkeyRoutes(deps));
}

function recoveryRoutes(deps: AccountDeps) {
	const { factors } = deps;
	return new Hono<AppEnv>()
		.post('/account/recovery-codes', (c) => {
			const person = confirmedPerson(c, deps);
			if (!methodsOf(factors, person.id)) throw nothingToRecover();
			const codes = inOne(c, () => {
				note(c, { kind: 'recovery-codes-made' });
				return replaceRecoveryCodes(factors, person.id);
			});
			return c.json({ recoveryCodes: codes }, 201);
		})
		.delete('/account/app', (c) => {
			const person = confirmedPerson(c, deps);
			if (!factors.app(person.id)) throw notFound();
			removed(c, deps, person, () => {
				factors.removeApp(person.id);
				note(c, { kind: 'second-factor-removed', method: 'totp' });
			});
			return c.body(null, 204);
		});
}

function passkeyRoutes(deps: AccountDeps) {
	const { factors } = deps;
	const asked = (c: Context<AppEnv>, person: Account) => {
		const passkey = factors.passkeys(person.id).find(({ id }) => id === c.req.param('id'));
		if (!passkey) throw notFound();
		return passkey;
	};
	return new Hono<AppEnv>()
		.put('/account/passkeys/:id', async (c) => {
			const { person } = signedIn(c);
			const { name } = await bodyOf(c, v.object({ name: field.passkeyName }));
			factors.renamePasskey(person.id, asked(c, person).id, name);
			return c.body(null, 204);
		})
		.delete('/account/passkeys/:id', (c) => {
			const person = confirmedPerson(c, deps);
			const passkey = asked(c, person);
			removed(c, deps, person, () => {
				factors.removePasskey(person.id, passkey.id);
				note(c, { kind: 'passkey-removed', name: passkey.name });
			});
			return c.body(null, 204);
		});
}

/** Recovery codes stand in for a second factor; with the last one they go. */
function removed(c: Context<AppEnv>, { factors, rules }: AccountDeps, { id }: Account, remove: () => void): void {
	inOne(c, () => {
		remove();
		if (methodsOf(factors, id)) return;
		if (rules.read().secondFactorRequired) throw stillRequired();
		factors.putRecoveryCodes(id, []);
	});
}

/** @throws {Problem} 422 at `name` when it is not this person's password, 429 after too many tries. */
async function provePassword(
	c: Context<AppEnv>,
	deps: AccountDeps,
	person: Account,
	password: string,
	name: string
): Promise<void> {
	const right = await admitTry(c, deps, person.email, person.id);
	if (!(await verifyPassword(deps.passwords.hashOf(person.id), password))) {
		note(c, { kind: 'sign-in-failed', reason: 'wrong', account: person.id });
		throw wrongField(name, say('notYourPassword'));
	}
	right();
}

function stillRequired(): Problem {
	return new Problem(409, say('secondFactorRequired'), { code: 'second-factor-required' });
}

function nothingToRecover(): Problem {
	return new Problem(409, say('noSecondFactor'), { code: 'no-second-factor' });
}
