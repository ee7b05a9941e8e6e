import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './env.ts';

const ALWAYS = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
	'X-Frame-Options': 'DENY'
};

/** For pages: their own policy, with the hashes of their scripts, stands in the page. A frame can only be refused here. */
const PAGE_POLICY = "frame-ancestors 'none'";
/** For scripts: a worker has no policy but that of its file, and the service worker asks the server for everything. */
const SCRIPT_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";
/** For all else: a browser that is led to show it as a page runs and loads nothing. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ONE_YEAR_S = 31_536_000;

export function securityHeaders() {
	return createMiddleware<AppEnv>(async (c, next) => {
		await next();
		const { headers } = c.res;
		for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
		const isData = c.req.path.startsWith('/api/');
		if (!headers.has('Content-Security-Policy')) {
			headers.set('Content-Security-Policy', policyFor(headers.get('Content-Type') ?? ''));
		}
		const isUnkept = headers.get('Cache-Control')?.includes('no-store') ?? false;
		if (!isUnkept && (isData || !headers.has('Cache-Control'))) headers.set('Cache-Control', 'no-store');
		if (c.get('connection').secure && !isLocalName(new URL(c.req.url).hostname)) {
			headers.set('Strict-Transport-Security', `max-age=${ONE_YEAR_S}`);
		}
	});
}

function policyFor(type: string): string {
	if (type.startsWith('text/html')) return PAGE_POLICY;
	return type.startsWith('text/javascript') ? SCRIPT_POLICY : DATA_POLICY;
}

/** `localhost` is every program's name on the machine: forcing https on it would break the others for a year. */
function isLocalName(hostname: string): boolean {
	return hostname === 'localhost' || hostname.endsWith('.localhost');
}
