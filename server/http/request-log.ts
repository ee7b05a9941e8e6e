import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { Log } from '../ops/log.ts';
import type { AppEnv } from './env.ts';

/** One line a request, by the route's pattern: a path may hold what a person typed. */
export function requestLog(log: Log) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const started = performance.now();
		await next();
		log('info', 'request.served', {
			request: c.get('request'),
			method: c.req.method,
			route: patternOf(c) || undefined,
			status: c.res.status,
			person: c.get('session')?.person.id,
			ms: Math.round(performance.now() - started)
		});
	});
}

/** The pattern of the route that answers; empty when none does. */
export function patternOf(c: Context<AppEnv>): string {
	return matchedRoutes(c).find(({ method }) => method !== 'ALL')?.path ?? '';
}
