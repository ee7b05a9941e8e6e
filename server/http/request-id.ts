import { createMiddleware } from 'hono/factory';
import { randomBytes } from 'node:crypto';
import type { AppEnv } from './env.ts';

/** Our own for every request: one that a caller chose could repeat another's, or hold anything. */
export function requestId() {
	return createMiddleware<AppEnv>(async (c, next) => {
		const request = randomBytes(8).toString('hex');
		c.set('request', request);
		c.header('X-Request-Id', request);
		await next();
	});
}
