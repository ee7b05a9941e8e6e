import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Sessions } from '../features/account/sessions.ts';
import type { SignedIn } from '../ports/sessions.ts';
import { mayBePlain } from './connection.ts';
import type { AppEnv } from './env.ts';
import { locked, notSignedIn } from './problem.ts';

/** Finds out who asks. Whether that is enough is for each route to say. */
export function session(sessions: Sessions) {
	return createMiddleware<AppEnv>(async (c, next) => {
		// The body first: whoever sends it slowly is judged as of when all of it is here. Routes read what is kept of it.
		if (!['GET', 'HEAD'].includes(c.req.method)) await c.req.text();
		const [cookie, plain] = [c.req.header('cookie'), mayBePlain(c.get('connection'))];
		const signedIn = await sessions.sessionFromCookieHeader(cookie, plain);
		if (signedIn) sessions.used(signedIn.sessionId);
		c.set('session', signedIn);
		c.set('locked', signedIn ? null : await sessions.lockedFromCookieHeader(cookie, plain));
		await next();
	});
}

/** @throws {Problem} 401 when nobody is signed in, or their screen is locked. */
export function signedIn(c: Context<AppEnv>): SignedIn {
	const found = c.get('session');
	if (!found) throw c.get('locked') ? locked() : notSignedIn();
	return found;
}
