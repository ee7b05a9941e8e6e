/** So near to an edge a dragged card scrolls what lies beyond it. */
const EDGE_PX = 56;
const FASTEST_PX_PER_MS = 1.1;
/** On a phone, where one column fills the screen, a card held at the side turns the page. */
const TURN_EDGE_PX = 36;
const TURN_AFTER_MS = 450;

/** Scrolls a column, and the board, while a card is held near their edges. */
export class AutoScroll {
	readonly #strip: HTMLElement;
	readonly #pages: boolean;
	#last = 0;
	#atSideSince = 0;

	constructor(strip: HTMLElement) {
		this.#strip = strip;
		this.#pages = getComputedStyle(strip).scrollSnapType !== 'none';
	}

	/** One frame's worth. @param now in ms, by the clock of the page. */
	step(list: HTMLElement | null, x: number, y: number, now: number): void {
		const ms = this.#last === 0 ? 16 : Math.min(now - this.#last, 64);
		this.#last = now;
		if (list) {
			const { top, bottom } = list.getBoundingClientRect();
			const by = speed(y, top, bottom) * ms;
			if (by !== 0) list.scrollTop += by;
		}
		const { left, right } = this.#strip.getBoundingClientRect();
		if (this.#pages) return this.#turn(x < left + TURN_EDGE_PX ? -1 : x > right - TURN_EDGE_PX ? 1 : 0, now);
		const by = speed(x, left, right) * ms;
		if (by !== 0) this.#strip.scrollLeft += by;
	}

	#turn(side: -1 | 0 | 1, now: number): void {
		if (side === 0) return void (this.#atSideSince = 0);
		if (this.#atSideSince === 0) this.#atSideSince = now;
		if (now - this.#atSideSince < TURN_AFTER_MS) return;
		this.#atSideSince = now + TURN_AFTER_MS;
		const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
		this.#strip.scrollBy({ left: side * this.#strip.clientWidth, behavior: still ? 'instant' : 'smooth' });
	}
}

/** Faster the nearer to the edge; beyond it as fast as it goes. */
function speed(at: number, low: number, high: number): number {
	const near = Math.min(EDGE_PX, (high - low) / 4);
	const part = at < low + near ? (at - low - near) / near : at > high - near ? (at - high + near) / near : 0;
	return Math.max(-1, Math.min(1, part)) * FASTEST_PX_PER_MS;
}
