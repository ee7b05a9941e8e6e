import { Offline, Problem } from '$lib/client/problem.ts';
import { searchCards, type FoundCard } from '$lib/client/search.ts';
import type { BoardId } from '#domain/ids.ts';
import { sentenceFor } from '../account/problem-words.ts';
import { SEARCH_WORDS } from './words.ts';

/** Nobody stops so long within a word. */
const PAUSE_MS = 180;

/** The cards of one board among those found. */
export interface Group {
	readonly board: BoardId;
	readonly cards: readonly FoundCard[];
}

/** A search as somebody types it: the last words count, however the answers come in. */
export class Search {
	#words = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;
	#turn = 0;
	found: readonly FoundCard[] = $state.raw([]);
	more = $state(false);
	/** What the answer is about; empty until the first one. */
	answered = $state('');
	trouble = $state('');
	active = $state(0);

	get words(): string {
		return this.#words;
	}

	set words(words: string) {
		this.#words = words;
		this.#turn += 1;
		clearTimeout(this.#timer);
		if (words.trim() === '') this.#show([], false, '');
		else this.#timer = setTimeout(() => void this.#ask(words.trim().slice(0, 200)), PAUSE_MS);
	}

	/** By board, in the order in which the boards were first found; what is archived stays last in each. */
	readonly groups: readonly Group[] = $derived.by(() =>
		[...Map.groupBy(this.found, ({ board }) => board)].map(([board, cards]) => ({ board, cards }))
	);

	/** As they stand in the groups, for the arrows. */
	readonly inOrder: readonly FoundCard[] = $derived(this.groups.flatMap(({ cards }) => cards));

	step(by: 1 | -1): void {
		const count = this.inOrder.length;
		if (count > 0) this.active = (this.active + by + count) % count;
	}

	stop(): void {
		this.#turn += 1;
		clearTimeout(this.#timer);
	}

	async #ask(words: string): Promise<void> {
		const turn = this.#turn;
		try {
			const { cards, more } = await searchCards(words);
			if (turn === this.#turn) this.#show(cards, more, words);
		} catch (error) {
			if (!(error instanceof Offline || error instanceof Problem)) throw error;
			if (turn !== this.#turn) return;
			this.#show([], false, '');
			this.trouble = error instanceof Problem ? sentenceFor(error) : SEARCH_WORDS.offline;
		}
	}

	#show(found: readonly FoundCard[], more: boolean, words: string): void {
		Object.assign(this, { found, more, answered: words, trouble: '', active: 0 });
	}
}
