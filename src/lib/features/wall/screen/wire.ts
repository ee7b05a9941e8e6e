import type { Instant } from '#domain/ids.ts';
import { LATE_MS, waitBefore } from '#domain/wall/word.ts';
import type { ShownView } from './kept-view.ts';

export interface Beat {
	readonly at: Instant;
	readonly build: string | null;
}

export type Asked = { readonly state: 'paired' } | { readonly state: 'waiting'; code: string; expiresAt: Instant };
/** `unpaired`: the server knows this screen no more; `no-cookie`: the browser did not send what it was given. */
export type Answer = Asked | { readonly state: 'unpaired' | 'no-cookie' | 'unreachable' };

export interface WireEvents {
	/** @param text the same as it came. */
	readonly view: (view: ShownView, text: string) => void;
	readonly beat: (beat: Beat) => void;
	/** The server turned this screen dark, or does not know it. */
	readonly gone: () => void;
}

/** Long enough for a slow proxy, short enough that a dead one is left again. */
const PATIENCE_MS = 10_000;

/** What the server says of this screen. */
export const askServer = () => ask('GET', '/api/tv');
/** Asks for a code, or hears that the screen is paired. */
export const askForCode = () => ask('POST', '/api/tv/pairing');

async function ask(method: 'GET' | 'POST', path: string): Promise<Answer> {
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
	try {
		const response = await fetch(path, { method, credentials: 'same-origin', signal: patience.signal });
		const body = (await response.json()) as { state?: string; code?: string };
		if (response.ok && (body.state === 'paired' || body.state === 'waiting')) return body as Asked;
		if (response.status === 401) return { state: body.code === 'no-screen' ? 'no-cookie' : 'unpaired' };
	} catch {
		// A proxy's own page, or no answer at all.
	} finally {
		clearTimeout(timer);
	}
	return { state: 'unreachable' };
}

/**
 * The stream of views, kept open for ever. An EventSource gives up after an answer that is no stream, and notices a
 * dead line late, so each one is replaced after an error and after silence, with a pause that grows to half a minute.
 */
export class Wire {
	readonly #events: WireEvents;
	#source: EventSource | null = null;
	#silence: ReturnType<typeof setTimeout> | undefined;
	#pause: ReturnType<typeof setTimeout> | undefined;
	#tries = 0;
	#closed = false;

	constructor(events: WireEvents) {
		this.#events = events;
		this.#open();
	}

	close(): void {
		this.#closed = true;
		this.#drop();
		clearTimeout(this.#pause);
	}

	#open(): void {
		if (this.#closed) return;
		const source = new EventSource('/api/tv/stream');
		this.#source = source;
		const on = <T>(event: string, tell: (data: T, text: string) => void) =>
			source.addEventListener(event, (message) => {
				this.#tries = 0;
				this.#listen();
				const { data } = message as MessageEvent<string>;
				tell(JSON.parse(data) as T, data);
			});
		on('view', this.#events.view);
		on('beat', this.#events.beat);
		on('gone', () => this.#gone());
		source.onerror = () => void this.#failed();
		this.#listen();
	}

	/** A line that says nothing for so long is dead, whatever the socket claims. */
	#listen(): void {
		clearTimeout(this.#silence);
		this.#silence = setTimeout(() => void this.#failed(), LATE_MS);
	}

	async #failed(): Promise<void> {
		this.#drop();
		const answer = await askServer();
		if (this.#closed) return;
		if (answer.state === 'unpaired' || answer.state === 'no-cookie') return this.#gone();
		this.#tries += 1;
		clearTimeout(this.#pause);
		this.#pause = setTimeout(() => this.#open(), waitBefore(this.#tries, Math.random()));
	}

	#gone(): void {
		this.close();
		this.#events.gone();
	}

	#drop(): void {
		clearTimeout(this.#silence);
		if (this.#source) this.#source.onerror = null;
		this.#source?.close();
		this.#source = null;
	}
}
