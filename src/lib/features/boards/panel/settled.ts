/** Long enough to type the next letter, or the minutes after the hour. */
const PAUSE_MS = 700;

/**
 * For a field that holds one value: hands it over once the person pauses, not at every key, so that the record has
 * one line for it. `flush` hands over at once; a field that goes away must call it.
 */
export class Settled<T> {
	readonly #hand: (value: T) => void;
	#waiting: { readonly value: T } | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(hand: (value: T) => void) {
		this.#hand = hand;
	}

	set(value: T): void {
		this.#waiting = { value };
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.flush(), PAUSE_MS);
	}

	flush(): void {
		clearTimeout(this.#timer);
		const waiting = this.#waiting;
		this.#waiting = null;
		if (waiting) this.#hand(waiting.value);
	}
}
