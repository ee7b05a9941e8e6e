import type { Attachment } from 'svelte/attachments';
import type { Card } from '#domain/board/schema.ts';
import type { CardId } from '#domain/ids.ts';

/** Shorter columns stand in the page as a whole: the browser's own search then finds every card. */
const WHOLE_UP_TO = 60;
/** What is drawn above and below what is seen, so that a quick scroll and the next Tab meet cards. */
const AHEAD_PX = 320;
/** The window follows the scrolling in steps; smaller ones would work for nothing. */
const STEP_PX = 160;
/** Between two cards; `--space-2`. */
const GAP_PX = 8;
/** A card with a title of two lines, until one has been measured. */
const USUAL_PX = 92;

/** A card that stands in the page. */
export interface Row {
	readonly card: Card;
	/** The room of the cards that are left out right before it. */
	readonly skipped: number;
	/** Its place among how many, for the ear; null where all of them stand in the page. */
	readonly place: { readonly at: number; readonly of: number } | null;
}

export interface Rows {
	readonly rows: readonly Row[];
	/** The room of the cards left out after the last row. */
	readonly rest: number;
}

/**
 * Which cards of a long column stand in the page: those in sight, some around them, and those that something holds
 * on to (the focus, a hand, an open panel). The others are room of the height they had, or most probably have.
 * Everything stays in the flow, so the browser keeps what is seen in its place when cards arrive above it.
 */
export class LongColumn {
	#top = $state(0);
	#height = $state(800);
	#printing = $state(false);
	/** Grows when a measured height differs from what the rows were made with. */
	#measured = $state(0);
	readonly #heights = new Map<CardId, number>();
	#usual = USUAL_PX;
	#width = 0;
	#last = new Map<CardId, Row>();
	readonly #sizes = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver((all) => this.#note(all));

	/** Follows the element that scrolls the cards. */
	readonly follow: Attachment<HTMLElement> = (element) => {
		const scrolled = () => (this.#top = Math.floor(element.scrollTop / STEP_PX) * STEP_PX);
		const print = (on: boolean) => () => (this.#printing = on);
		const [before, after] = [print(true), print(false)];
		const room = new ResizeObserver(() => {
			this.#height = element.clientHeight;
			if (this.#width !== element.clientWidth) this.#heights.clear();
			this.#width = element.clientWidth;
		});
		room.observe(element);
		element.addEventListener('scroll', scrolled, { passive: true });
		addEventListener('beforeprint', before);
		addEventListener('afterprint', after);
		return () => {
			room.disconnect();
			this.#sizes?.disconnect();
			element.removeEventListener('scroll', scrolled);
			removeEventListener('beforeprint', before);
			removeEventListener('afterprint', after);
		};
	};

	/** Learns the height of a card that stands in the page. */
	readonly measure: Attachment<HTMLElement> = (tile) => {
		this.#sizes?.observe(tile);
		return () => this.#sizes?.unobserve(tile);
	};

	isLong(cards: readonly Card[]): boolean {
		return cards.length > WHOLE_UP_TO && !this.#printing;
	}

	/** @param held cards that must stand in the page wherever they are. */
	rows(cards: readonly Card[], held: ReadonlySet<CardId | null>): Rows {
		const next = this.isLong(cards) ? this.#window(cards, held) : { rows: cards.map((card) => whole(card)), rest: 0 };
		const rows = next.rows.map((row) => this.#same(row));
		this.#last = new Map(rows.map((row) => [row.card.id, row]));
		return { rows, rest: next.rest };
	}

	#window(cards: readonly Card[], held: ReadonlySet<CardId | null>): Rows {
		void this.#measured;
		const [from, to] = [this.#top - AHEAD_PX, this.#top + STEP_PX + this.#height + AHEAD_PX];
		const rows: Row[] = [];
		let [top, skipped] = [0, 0];
		for (const [i, card] of cards.entries()) {
			const room = (this.#heights.get(card.id) ?? this.#usual) + GAP_PX;
			if ((top + room > from && top < to) || held.has(card.id)) {
				rows.push({ card, skipped: withoutGap(skipped), place: { at: i + 1, of: cards.length } });
				skipped = 0;
			} else skipped += room;
			top += room;
		}
		return { rows, rest: withoutGap(skipped) };
	}

	/** A row that says the same as before stays the same object, and its card is not drawn again. */
	#same(row: Row): Row {
		const before = this.#last.get(row.card.id);
		const same =
			before?.card === row.card &&
			before.skipped === row.skipped &&
			before.place?.at === row.place?.at &&
			before.place?.of === row.place?.of;
		return same ? before : row;
	}

	#note(entries: readonly ResizeObserverEntry[]): void {
		let changed = false;
		const first = this.#heights.size === 0;
		for (const { target, borderBoxSize } of entries) {
			const id = (target as HTMLElement).dataset.card as CardId | undefined;
			const height = borderBoxSize[0]?.blockSize ?? 0;
			if (!id || height === 0 || this.#heights.get(id) === height) continue;
			this.#heights.set(id, height);
			changed = true;
		}
		if (!changed) return;
		if (first) this.#usual = [...this.#heights.values()].reduce((sum, one) => sum + one, 0) / this.#heights.size;
		this.#measured += 1;
	}
}

const whole = (card: Card): Row => ({ card, skipped: 0, place: null });

/** The empty room has a gap of its own after it. */
const withoutGap = (room: number) => Math.max(0, room - GAP_PX);
