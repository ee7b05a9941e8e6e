import { createMiddleware } from 'hono/factory';
import { NOBODY } from '#domain/activity/events.ts';
import type { PracticeRecord, Whom, Witness } from '../ports/record.ts';
import type { Context } from 'hono';
import type { AppEnv } from './env.ts';
import { Problem } from './problem.ts';
import { patternOf } from './request-log.ts';

/** Puts the record and its witness where every route finds them, and tells the witness whom the routes turn away. */
export function recorded(record: PracticeRecord, witness: Witness) {
	return createMiddleware<AppEnv>(async (c, next) => {
		c.set('record', record);
		c.set('witness', witness);
		await next();
		const { error } = c;
		if (!(error instanceof Problem)) return;
		const route = patternOf(c);
		if (!isRefusal(error.status, route, c.get('session') !== null)) return;
		const code = error.members.code ?? String(error.status);
		witness.refused(whoAsks(c), { kind: 'access-refused', method: c.req.method, route, code });
	});
}

/** Whoever may not know that a board is there is told that it is not: for the record that is a refusal too. */
function isRefusal(status: number, route: string, signedIn: boolean): boolean {
	return status === 403 || (status === 404 && signedIn && route.includes('/:board'));
}

/** The person, session and address of a request. */
export function whoAsks(c: Context<AppEnv>): Whom {
	const session = c.get('session');
	return {
		person: session?.person.id ?? NOBODY,
		device: session?.sessionId ?? null,
		source: c.get('connection').source
	};
}
