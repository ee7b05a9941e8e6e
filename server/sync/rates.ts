/** Updates a second that a person may send for long, and how many at once: more than anybody types, less than a flood. */
const UPDATES_PER_SECOND = 60;
const BURST = 600;

/** Whoever has not sent for as long has the whole burst again. */
const FULL_AFTER_MS = (BURST / UPDATES_PER_SECOND) * 1000;

/** So many people send within seconds at most; beyond, the quiet ones are looked for. */
const MANY_PEOPLE = 200;

interface Bucket {
	tokens: number;
	since: number;
}

/** How fast each person sends, over all their connections: a new connection brings no new burst. */
export class Rates {
	readonly #buckets = new Map<string, Bucket>();

	/** Counts a message. @returns how long the person's next one should wait, in ms; 0 within the rate. */
	count(person: string): number {
		const now = performance.now();
		const bucket = this.#buckets.get(person) ?? { tokens: BURST, since: now };
		if (this.#buckets.size >= MANY_PEOPLE) this.#forget(now);
		this.#buckets.set(person, bucket);
		bucket.tokens = Math.min(BURST, bucket.tokens + ((now - bucket.since) / 1000) * UPDATES_PER_SECOND) - 1;
		bucket.since = now;
		return bucket.tokens >= 0 ? 0 : (-bucket.tokens / UPDATES_PER_SECOND) * 1000 + 1;
	}

	#forget(now: number): void {
		for (const [person, { since }] of this.#buckets) if (now - since > FULL_AFTER_MS * 2) this.#buckets.delete(person);
	}
}
