import {
	fromAddress,
	isFiltering,
	matcher,
	NO_FILTER,
	toAddress,
	type Filter,
	type OwnerFilter
} from '#domain/board/filter.ts';
import { labelsInUse } from '#domain/board/labels.ts';
import type { Card } from '#domain/board/schema.ts';
import type { ColumnId } from '#domain/ids.ts';
import type { BoardView } from '$lib/client/board-view.svelte.ts';
import type { PracticeClock } from '$lib/client/clock.svelte.ts';

/** What is looked through. */
interface Sought {
	readonly live: { readonly view: BoardView };
	readonly clock: PracticeClock;
}

const LANES = 'lanes';

/** What one person wants to see of a board. */
export class Finding {
	readonly #board: Sought;
	filter: Filter = $state.raw(NO_FILTER);
	/** The board split by owner. */
	lanes = $state(false);
	/** Whether the bar stands open, also with nothing asked for yet. */
	open = $state(false);

	constructor(board: Sought) {
		this.#board = board;
	}

	readonly on: boolean = $derived(isFiltering(this.filter));

	readonly #matches: ((card: Card) => boolean) | null = $derived.by(() => {
		if (!this.on) return null;
		const { live, clock } = this.#board;
		const descriptionOf = (card: Card['id']) => live.view.text(card, 'description');
		return matcher(this.filter, { columns: live.view.columns, clock: clock.now, descriptionOf });
	});

	/** The cards of each column that answer; a move is relative to them. */
	readonly shown: ReadonlyMap<ColumnId, readonly Card[]> = $derived.by(() => {
		const all = this.#board.live.view.cardsByColumn;
		const matches = this.#matches;
		return matches === null ? all : new Map([...all].map(([id, cards]) => [id, cards.filter(matches)]));
	});

	readonly count: { readonly shown: number; readonly all: number } = $derived.by(() => ({
		shown: countOf(this.shown),
		all: countOf(this.#board.live.view.cardsByColumn)
	}));

	readonly labels: readonly string[] = $derived.by(() =>
		labelsInUse([...this.#board.live.view.cardsByColumn.values()].flat())
	);

	change(part: Partial<Filter>): void {
		this.filter = { ...this.filter, ...part };
	}

	toggleOwner(owner: OwnerFilter): void {
		const { owners } = this.filter;
		this.change({ owners: owners.includes(owner) ? owners.filter((one) => one !== owner) : [...owners, owner] });
	}

	toggleLabel(label: string): void {
		const { labels } = this.filter;
		this.change({ labels: labels.includes(label) ? labels.filter((one) => one !== label) : [...labels, label] });
	}

	clear(): void {
		this.filter = NO_FILTER;
	}

	/** What may stand behind the page's address. Words stay out of it: they may name a patient, and browsers keep addresses. */
	get address(): string {
		const filter = toAddress({ ...this.filter, text: '' });
		return [filter, this.lanes ? `${LANES}=yes` : ''].filter(Boolean).join('&');
	}

	read(address: string): void {
		this.filter = fromAddress(address);
		this.lanes = new URLSearchParams(address.replace(/^#/, '')).has(LANES);
		this.open = this.on || this.lanes;
	}
}

const countOf = (groups: ReadonlyMap<ColumnId, readonly Card[]>): number =>
	[...groups.values()].reduce((sum, cards) => sum + cards.length, 0);
