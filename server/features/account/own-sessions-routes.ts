import { Hono } from 'hono';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound } from '../../http/problem.ts';
import { signedIn } from '../../http/session.ts';
import type { AccountDeps } from './account.ts';

/** Where one is signed in, and ending it from afar. */
export function ownSessionsRoutes({ sessions }: Pick<AccountDeps, 'sessions'>) {
	return new Hono<AppEnv>()
		.get('/account/sessions', (c) => {
			const { person, sessionId } = signedIn(c);
			return c.json(sessions.openOf(person.id).map((session) => ({ ...session, here: session.id === sessionId })));
		})
		.delete('/account/sessions/:id', (c) => {
			const { person } = signedIn(c);
			const session = sessions.openOf(person.id).find(({ id }) => id === c.req.param('id'));
			if (!session) throw notFound();
			inOne(c, () => {
				note(c, { kind: 'session-ended', why: 'revoked' }, { device: session.id });
				sessions.end(session.id);
			});
			return c.body(null, 204);
		})
		.delete('/account/sessions', (c) => {
			const { person, sessionId } = signedIn(c);
			inOne(c, () =>
				sessions.endOthersOf(person.id, sessionId, (device) =>
					note(c, { kind: 'session-ended', why: 'revoked' }, { device })
				)
			);
			return c.body(null, 204);
		});
}
