import { Hono } from 'hono';
import * as v from 'valibot';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { note } from '../../http/note.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { AccountDeps } from './account.ts';
import { complete, enter } from './entering.ts';
import * as field from './fields.ts';
import { meOf, signOut } from './me.ts';
import { AUTHENTICATION, authenticated, authenticationOptions, relyingPartyOf } from './passkeys.ts';
import { verifyPassword } from './passwords.ts';
import { admitTry } from './tries.ts';

const CREDENTIALS = v.object({ email: field.typedEmail, password: field.typedPassword });
const ANSWER = v.object({ token: field.token, answer: AUTHENTICATION });

/** Signing in and out, and who one is. */
export function sessionRoutes(deps: AccountDeps) {
	const { accounts, sessions } = deps;
	return (
		new Hono<AppEnv>()
			.post('/session', async (c) => {
				const { email, password } = await bodyOf(c, CREDENTIALS);
				const meant = accounts.personByEmail(email)?.id ?? null;
				const right = await admitTry(c, deps, email, meant);
				const credentials = accounts.credentials(email);
				const fits = await verifyPassword(credentials?.passwordHash ?? null, password);
				// Comparing takes a while: a password that was changed meanwhile is none any more.
				const stands = fits && credentials?.passwordHash === deps.passwords.hashOf(credentials!.person);
				const person = stands ? accounts.person(credentials!.person) : null;
				if (!person || person.disabled) {
					note(c, { kind: 'sign-in-failed', reason: 'wrong', account: meant });
					throw signInFailed();
				}
				right();
				return enter(c, deps, person, 'password');
			})
			// Not a 401: a browser writes every failed request into its console, and asking is no failure.
			.get('/session', (c) => {
				const session = c.get('session');
				if (session) return c.json({ signedIn: true, ...meOf(accounts, session.person) });
				return c.json({ signedIn: false, locked: c.get('locked') !== null });
			})
			.delete('/session', (c) => {
				signOut(c, sessions);
				// Not "storage": on a shared device that would take what colleagues have not sent yet.
				c.header('Clear-Site-Data', '"cache"');
				return c.body(null, 204);
			})
			.get('/me', (c) => c.json(meOf(accounts, signedIn(c).person)))
			.route('/', passkeySignIn(deps))
	);
}

/** With a passkey that the device shows after a finger, a face or its PIN: something one has and something one is or knows. */
function passkeySignIn(deps: AccountDeps) {
	const { accounts, factors, challenges, origins, now } = deps;
	return new Hono<AppEnv>()
		.post('/session/passkey/options', async (c) => {
			const options = await authenticationOptions(relyingPartyOf(c, origins));
			return c.json({ token: challenges.put(options.challenge), options });
		})
		.post('/session/passkey', async (c) => {
			const { token, answer } = await bodyOf(c, ANSWER);
			const party = relyingPartyOf(c, origins);
			const right = await admitTry(c, deps, null, null);
			const challenge = challenges.take(token);
			const passkey = factors.passkey(answer.id);
			const counter = challenge && passkey && (await authenticated(answer, passkey, party, challenge));
			// As of now: a passkey that was removed while it was looked at belongs to nobody.
			const person = passkey && factors.passkey(answer.id) && accounts.person(passkey.person);
			if (typeof counter !== 'number' || !person || person.disabled) {
				note(c, { kind: 'sign-in-failed', reason: 'passkey', account: person?.id ?? null });
				throw new Problem(401, say('unknownPasskey'), { code: 'sign-in-failed' });
			}
			right();
			factors.passkeyUsed(answer.id, counter, now());
			await complete(c, deps, person, 'passkey');
			return c.json(meOf(accounts, person));
		});
}

function signInFailed(): Problem {
	return new Problem(401, say('signInFailed'), { code: 'sign-in-failed' });
}
