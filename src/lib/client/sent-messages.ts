/** Counts, for one connection at a time, the sync messages that carry edits and the acknowledgements of them. */
export class SentMessages {
	#sent = 0;
	#acked = 0;
	#sentAtMs: number[] = [];
	#stepTwo = false;

	get sent(): number {
		return this.#sent;
	}
	get acked(): number {
		return this.#acked;
	}

	/** Whether this connection's exchange has happened: only then does an acknowledgement speak for older edits too. */
	get stepTwoSent(): boolean {
		return this.#stepTwo;
	}

	/** When the oldest message without acknowledgement was sent; null when all are acknowledged. */
	get oldestAtMs(): number | null {
		return this.#sentAtMs[0] ?? null;
	}

	newConnection(): void {
		this.#sent = 0;
		this.#acked = 0;
		this.#sentAtMs = [];
		this.#stepTwo = false;
	}

	/** @returns the message's number on this connection. */
	count(kind: 'step-two' | 'update', nowMs: number): number {
		if (kind === 'step-two') this.#stepTwo = true;
		this.#sentAtMs.push(nowMs);
		return ++this.#sent;
	}

	/** The first `count` are durable. A number that goes back, or beyond what was sent, is no news. */
	acknowledged(count: number): void {
		const upTo = Math.min(count, this.#sent);
		if (upTo <= this.#acked) return;
		this.#sentAtMs.splice(0, upTo - this.#acked);
		this.#acked = upTo;
	}
}
