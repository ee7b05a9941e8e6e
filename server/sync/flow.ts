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
	readonly isPaused: boolean;
}

/** Reads a socket more slowly that sends more than people do. What it sends is never refused for that. */
export class Inflow {
	readonly #socket: Pausable;
	readonly #now: () => number;
	#tokens = BURST;
	#since: number;

	/** @param now milliseconds, from any zero. */
	constructor(socket: Pausable, now: () => number) {
		this.#socket = socket;
		this.#now = now;
		this.#since = now();
	}

	/** Counts one message; pauses the socket until its debt is worked off. */
	take(): void {
		const now = this.#now();
		this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#since) / 1000) * UPDATES_PER_SECOND) - 1;
		this.#since = now;
		if (this.#tokens >= 0 || this.#socket.isPaused) return;
		this.#socket.pause();
		setTimeout(() => this.#socket.resume(), (-this.#tokens / UPDATES_PER_SECOND) * 1000 + 1).unref();
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
