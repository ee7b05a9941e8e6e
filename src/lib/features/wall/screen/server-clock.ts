import type { Instant } from '#domain/ids.ts';

/** The server's time, carried on by a clock that nobody sets: a television's own may be years off. */
export class ServerClock {
	#at: Instant;
	#heardAtMs: number;

	constructor(at: Instant, heardAtMs: number) {
		this.#at = at;
		this.#heardAtMs = heardAtMs;
	}

	heard(at: Instant, heardAtMs: number): void {
		this.#at = at;
		this.#heardAtMs = heardAtMs;
	}

	now(steadyMs: number): Instant {
		return (this.#at + steadyMs - this.#heardAtMs) as Instant;
	}
}
