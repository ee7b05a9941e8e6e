import { Hono, type Context } from 'hono';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { AppEnv } from './env.ts';
import { notFound, Problem } from './problem.ts';

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
 * The built client. Only what lay in the folder at the start can be named, so no path leads out of it;
 * any other page route gets the client's shell, which finds its own way.
 */
export function staticFiles(root: string) {
	const paths = filesIn(root);
	const read = createReader(root);

	const answer = async (c: Context<AppEnv>) => {
		const { path } = c.req;
		const file = paths.has(path) && !isEncoded(path) ? path : isPage(path) ? SHELL : null;
		if (file === null) throw notFound();
		if (!paths.has(file)) throw new Problem(503, 'The pages are not built. Run npm run build, then start again.');
		c.header('Vary', 'Accept-Encoding');
		c.header('Cache-Control', file.startsWith(IMMUTABLE) ? 'public, max-age=31536000, immutable' : 'no-cache');
		c.header('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
		const encoding = ENCODINGS.find(({ name, suffix }) => accepts(c, name) && paths.has(file + suffix));
		if (encoding) c.header('Content-Encoding', encoding.name);
		const { bytes, etag } = await read(file + (encoding?.suffix ?? ''));
		c.header('ETag', etag);
		if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304);
		return c.body(bytes);
	};
	return new Hono<AppEnv>().get('/*', answer);
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

function filesIn(root: string): ReadonlySet<string> {
	if (!existsSync(root)) return new Set();
	const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return new Set(entries.map((entry) => `/${relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')}`));
}

interface Content {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly etag: string;
}

/** Each file is read once: together they are a few megabytes. */
function createReader(root: string) {
	const contents = new Map<string, Promise<Content>>();
	return (path: string): Promise<Content> => {
		let content = contents.get(path);
		if (!content) {
			content = readContent(join(root, path));
			contents.set(path, content);
			content.catch(() => contents.delete(path));
		}
		return content;
	};
}

async function readContent(path: string): Promise<Content> {
	const bytes = new Uint8Array(await readFile(path));
	return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
