import { createMiddleware } from 'hono/factory';
import type { Connection } from './connection.ts';
import type { AppEnv } from './env.ts';
import { Problem } from './problem.ts';
import { languageAsked, say, type Sentence } from './say.ts';

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
			throw new Problem(403, say('clearText'), { code: 'clear-text' });
		}
		c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
		c.header('Cache-Control', 'no-store');
		return c.html(pageIn(languageAsked(c)), 403);
	});
}

/** Whole in itself: no script, no file, so that it shows on anything. */
function pageIn(lang: string): string {
	const said = (sentence: Sentence) => sentence({ lang });
	return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${said(say('clearTextTitle'))}</title>
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
<h1>${said(say('clearTextHeading'))}</h1>
<p>${said(say('clearTextWhy'))}</p>
<p>${said(say('clearTextWays'))}</p>
<ol>
<li>${said(say('clearTextOwnTls'))}</li>
<li>${said(say('clearTextProxy'))}</li>
</ol>
<p>${said(say('clearTextAsk'))}</p>
</main>
</body>
</html>
`;
}
