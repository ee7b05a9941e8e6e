import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './env.ts';
import { Problem } from './problem.ts';
import { say } from './say.ts';

type ReadHeader = (name: string) => string | undefined;

/**
 * Whether a request comes from our own pages, or from no page at all.
 *
 * An origin is ours when it is the address that was asked for (Host) or is listed. A request with neither Origin nor
 * Sec-Fetch-Site comes from no browser, so nobody's cookie can be misused by it: its session alone decides.
 *
 * @param secure an http page may then not speak for its https namesake: anybody on the way could have written it.
 */
export function isOurs(header: ReadHeader, secure: boolean, listed: readonly string[]): boolean {
	const [site, origin] = [header('sec-fetch-site'), header('origin')];
	if (site === 'same-origin') return true;
	if (origin !== undefined) return listed.includes(origin) || isHost(origin, header('host'), secure);
	return site === undefined || site === 'none';
}

/** The page's own address where a browser named one that is ours; otherwise null. */
export function pageOrigin(header: ReadHeader, secure: boolean, listed: readonly string[]): string | null {
	const origin = header('origin');
	return origin && (listed.includes(origin) || isHost(origin, header('host'), secure)) ? origin : null;
}

function isHost(origin: string, host: string | undefined, secure: boolean): boolean {
	if (!host || !URL.canParse(origin)) return false;
	const { protocol, host: from } = new URL(origin);
	if (protocol !== 'https:' && (protocol !== 'http:' || secure)) return false;
	return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === from;
}

/** Refuses a change that a foreign page asks for in the name of whoever is signed in. */
export function sameOrigin(listed: readonly string[]) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
		if (changes && !isOurs((name) => c.req.header(name), c.get('connection').secure, listed)) {
			throw new Problem(403, say('foreignOrigin'), { code: 'foreign-origin' });
		}
		await next();
	});
}
