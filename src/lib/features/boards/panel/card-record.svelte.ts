import { cardHistory, Offline } from '$lib/client/api.ts';
import type { LiveBoard } from '$lib/client/live-board.svelte.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { BoardId, CardId } from '#domain/ids.ts';

/** A card's record, read from the server once and then heard live. */
export class CardRecord {
	readonly #board: BoardId;
	readonly #card: CardId;
	state = $state.raw<'reading' | 'read' | 'offline' | 'failed'>('reading');
	entries = $state.raw<readonly ActivityEntry[]>([]);
	readonly #stop: () => void;
	#closed = false;

	constructor(live: LiveBoard, board: BoardId, card: CardId) {
		this.#board = board;
		this.#card = card;
		this.#stop = live.onActivity((entries) => this.#add(entries));
		void this.read();
	}

	/** Again after a silence: what happened meanwhile was not heard. */
	async read(): Promise<void> {
		try {
			this.#add(await cardHistory(this.#board, this.#card));
			if (!this.#closed) this.state = 'read';
		} catch (error) {
			if (!this.#closed && this.state !== 'read') this.state = error instanceof Offline ? 'offline' : 'failed';
		}
	}

	close(): void {
		this.#closed = true;
		this.#stop();
	}

	#add(entries: readonly ActivityEntry[]): void {
		if (this.#closed) return;
		const own = entries.filter(({ card }) => card === this.#card);
		if (own.length === 0) return;
		const bySeq = new Map([...this.entries, ...own].map((entry) => [entry.seq, entry]));
		this.entries = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
	}
}
