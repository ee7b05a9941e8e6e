/** Updates a second that a socket may send for long, and how many at once: more than anybody types, less than a flood. */
const UPDATES_PER_SECOND = 60;
const BURST = 600;

/** What may wait to be read by a client that does not read, besides one answer with the whole board. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** Long enough for a close frame to get out where anybody reads at all. */
const LAST_WORD_MS = 2_000;

interface Pausable {
	pause(): void;
	resume(): void;
}

/** A flood is worked off in slices of this length, with everybody else's turn between them. */
const SLICE_MS = 4;

/**
 * A connection's messages on their way in: a few milliseconds' worth at a time, and more slowly from a socket that sends
 * more than people do. Nothing is refused for that, and the order stays.
 */
export class Inflow {
	readonly #socket: Pausable;
	readonly #handle: (message: Uint8Array) => void;
	readonly #limited: boolean;
	#waiting: Uint8Array[] = [];
	#scheduled = false;
	#tokens = BURST;
	#since = performance.now();

	/** @param limited false for benchmarks only: the socket may then send as fast as it can. */
	constructor(socket: Pausable, limited: boolean, handle: (message: Uint8Array) => void) {
		this.#socket = socket;
		this.#limited = limited;
		this.#handle = handle;
	}

	take(message: Uint8Array): void {
		this.#waiting.push(message);
		if (!this.#scheduled) this.#work();
	}

	/** Handles at once what has come: the other end has said its last word. */
	finish(): void {
		for (const message of this.#waiting.splice(0)) this.#handle(message);
	}

	#work(): void {
		this.#scheduled = false;
		const end = performance.now() + SLICE_MS;
		let handled = 0;
		while (handled < this.#waiting.length && performance.now() < end) this.#handle(this.#waiting[handled++]!);
		this.#waiting.splice(0, handled);
		const debtMs = this.#limited ? this.#pay(handled) : 0;
		if (this.#waiting.length === 0 && debtMs === 0) return this.#socket.resume();
		this.#socket.pause();
		this.#scheduled = true;
		if (debtMs > 0) setTimeout(() => this.#work(), debtMs);
		else setImmediate(() => this.#work());
	}

	/** @returns how long to wait until what has been handled is within the rate; 0 when it is. */
	#pay(messages: number): number {
		const now = performance.now();
		this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#since) / 1000) * UPDATES_PER_SECOND) - messages;
		this.#since = now;
		return this.#tokens >= 0 ? 0 : (-this.#tokens / UPDATES_PER_SECOND) * 1000 + 1;
	}
}

interface Sendable {
	readonly bufferedAmount: number;
	send(frame: Uint8Array): void;
	terminate(): void;
}

/** Writes to a socket as long as its other end reads. */
export class Outflow {
	readonly #socket: Sendable;
	readonly #onStuck: () => void;
	#allowance = 0;
	#stuck = false;

	constructor(socket: Sendable, onStuck: () => void) {
		this.#socket = socket;
		this.#onStuck = onStuck;
	}

	/** @param whole the frame answers with the whole board: one that is still under way is no sign of a stuck reader. */
	send(frame: Uint8Array, whole = false): void {
		if (this.#stuck) return;
		if (this.#socket.bufferedAmount === 0) this.#allowance = 0;
		if (whole) this.#allowance = Math.max(this.#allowance, frame.byteLength);
		else if (this.#socket.bufferedAmount > MOST_WAITING_BYTES + this.#allowance) return this.#giveUp();
		this.#socket.send(frame);
	}

	#giveUp(): void {
		this.#stuck = true;
		this.#onStuck();
		setTimeout(() => this.#socket.terminate(), LAST_WORD_MS).unref();
	}
}
