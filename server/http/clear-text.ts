import { createMiddleware } from 'hono/factory';
import type { Connection } from './connection.ts';
import type { AppEnv } from './env.ts';
import { Problem } from './problem.ts';

/** Everybody between the browser and this machine could read what is sent. */
export function isClearText({ secure, local, tolerated }: Connection): boolean {
	return !secure && !local && !tolerated;
}

/** For the terminal of a server that was told to tolerate it. */
export const CLEAR_TEXT_WARNING = [
	'CLEAR_TEXT is set: other machines may reach Daybreak unencrypted, and whoever is on the network between can read',
	'patients’ names and passwords, and sign in as anybody. Leave it out as soon as there is a certificate.'
].join('\n');

const OPEN_TO_ALL = ['/healthz', '/readyz'];

/** Refuses clear text from other machines: browsers keep our cookie from it, and names of patients must not travel so. */
export function clearTextGuard() {
	return createMiddleware<AppEnv>(async (c, next) => {
		if (!isClearText(c.get('connection')) || OPEN_TO_ALL.includes(c.req.path)) return next();
		if (c.req.path.startsWith('/api/')) {
			throw new Problem(403, 'This connection is not encrypted. Open Daybreak by its https address.', {
				code: 'clear-text'
			});
		}
		c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
		c.header('Cache-Control', 'no-store');
		return c.html(PAGE, 403);
	});
}

/** Whole in itself: no script, no file, so that it shows on anything. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Daybreak needs an encrypted connection</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 10vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
code { font-family: ui-monospace, monospace; }
li { margin-bottom: 0.75rem; }
</style>
</head>
<body>
<main>
<h1>Nobody can sign in here, because this connection is not encrypted</h1>
<p>You reached Daybreak by plain <code>http</code> from another machine. Anybody on the network between could read
patients’ names and passwords, so Daybreak sends nothing this way, and browsers would not keep you signed in.</p>
<p>If you look after this server, there are two ways out:</p>
<ol>
<li><strong>Let Daybreak serve https itself:</strong> start it with <code>TLS_CERT</code> and <code>TLS_KEY</code>
naming the files of a certificate and its key, then open the <code>https</code> address.</li>
<li><strong>Let something else do the encryption:</strong> put a proxy that speaks https in front of it (and name the
proxy’s address in <code>TRUST_PROXY</code> when it runs on another machine), or open Daybreak on the machine it runs
on, at <code>http://localhost</code> and its port.</li>
</ol>
<p>If you work at the practice, ask whoever set up Daybreak for the address that begins with <code>https</code>.</p>
</main>
</body>
</html>
`;
