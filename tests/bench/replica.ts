import WebSocket from 'ws';
import * as Y from 'yjs';
import type { Target } from './targets.ts';
import { sync, type Dialect, type Message } from './wire.ts';

/** A client with the whole board, for any of the servers. */
export class Replica {
	readonly doc: Y.Doc;
	readonly socket: WebSocket;
	readonly #dialect: Dialect;
	/** What came of the first answer, in ms since the connection was asked for. */
	readonly times = { open: NaN, answered: NaN, complete: NaN };
	#saved = 0;
	sent = 0;
	answerBytes = 0;
	closed: number | null = null;
	/** Off for somebody who writes and does not look: ten of them in one process would measure how they read. */
	reads = true;
	onMessage: ((message: Message) => void) | null = null;
	readonly #synced = Promise.withResolvers<this>();

	constructor(target: Target, board: string, { doc = new Y.Doc(), query = '?ack=1' } = {}) {
		this.doc = doc;
		this.#dialect = target.dialect(board);
		const start = performance.now();
		const since = () => performance.now() - start;
		const own = target.name === 'daybreak' ? query : '';
		this.socket = new WebSocket(`ws://127.0.0.1:${target.port}${target.path(board)}${own}`, {
			headers: target.headers,
			perMessageDeflate: false
		});
		this.socket.on('open', () => {
			this.times.open = since();
			for (const frame of this.#dialect.hello) this.socket.send(frame);
			this.say(sync(0, Y.encodeStateVector(this.doc)));
			if (target.isRelay) this.#synced.resolve(this);
		});
		this.socket.on('message', (data: Buffer) => {
			for (const message of this.#dialect.read(data)) this.#hear(message, since);
		});
		this.socket.on('error', (error) => this.#synced.reject(error));
		this.socket.on('close', (code) => {
			this.closed = code;
			this.#synced.reject(new Error(`closed with ${code}`));
		});
		this.#synced.promise.catch(() => undefined);
	}

	/** Resolves when the server has answered for the first time. */
	joined(): Promise<this> {
		return this.#synced.promise;
	}

	say(message: Uint8Array): void {
		this.socket.send(this.#dialect.wrap(message));
	}

	/**
	 * Says what one change made, as a provider does: nothing of what was deleted before.
	 *
	 * @returns the number of messages sent, which is what the server counts as saved.
	 */
	edit(change: (doc: Y.Doc) => void): number {
		const say = (update: Uint8Array) => void this.update(update);
		this.doc.on('update', say);
		this.doc.transact(() => change(this.doc), this);
		this.doc.off('update', say);
		return this.sent;
	}

	update(update: Uint8Array): number {
		this.say(sync(2, update));
		return ++this.sent;
	}

	/** How many of its messages the server says are saved. */
	get saved(): number {
		return this.#saved;
	}

	close(): void {
		this.socket.terminate();
	}

	#hear(message: Message, since: () => number): void {
		const { kind, bytes, count } = message;
		if (kind === 'step1') {
			this.say(sync(1, Y.encodeStateAsUpdate(this.doc, bytes)));
			this.sent += 1;
		} else if (kind === 'step2' || kind === 'update') {
			const first = kind === 'step2' && Number.isNaN(this.times.answered);
			if (first) {
				this.times.answered = since();
				this.answerBytes = bytes.byteLength;
			}
			if (this.reads) Y.applyUpdate(this.doc, bytes, 'server');
			if (first) {
				this.times.complete = since();
				this.#synced.resolve(this);
			}
		} else if (kind === 'saved') this.#saved = count ?? this.#saved + 1;
		this.onMessage?.(message);
	}
}
