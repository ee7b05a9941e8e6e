import { Hono } from 'hono';
import * as v from 'valibot';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { note } from '../../http/note.ts';
import { Problem } from '../../http/problem.ts';
import { signedIn } from '../../http/session.ts';
import type { AccountDeps } from './account.ts';
import * as field from './fields.ts';
import { meOf, signIn, signOut } from './me.ts';
import { verifyPassword } from './passwords.ts';

const CREDENTIALS = v.object({ email: field.typedEmail, password: field.typedPassword });

/** Signing in and out, and who one is. */
export function sessionRoutes({ accounts, sessions, throttle, wait }: AccountDeps) {
	return (
		new Hono<AppEnv>()
			.post('/session', async (c) => {
				const { email, password } = await bodyOf(c, CREDENTIALS);
				const { source } = c.get('connection');
				const verdict = throttle.admit(email, source);
				if (!verdict.admitted) throw tooManyTries(verdict.retryAfterMs);
				if (verdict.delayMs > 0) await wait(verdict.delayMs);
				const credentials = accounts.credentials(email);
				const fits = await verifyPassword(credentials?.passwordHash ?? null, password);
				const person = fits && credentials ? accounts.person(credentials.person) : null;
				if (!person || person.disabled) {
					note(c, { kind: 'sign-in-failed', reason: 'wrong', account: accounts.personByEmail(email)?.id ?? null });
					throw signInFailed();
				}
				throttle.succeeded(email, source);
				await signIn(c, sessions, person, 'password');
				return c.json(meOf(accounts, person));
			})
			// Not a 401: a browser writes every failed request into its console, and asking is no failure.
			.get('/session', (c) => {
				const session = c.get('session');
				if (session) return c.json({ signedIn: true, ...meOf(accounts, session.person) });
				return c.json({ signedIn: false, locked: c.get('locked') !== null });
			})
			.delete('/session', (c) => {
				signOut(c, sessions);
				return c.body(null, 204);
			})
			.get('/me', (c) => c.json(meOf(accounts, signedIn(c).person)))
	);
}

function signInFailed(): Problem {
	return new Problem(401, 'This e-mail and password do not go together. Check both and try again.', {
		code: 'sign-in-failed'
	});
}

function tooManyTries(retryAfterMs: number): Problem {
	const seconds = Math.ceil(retryAfterMs / 1000);
	const [count, unit] = seconds > 90 ? [Math.ceil(seconds / 60), 'minutes'] : [seconds, 'seconds'];
	return new Problem(429, `Too many tries. Wait ${count} ${unit}, then try again.`, {
		code: 'too-many-tries',
		headers: { 'Retry-After': String(seconds) }
	});
}
