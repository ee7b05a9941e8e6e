import { beforeEach, describe, expect, test, vi } from 'vitest';
import { KeptFiles } from '../../src/service-worker/files.ts';

const ORIGIN = 'https://desk.test';
const OLD = { version: '1', paths: ['/_app/immutable/a.1.js', '/theme.js'] };
const NEW = { version: '2', paths: ['/_app/immutable/a.2.js', '/theme.js'] };

/** What the server holds now, by path; the rest it does not know. */
let server: Map<string, Response | 'silence'>;
let stored: Map<string, Map<string, Response>>;

beforeEach(() => {
	server = new Map();
	stored = new Map();
});

const ask = async (request: Request | string): Promise<Response> => {
	const { pathname } = new URL(typeof request === 'string' ? request : request.url, ORIGIN);
	const found = server.get(pathname);
	if (found === 'silence') throw new TypeError('no network');
	return found?.clone() ?? new Response('unknown', { status: 404 });
};

/** As the browser's: `addAll` fetches everything first, and puts nothing when one fails. */
function cacheOf(name: string) {
	const held = stored.get(name) ?? new Map<string, Response>();
	stored.set(name, held);
	return {
		async addAll(paths: string[]) {
			const answers = await Promise.all(paths.map(ask));
			if (answers.some(({ ok }) => !ok)) throw new TypeError('not all of them');
			paths.forEach((path, i) => held.set(path, answers[i]!));
		},
		match: async (request: Request | string) =>
			held.get(new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname)?.clone()
	};
}

const caches = {
	open: async (name: string) => cacheOf(name),
	keys: async () => [...stored.keys()],
	delete: async (name: string) => stored.delete(name),
	match: async (request: Request) => {
		for (const name of stored.keys()) {
			const found = await cacheOf(name).match(request);
			if (found) return found;
		}
		return undefined;
	}
} as unknown as CacheStorage;

const filesOf = (built: typeof OLD) => new KeptFiles(built, { origin: ORIGIN, caches, fetch: ask as typeof fetch });

/** The server now serves this build. */
function deploy({ version, paths }: typeof OLD): void {
	server.clear();
	for (const path of ['/', ...paths]) server.set(path, new Response(`${path} of ${version}`));
}

/** Node's Request takes no navigation; the browser makes them itself. */
const page = (path: string) =>
	Object.defineProperty(new Request(`${ORIGIN}${path}`), 'mode', { value: 'navigate' }) as Request;
const file = (path: string) => new Request(`${ORIGIN}${path}`);
const text = async (answer: Promise<Response> | null) => (await answer)?.text();

describe('the app without a network', () => {
	test('[SW1] a build is kept whole; one that is half gone by then leaves nothing, and the one before goes on', async () => {
		deploy(OLD);
		await filesOf(OLD).take();
		expect([...stored.get('daybreak-1')!.keys()]).toEqual(['/', ...OLD.paths]);
		deploy(NEW);
		server.delete('/_app/immutable/a.2.js');
		await expect(filesOf(NEW).take()).rejects.toThrow();
		expect([...stored.keys()]).toEqual(['daybreak-1']);
		server.set('/boards/front-desk', 'silence');
		expect(await text(filesOf(OLD).answer(page('/boards/front-desk')))).toBe('/ of 1');
	});

	test.each(['/api/me', '/api', '/sync/front-desk', '/healthz', '/readyz', '/metrics', '/_app/version.json'])(
		'[SW2] %s is the server’s alone, and is not kept',
		async (path) => {
			deploy(NEW);
			const kept = filesOf(NEW);
			await kept.take();
			for (const request of [file(path), page(path)]) expect(kept.answer(request)).toBeNull();
			expect(stored.get('daybreak-2')!.has(path)).toBe(false);
		}
	);

	test('[SW2] what is sent, and what is another’s, goes its way', () => {
		const kept = filesOf(NEW);
		expect(kept.answer(new Request(`${ORIGIN}/theme.js`, { method: 'POST' }))).toBeNull();
		expect(kept.answer(new Request('https://other.test/theme.js'))).toBeNull();
	});

	test('[SW3] a page comes from the server, and from here when that is silent or ill', async () => {
		deploy(OLD);
		const kept = filesOf(OLD);
		await kept.take();
		server.set('/account', new Response('fresh'));
		expect(await text(kept.answer(page('/account')))).toBe('fresh');
		server.set('/account', new Response('Bad Gateway', { status: 502 }));
		expect(await text(kept.answer(page('/account')))).toBe('/ of 1');
		server.set('/account', 'silence');
		expect(await text(kept.answer(page('/account')))).toBe('/ of 1');
	});

	test('[SW3] a server that thinks too long is not waited for', async () => {
		deploy(OLD);
		await filesOf(OLD).take();
		vi.useFakeTimers();
		const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			const control = new AbortController();
			setTimeout(() => control.abort(new Error('too late')), ms);
			return control.signal;
		});
		const silent = (_: Request, { signal }: RequestInit) =>
			new Promise<Response>((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)));
		const kept = new KeptFiles(OLD, { origin: ORIGIN, caches, fetch: silent as typeof fetch });
		const answer = text(kept.answer(page('/')));
		await vi.advanceTimersByTimeAsync(1_500);
		vi.useRealTimers();
		timeout.mockRestore();
		expect(await answer).toBe('/ of 1');
	});

	test('[SW4] a file comes from the newest build; the parts of the one before stay for its open pages', async () => {
		for (const version of ['0', '1']) {
			deploy({ ...OLD, version });
			await filesOf({ ...OLD, version }).take();
		}
		deploy(NEW);
		const kept = filesOf(NEW);
		await kept.take();
		await kept.forgetOlder();
		expect([...stored.keys()]).toEqual(['daybreak-1', 'daybreak-2']);
		expect(await text(kept.answer(file('/theme.js')))).toBe('/theme.js of 2');
		expect(await text(filesOf({ ...NEW, paths: OLD.paths }).answer(file('/_app/immutable/a.1.js')))).toContain('of 1');
	});
});
