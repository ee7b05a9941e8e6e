import { Hono } from 'hono';
import type { AppEnv } from '../http/env.ts';

export interface Health {
	/** From the moment shutting down begins, no new work should be sent here. */
	readonly leaving: () => boolean;
	/** Each answers whether that part can serve; one that throws cannot. */
	readonly checks: Readonly<Record<string, () => boolean>>;
}

/** `/healthz`: the process answers. `/readyz`: it can do its work. Neither says anything about the practice. */
export function healthRoutes({ leaving, checks }: Health) {
	return new Hono<AppEnv>()
		.get('/healthz', (c) => c.json({ status: 'ok' }, 200, NEVER_STORED))
		.get('/readyz', (c) => {
			const parts = Object.entries(checks).map(([name, check]) => [name, passes(check)] as const);
			const ready = !leaving() && parts.every(([, works]) => works);
			return c.json({ ready, checks: Object.fromEntries(parts) }, ready ? 200 : 503, NEVER_STORED);
		});
}

const NEVER_STORED = { 'Cache-Control': 'no-store' };

function passes(check: () => boolean): boolean {
	try {
		return check();
	} catch {
		return false;
	}
}
