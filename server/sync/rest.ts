const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** A room's rest after a failed commit: it reads and answers, and takes no updates. Each failure in a row doubles it. */
export class Rest {
	readonly #over: () => void;
	#ms = FIRST_MS;
	#timer: NodeJS.Timeout | null = null;

	/** @param over called when a rest is over. */
	constructor(over: () => void) {
		this.#over = over;
	}

	get isOn(): boolean {
		return this.#timer !== null;
	}

	/** How long the next rest will be. */
	get nextMs(): number {
		return this.#ms;
	}

	begin(): void {
		this.end();
		this.#timer = setTimeout(() => {
			this.#timer = null;
			this.#over();
		}, this.#ms).unref();
		this.#ms = Math.min(this.#ms * 2, LONGEST_MS);
	}

	/** A commit went well: the next rest is short again. */
	forget(): void {
		this.#ms = FIRST_MS;
	}

	end(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
	}
}
