import { posix } from 'node:path';
import ts from 'typescript';
import { scriptOf, type Source } from './sources.ts';

/** Where a file belongs. The first ring whose paths begin a file's path is its ring. */
const RINGS = {
	domain: ['src/lib/domain/'],
	client: ['src/lib/client/'],
	features: ['src/lib/features/'],
	ui: ['src/lib/ui/'],
	messages: ['src/lib/messages/'],
	routes: ['src/'],
	ports: ['server/ports/'],
	sync: ['server/sync/'],
	adapters: ['server/adapters/'],
	'server features': ['server/features/'],
	http: ['server/http/'],
	ops: ['server/ops/'],
	composition: [
		'server/main.ts',
		'server/serve.ts',
		'server/account-parts.ts',
		'server/lock-parts.ts',
		'server/wall-parts.ts',
		'server/board-parts.ts',
		'server/huddle-parts.ts',
		'server/data-file.ts',
		'server/demo.ts',
		'server/backup.ts',
		'server/restore.ts',
		'server/verify.ts',
		'scripts/dev.ts'
	],
	app: ['server/']
} as const satisfies Record<string, readonly string[]>;

type Ring = keyof typeof RINGS;

/** The rule: what a ring may import besides itself. */
const MAY_IMPORT: Record<Ring, readonly Ring[]> = {
	routes: ['features', 'client', 'ui', 'messages', 'domain'],
	features: ['client', 'ui', 'messages', 'domain'],
	client: ['domain'],
	ui: [],
	messages: ['domain'],
	domain: [],
	composition: ['app', 'adapters', 'server features', 'http', 'ops', 'sync', 'ports', 'domain'],
	app: ['server features', 'http', 'ops', 'sync', 'ports', 'domain'],
	'server features': ['http', 'ops', 'sync', 'ports', 'domain'],
	http: ['ops', 'ports', 'messages', 'domain'],
	ops: ['http', 'sync', 'ports', 'domain'],
	sync: ['ops', 'ports', 'domain'],
	adapters: ['ports', 'domain'],
	ports: ['domain']
};

const CLIENT_ONLY = [
	'svelte',
	'@sveltejs/kit',
	'idb',
	'y-websocket',
	'@lucide/svelte',
	'@simplewebauthn/browser',
	'uqr'
];
const SERVER_ONLY = [
	...['hono', '@hono/node-server', 'ws', 'better-sqlite3', 'lucia', 'pino', 'node:*'],
	...['@node-rs/argon2', '@simplewebauthn/server', 'otpauth']
];

/** Packages that a part of the tree may not import, and the few that the domain may. */
const PACKAGES: readonly { under: string; only?: readonly string[]; never?: readonly string[]; except?: string }[] = [
	{ under: 'src/lib/domain/', only: ['yjs', 'fractional-indexing', 'lib0'] },
	{ under: 'src/', never: SERVER_ONLY },
	{ under: 'server/', never: CLIENT_ONLY },
	// So that replacing the engine or the sessions' library stays a matter of one place.
	{ under: 'server/', never: ['better-sqlite3'], except: 'server/adapters/sqlite/' },
	{ under: 'server/', never: ['lucia'], except: 'server/features/account/' }
];

/** Imports that break the rule and stand, each with its reason. */
export const EXCEPTIONS: readonly { from: string; to: string; reason: string }[] = [
	{
		from: 'server/http/session.ts',
		to: 'server/features/account/sessions.ts',
		reason: 'reading the cookie is the middleware’s whole work, and lucia stays behind that one module'
	},
	{
		from: 'server/http/door.ts',
		to: 'server/features/account/sessions.ts',
		reason: 'a socket is let in by the same session as a request'
	},
	{
		from: 'server/http/listener.ts',
		to: 'server/app.ts',
		reason: 'the type of what it serves, and nothing that runs'
	}
];

/** Holds the version; anybody may read it. */
const MANIFEST = 'package.json';

export interface Breach {
	readonly from: string;
	readonly to: string;
	readonly rule: string;
}

/** Every import of the file that the tables forbid; exceptions are not taken off. */
export function breachesOf(source: Source): Breach[] {
	return importsOf(source).flatMap((imported) => {
		const to = resolve(source.path, imported);
		const rule = to ? ringRule(source.path, to) : packageRule(source.path, packageOf(imported));
		return rule ? [{ from: source.path, to: to ?? imported, rule }] : [];
	});
}

/** As the compiler sees them: static, dynamic, type and re-exports alike. */
export function importsOf(source: Source): string[] {
	return ts.preProcessFile(scriptOf(source), true, true).importedFiles.map(({ fileName }) => fileName);
}

export function packageOf(imported: string): string {
	if (imported.startsWith('node:')) return 'node:*';
	const parts = imported.split('/');
	return imported.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

export function isException({ from, to }: Breach): boolean {
	return EXCEPTIONS.some((exception) => exception.from === from && exception.to === to);
}

/** @returns the path in the project, or null for a package, a Node module or a file that SvelteKit makes. */
function resolve(from: string, imported: string): string | null {
	if (imported.startsWith('#domain/')) return imported.replace('#domain/', 'src/lib/domain/');
	if (imported.startsWith('#messages/')) return imported.replace('#messages/', 'src/lib/messages/');
	if (imported.startsWith('$lib/')) return imported.replace('$lib/', 'src/lib/');
	if (!imported.startsWith('.') || imported === './$types') return null;
	return posix.join(posix.dirname(from), imported);
}

function ringOf(path: string): Ring | null {
	const rings = Object.entries(RINGS) as [Ring, readonly string[]][];
	return rings.find(([, paths]) => paths.some((start) => path.startsWith(start)))?.[0] ?? null;
}

function ringRule(from: string, to: string): string | null {
	const [ring, target] = [ringOf(from), ringOf(to)];
	if (!ring || !target) return to === MANIFEST ? null : `${from} reaches outside the code of client and server`;
	if (ring === target || MAY_IMPORT[ring].includes(target)) return null;
	return `${ring} may import ${['itself', ...MAY_IMPORT[ring]].join(', ')}; not ${target}`;
}

function packageRule(from: string, name: string): string | null {
	for (const { under, only, never, except } of PACKAGES) {
		if (!from.startsWith(under) || (except && from.startsWith(except))) continue;
		if (only && !only.includes(name)) return `${under} imports no package but ${only.join(', ')}`;
		if (never?.includes(name)) return `${under} never imports ${name}${except ? ` outside ${except}` : ''}`;
	}
	return null;
}
