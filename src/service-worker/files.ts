/** What the build made, and which build it was. */
export interface BuiltFiles {
	readonly version: string;
	/** Every file of the client, by its path; nothing of a practice is among them. */
	readonly paths: readonly string[];
}

/** What the worker needs of its surroundings. */
export interface Cupboard {
	readonly origin: string;
	readonly caches: CacheStorage;
	readonly fetch: typeof fetch;
}

/** One page for every address: the app draws itself from its own code. */
const PAGE = '/';
const OURS = 'daybreak-';
/** A server that does not answer in time is one that cannot be reached. */
const PATIENCE_MS = 1_500;

/** Keeps the app's own files, and nothing else, so that it opens without a network. */
export class KeptFiles {
	readonly #cache: string;
	readonly #paths: ReadonlySet<string>;
	readonly #around: Cupboard;

	constructor({ version, paths }: BuiltFiles, around: Cupboard) {
		this.#cache = `${OURS}${version}`;
		this.#paths = new Set(paths);
		this.#around = around;
	}

	/** All or nothing: a build of which a file is missing is not taken, and the one before goes on. */
	async take(): Promise<void> {
		const { caches } = this.#around;
		try {
			const cache = await caches.open(this.#cache);
			await cache.addAll([PAGE, ...this.#paths]);
		} catch (error) {
			await caches.delete(this.#cache);
			throw error;
		}
	}

	/** The version before this one stays: a page of it may still be open and ask for its parts. */
	async forgetOlder(): Promise<void> {
		const { caches } = this.#around;
		const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== this.#cache);
		await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
	}

	/** @returns null for what the server alone answers: boards, people and sessions are no files. */
	answer(request: Request): Promise<Response> | null {
		const { origin, pathname } = new URL(request.url);
		if (request.method !== 'GET' || origin !== this.#around.origin) return null;
		if (this.#paths.has(pathname)) return this.#file(request);
		return request.mode === 'navigate' && isPage(pathname) ? this.#page(request) : null;
	}

	async #file(request: Request): Promise<Response> {
		const { caches, fetch } = this.#around;
		const own = await (await caches.open(this.#cache)).match(request);
		return own ?? (await caches.match(request)) ?? fetch(request);
	}

	/** A server that is just starting, or a proxy that cannot reach it, is no reason to show nothing. */
	async #page(request: Request): Promise<Response> {
		const answer = await this.#fromServer(request);
		if (answer && answer.status < 500) return answer;
		const cache = await this.#around.caches.open(this.#cache);
		return (await cache.match(PAGE)) ?? answer ?? Response.error();
	}

	async #fromServer(request: Request): Promise<Response | null> {
		const patience = new AbortController();
		const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
		try {
			return await this.#around.fetch(request, { signal: patience.signal });
		} catch {
			return null;
		} finally {
			clearTimeout(timer);
		}
	}
}

function isPage(pathname: string): boolean {
	return !/^\/(?:api|sync|healthz|readyz|metrics)(?:\/|$)/.test(pathname) && !/\.[a-z0-9]+$/i.test(pathname);
}
