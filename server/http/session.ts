import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Sessions } from '../features/account/sessions.ts';
import type { SignedIn } from '../ports/sessions.ts';
import type { AppEnv } from './env.ts';
import { notSignedIn } from './problem.ts';

/** Finds out who asks. Whether that is enough is for each route to say. */
export function session(sessions: Sessions) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const { local, secure } = c.get('connection');
		const signedIn = await sessions.sessionFromCookieHeader(c.req.header('cookie'), local && !secure);
		if (signedIn) sessions.used(signedIn.sessionId);
		c.set('session', signedIn);
		await next();
	});
}

/** @throws {Problem} 401 when nobody is signed in. */
export function signedIn(c: Context<AppEnv>): SignedIn {
	const found = c.get('session');
	if (!found) throw notSignedIn();
	return found;
}
