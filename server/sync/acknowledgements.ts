/**
 * Counts one connection's step 2 and update messages, and how many of the first of them are durable or needed
 * nothing. A dropped message holds the count back until a later step 2, which repeats it, is durable.
 */
export class Acknowledgements {
	#received = 0;
	#told = 0;
	/** Accepted and not yet durable, ascending; which of them are step 2, and when each came. */
	#open: { readonly n: number; readonly full: boolean; readonly at: number }[] = [];
	#dropped: number[] = [];

	/** Numbers the next message. */
	receive(): number {
		return ++this.#received;
	}

	accepted(n: number, full: boolean, at = 0): void {
		this.#open.push({ n, full, at });
	}

	neededNothing(n: number, full: boolean): void {
		if (full) this.#cover(n);
	}

	dropped(n: number): void {
		this.#dropped.push(n);
	}

	/** What was accepted up to the n-th message is durable now. @returns when each of those messages came. */
	durable(upTo: number): number[] {
		const settled = this.#open.filter(({ n }) => n <= upTo);
		for (const { n, full } of settled) if (full) this.#cover(n);
		this.#open = this.#open.filter(({ n }) => n > upTo);
		return settled.map(({ at }) => at);
	}

	/** What was accepted and not yet durable will never be: as if it had been dropped. */
	lost(): void {
		this.#dropped = [...this.#dropped, ...this.#open.map(({ n }) => n)].sort((a, b) => a - b);
		this.#open = [];
	}

	get received(): number {
		return this.#received;
	}

	/** Whether something is missing that only another step 2 can bring. */
	get holding(): boolean {
		return this.#dropped.length > 0;
	}

	/** @returns the count to tell the client, or null when it has not grown. */
	next(): number | null {
		const settled = Math.min(this.#received, (this.#open[0]?.n ?? Infinity) - 1, (this.#dropped[0] ?? Infinity) - 1);
		if (settled <= this.#told) return null;
		this.#told = settled;
		return settled;
	}

	#cover(n: number): void {
		this.#dropped = this.#dropped.filter((dropped) => dropped > n);
	}
}
