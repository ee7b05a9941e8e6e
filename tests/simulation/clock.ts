const { setTimeout: realTimeout, clearTimeout: realClear, setImmediate: realImmediate } = globalThis;

interface Timer {
	readonly at: number;
	readonly run: () => void;
	unref(): Timer;
}

/**
 * Time that passes only when the test says so. While it is installed, every timer and immediate of the code under
 * test runs in an order that depends on nothing but the seed.
 */
export class Clock {
	/** Milliseconds since the epoch. */
	now = 1_772_000_000_000;
	#timers: Timer[] = [];
	#immediates: (() => void)[] = [];

	/** @returns a function that gives the real timers back. */
	install(): () => void {
		Object.assign(globalThis, {
			setTimeout: (run: () => void, ms = 0) => this.#add(run, ms),
			clearTimeout: (timer: unknown) => void (this.#timers = this.#timers.filter((one) => one !== timer)),
			setImmediate: (run: () => void) => void this.#immediates.push(run)
		});
		return () =>
			Object.assign(globalThis, { setTimeout: realTimeout, clearTimeout: realClear, setImmediate: realImmediate });
	}

	/** Runs everything that waits for no time. */
	async settle(): Promise<void> {
		for (;;) {
			await new Promise((resolve) => realImmediate(resolve));
			const due = this.#immediates.splice(0);
			if (due.length === 0) return;
			for (const run of due) run();
		}
	}

	async pass(ms: number): Promise<void> {
		const end = this.now + ms;
		for (;;) {
			const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
			if (!next) break;
			this.#timers = this.#timers.filter((one) => one !== next);
			this.now = Math.max(this.now, next.at);
			next.run();
			await this.settle();
		}
		this.now = end;
	}

	/** What a process that ends takes with it. */
	forget(): void {
		this.#timers = [];
		this.#immediates = [];
	}

	#add(run: () => void, ms: number): Timer {
		const timer: Timer = { at: this.now + ms, run, unref: () => timer };
		this.#timers.push(timer);
		return timer;
	}
}
