import { Hono, type Context } from 'hono';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { AppEnv } from './env.ts';
import { notFound, Problem } from './problem.ts';
import { say } from './say.ts';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.webmanifest': 'application/manifest+json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
	'.txt': 'text/plain; charset=utf-8'
};

const ENCODINGS = [
	{ name: 'br', suffix: '.br' },
	{ name: 'gzip', suffix: '.gz' }
] as const;

/** Their names hold a hash of their content. */
const IMMUTABLE = '/_app/immutable/';
const NOT_PAGES = ['/api/', '/sync/', '/_app/'];
const SHELL = '/index.html';

/**
 * The built client, as it lay in the folder at the start: a build that replaces it meanwhile cannot mix with it, and no
 * path leads out of it. Any other page route gets the client's shell, which finds its own way.
 */
export function staticFiles(root: string) {
	const files = filesIn(root);
	return new Hono<AppEnv>().get('/*', (c: Context<AppEnv>) => {
		const { path } = c.req;
		const file = files.has(path) && !isEncoded(path) ? path : isPage(path) ? SHELL : null;
		if (file === null) throw notFound();
		if (!files.has(file)) throw new Problem(503, say('notBuilt'));
		c.header('Vary', 'Accept-Encoding');
		c.header('Cache-Control', file.startsWith(IMMUTABLE) ? 'public, max-age=31536000, immutable' : 'no-cache');
		c.header('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
		const encoding = ENCODINGS.find(({ name, suffix }) => accepts(c, name) && files.has(file + suffix));
		if (encoding) c.header('Content-Encoding', encoding.name);
		const { bytes, etag } = files.get(file + (encoding?.suffix ?? ''))!;
		c.header('ETag', etag);
		if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304);
		return c.body(bytes);
	});
}

function isPage(path: string): boolean {
	return !NOT_PAGES.some((prefix) => path.startsWith(prefix) || `${path}/` === prefix) && extname(path) === '';
}

function isEncoded(path: string): boolean {
	return ENCODINGS.some(({ suffix }) => path.endsWith(suffix));
}

function accepts(c: Context<AppEnv>, encoding: string): boolean {
	const offers = (c.req.header('accept-encoding') ?? '').split(',').map((offer) => offer.trim().split(';'));
	return offers.some(([name, weight]) => name === encoding && !/^\s*q=0(\.0*)?$/.test(weight ?? ''));
}

interface Content {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly etag: string;
}

/** By path; together a few megabytes. */
function filesIn(root: string): ReadonlyMap<string, Content> {
	if (!existsSync(root)) return new Map();
	const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return new Map(
		entries.map((entry) => {
			const file = join(entry.parentPath, entry.name);
			return [`/${relative(root, file).split(sep).join('/')}`, readContent(file)];
		})
	);
}

function readContent(file: string): Content {
	const bytes = new Uint8Array(readFileSync(file));
	return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
