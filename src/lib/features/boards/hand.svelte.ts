import type { CardId } from '#domain/ids.ts';
import type { Landing, Sight } from './landing.ts';

/** What one person holds of a board, has marked on it, or must find in the page. */
export class Hand {
	readonly #sight: Sight;

	/** Cards picked up and not yet put down, in their order. */
	held = $state.raw<readonly CardId[]>([]);
	landing = $state.raw<Landing | null>(null);
	/** A card that must stand in the page, also far down in a long column, so that the focus can go to it. */
	kept = $state.raw<CardId | null>(null);
	/** A tap marks a card instead of opening it. */
	choosing = $state(false);
	#marks = $state.raw<ReadonlySet<CardId>>(new Set());
	#last: CardId | null = null;

	constructor(sight: Sight) {
		this.#sight = sight;
	}

	/** The marked cards that are still there, in the board's order. */
	readonly marked: readonly CardId[] = $derived.by(() => (this.#marks.size === 0 ? [] : this.#all(this.#marks)));

	isMarked(id: CardId): boolean {
		return this.#marks.has(id);
	}

	/** Marks a card, or takes its mark away. @returns whether it is marked now. */
	mark(id: CardId): boolean {
		const marks = new Set(this.#marks);
		const on = !marks.delete(id);
		if (on) marks.add(id);
		this.#marks = marks;
		this.#last = id;
		return on;
	}

	/** Marks everything from the card that was marked last up to this one. */
	markTo(id: CardId): void {
		const all = this.#all();
		const [a, b] = [all.indexOf(this.#last ?? id), all.indexOf(id)].sort((x, y) => x - y);
		const range = all.slice(Math.max(0, a!), b! + 1);
		this.#marks = new Set([...this.#marks, ...range]);
		this.#last = id;
	}

	unmark(): void {
		this.#marks = new Set();
		this.#last = null;
		this.choosing = false;
	}

	/** What a gesture on this card is about: all marked ones when it is one of them. */
	with(id: CardId): readonly CardId[] {
		return this.isMarked(id) ? this.marked : [id];
	}

	letGo(): void {
		this.held = [];
		this.landing = null;
	}

	#all(only?: ReadonlySet<CardId>): CardId[] {
		const ids: CardId[] = [];
		for (const { id: column } of this.#sight.columns)
			for (const { id } of this.#sight.shown.get(column) ?? []) if (!only || only.has(id)) ids.push(id);
		return ids;
	}
}
