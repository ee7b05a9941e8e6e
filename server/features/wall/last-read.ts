/** A read that takes longer holds nobody up: until it comes, the last answer stands. */
const PATIENCE_MS = 1_000;

/** The last answer of something that may be slow, or never answer again. */
export class LastRead<T> {
	#value: T | null = null;
	#pending: Promise<void> | null = null;
	/** Nobody waits for the one that is pending any more. */
	#late = false;
	/** An answer to an earlier one than this counts no more. */
	#question = 0;
	readonly #cameLate: () => void;

	/** @param cameLate called when an answer comes that nobody waited for any more. */
	constructor(cameLate: () => void) {
		this.#cameLate = cameLate;
	}

	/** Null before the first one. */
	get value(): T | null {
		return this.#value;
	}

	/** Asks, unless an answer is still to come. @returns when it has come, or after a moment. */
	async ask(read: () => Promise<T>): Promise<void> {
		this.#pending ??= this.#take(read);
		if (this.#late) return;
		let timer: NodeJS.Timeout | undefined;
		const enough = new Promise<void>((resolve) => {
			timer = setTimeout(() => {
				this.#late = true;
				resolve();
			}, PATIENCE_MS);
		});
		await Promise.race([this.#pending, enough]).finally(() => clearTimeout(timer));
	}

	/** What was asked is no longer to be waited for; what was answered stands. */
	letGo(): void {
		this.#question += 1;
		this.#pending = null;
		this.#late = false;
	}

	async #take(read: () => Promise<T>): Promise<void> {
		const question = this.#question;
		try {
			const value = await read();
			if (question === this.#question) this.#value = value;
		} finally {
			if (question === this.#question) this.#answered();
		}
	}

	#answered(): void {
		const late = this.#late;
		this.#pending = null;
		this.#late = false;
		if (late) this.#cameLate();
	}
}
