import type { Context } from 'hono';
import type { AppEnv } from '../../http/env.ts';

/** The address that a colleague elsewhere can open: a configured one before the one that this browser happens to use. */
export function addressOf(c: Context<AppEnv>, origins: readonly string[]): string {
	const asked = c.req.header('origin');
	if (asked && origins.includes(asked)) return asked;
	const scheme = c.get('connection').secure ? 'https' : 'http';
	return origins[0] ?? asked ?? `${scheme}://${new URL(c.req.url).host}`;
}
