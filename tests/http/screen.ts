import type { WallHuddle } from '#domain/wall/huddle.ts';
import type { WallView } from '#domain/wall/view.ts';
import { until, type Practice } from '../sync/practice.ts';

export interface ShownView extends WallView {
	readonly huddle: WallHuddle | null;
	readonly notLive: readonly { board: string; title: string; since: number }[];
	readonly reading: boolean;
}

export interface WallEvent {
	readonly event: string;
	readonly data: unknown;
	readonly atMs: number;
}

/** A television as the server sees it: a browser with a cookie of its own, and a stream. */
export class Screen {
	readonly events: WallEvent[] = [];
	/** Every byte that it was ever sent. */
	bytes = '';
	ended = false;
	id = '';
	#cookie = '';
	#stop = new AbortController();
	readonly #practice: Practice;

	constructor(practice: Practice) {
		this.#practice = practice;
	}

	async ask(method: string, path: string) {
		const headers = { ...(this.#cookie && { cookie: this.#cookie }), 'user-agent': 'Mozilla/5.0 (Linux) Chrome/85.0' };
		const response = await fetch(this.#practice.url + path, { method, headers });
		const [set] = response.headers.getSetCookie();
		if (set) this.#cookie = set.split(';')[0]!;
		const text = await response.text();
		this.bytes += text;
		return { status: response.status, body: JSON.parse(text) as Record<string, unknown>, setCookie: set ?? '' };
	}

	/** Asks for a code, and has the manager say yes. */
	async pair(settings: object): Promise<void> {
		const { code } = (await this.ask('POST', '/api/tv/pairing')).body;
		const answer = await asManager(this.#practice, 'POST', '/api/walls', { ...settings, code });
		if (answer.status !== 201) throw new Error(`not paired: ${JSON.stringify(answer.body)}`);
		this.id = String(answer.body.id);
	}

	/** Opens the stream and reads it until it ends or is closed. @returns its headers. */
	async open(): Promise<Headers> {
		this.#stop = new AbortController();
		this.ended = false;
		const init = { headers: { cookie: this.#cookie }, signal: this.#stop.signal };
		const response = await fetch(`${this.#practice.url}/api/tv/stream`, init);
		if (!response.ok) throw new Error(`no stream: ${response.status}`);
		void this.#read(response.body!);
		return response.headers;
	}

	close(): void {
		this.#stop.abort();
	}

	get views(): ShownView[] {
		return this.events.filter(({ event }) => event === 'view').map(({ data }) => data as ShownView);
	}

	get view(): ShownView | undefined {
		return this.views.at(-1);
	}

	async see(fits: (view: ShownView) => boolean): Promise<ShownView> {
		await until(() => this.view !== undefined && fits(this.view)).catch((error: Error) => {
			throw new Error(`${error.message}: ${JSON.stringify(this.view?.numbers)}`);
		});
		return this.view!;
	}

	async #read(body: ReadableStream<Uint8Array>): Promise<void> {
		const decoder = new TextDecoder();
		let rest = '';
		try {
			for await (const chunk of body) {
				const text = decoder.decode(chunk, { stream: true });
				this.bytes += text;
				const messages = (rest + text).split('\n\n');
				rest = messages.pop()!;
				for (const message of messages) this.#hear(message);
			}
		} catch {
			// Closed by the test.
		}
		this.ended = true;
	}

	#hear(message: string): void {
		const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1];
		const event = field('event');
		if (event) this.events.push({ event, data: JSON.parse(field('data')!), atMs: performance.now() });
	}
}

export async function asManager(practice: Practice, method: string, path: string, body?: object) {
	const headers = { 'content-type': 'application/json', cookie: practice.manager };
	const response = await fetch(practice.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
	const text = await response.text();
	return { status: response.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
}

export const SETTINGS = {
	name: 'Front wall',
	boards: ['front-desk', 'billing'],
	zone: 'mixed',
	inches: 55,
	metres: 4,
	theme: 'light'
};
