import type { Writable } from 'node:stream';
import type { Rates } from './rates.ts';
import type { Source, Turns } from './turns.ts';

/** What may wait to be read by a client that does not read, besides one answer with the whole board. */
const MOST_WAITING_BYTES = 1024 * 1024;

const OPEN = 1;

/** Long enough for a close frame to get out where anybody reads at all. */
const LAST_WORD_MS = 2_000;

/** So much may wait here before a socket is read no further; one read of it may still bring more. */
const WAITING_MESSAGES = 32;

interface Pausable {
	pause(): void;
	resume(): void;
}

interface InflowDeps {
	readonly person: string;
	readonly socket: Pausable;
	readonly turns: Turns;
	/** Null for benchmarks only: the socket may then send as fast as it can. */
	readonly rates: Rates | null;
	readonly handle: (message: Uint8Array) => void;
}

/**
 * A connection's messages on their way in: each in its turn, and more slowly from a socket that sends more than people
 * do. Nothing is refused for that, and the order stays.
 */
export class Inflow implements Source {
	readonly #deps: InflowDeps;
	readonly #waiting: Uint8Array[] = [];
	/** `idle`: nothing waits. `queued`: for its turn. `slowed`: until it is within the rate. */
	#state: 'idle' | 'queued' | 'slowed' = 'idle';
	#paused = false;
	#whenEmpty: (() => void) | null = null;

	constructor(deps: InflowDeps) {
		this.#deps = deps;
	}

	get person(): string {
		return this.#deps.person;
	}

	take(message: Uint8Array): void {
		this.#waiting.push(message);
		if (this.#state === 'idle') this.#queue();
		if (this.#waiting.length >= WAITING_MESSAGES) this.#pause();
	}

	/** The other end has said its last word. What it said before is still heard, no faster than before. */
	finish(whenEmpty: () => void): void {
		this.#whenEmpty = whenEmpty;
		if (this.#state === 'idle') whenEmpty();
	}

	step(): boolean {
		this.#deps.handle(this.#waiting.shift()!);
		const waitMs = this.#deps.rates?.count(this.person) ?? 0;
		if (waitMs > 0) this.#slow(waitMs);
		else if (this.#waiting.length > 0) return true;
		else this.#rest();
		return false;
	}

	#queue(): void {
		this.#state = 'queued';
		this.#deps.turns.add(this);
	}

	#slow(ms: number): void {
		this.#state = 'slowed';
		this.#pause();
		setTimeout(() => {
			if (this.#waiting.length > 0) this.#queue();
			else this.#rest();
		}, ms);
	}

	#rest(): void {
		this.#state = 'idle';
		if (this.#paused) this.#deps.socket.resume();
		this.#paused = false;
		this.#whenEmpty?.();
	}

	#pause(): void {
		if (!this.#paused) this.#deps.socket.pause();
		this.#paused = true;
	}
}

interface Sendable {
	readonly readyState: number;
	readonly bufferedAmount: number;
	send(frame: Uint8Array): void;
	terminate(): void;
}

/** Writes to a socket as long as its other end reads. */
export class Outflow {
	readonly #socket: Sendable;
	readonly #line: Pick<Writable, 'cork' | 'uncork'>;
	readonly #onStuck: () => void;
	#allowance = 0;
	#stuck = false;

	/** @param line what the socket writes to. */
	constructor(socket: Sendable, line: Pick<Writable, 'cork' | 'uncork'>, onStuck: () => void) {
		this.#socket = socket;
		this.#line = line;
		this.#onStuck = onStuck;
	}

	send(frame: Uint8Array): void {
		if (this.#stuck || this.#socket.readyState !== OPEN) return;
		this.#forgetWhatWasRead();
		if (this.#socket.bufferedAmount > MOST_WAITING_BYTES + this.#allowance) return this.#giveUp();
		this.#socket.send(frame);
	}

	/** Answers with the whole board: one that is still under way is no sign of a stuck reader. */
	sendWhole(frames: readonly Uint8Array[]): void {
		if (this.#stuck || this.#socket.readyState !== OPEN) return;
		this.#forgetWhatWasRead();
		const bytes = frames.reduce((sum, frame) => sum + frame.byteLength, 0);
		this.#allowance = Math.max(this.#allowance, bytes);
		for (const frame of frames) this.#socket.send(frame);
	}

	/** All of them in one write. */
	sendAll(frames: readonly Uint8Array[]): void {
		if (frames.length > 1) this.#line.cork();
		for (const frame of frames) this.send(frame);
		if (frames.length > 1) this.#line.uncork();
	}

	#forgetWhatWasRead(): void {
		if (this.#socket.bufferedAmount === 0) this.#allowance = 0;
	}

	#giveUp(): void {
		this.#stuck = true;
		this.#onStuck();
		setTimeout(() => this.#socket.terminate(), LAST_WORD_MS).unref();
	}
}
