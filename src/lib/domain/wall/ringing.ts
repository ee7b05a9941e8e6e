import { HELP_RINGS_MS } from '../board/help.ts';
import type { Card } from '../board/schema.ts';
import type { CardId, Instant } from '../ids.ts';

/** A call that comes later than this was made offline, and is over. */
const OLDEST_MS = 10 * 60_000;

/**
 * Which calls for help ring, and until when. By the server's clock from the moment it hears of one: the clock of whoever
 * asks may be wrong.
 */
export class Ringing {
	readonly #known = new Set<string>();
	readonly #until = new Map<CardId, number>();

	/** @param first what stood there before anybody looked rings no more. */
	hear(cards: readonly Pick<Card, 'id' | 'help'>[], now: Instant, first: boolean): void {
		for (const { id, help } of cards) {
			if (help === null) this.#forget(id);
			if (help === null || this.#known.has(`${id} ${help.since}`)) continue;
			this.#forget(id);
			this.#known.add(`${id} ${help.since}`);
			if (!first && now - help.since < OLDEST_MS) this.#until.set(id, now + HELP_RINGS_MS);
		}
	}

	at(now: Instant): Set<CardId> {
		for (const [id, until] of this.#until) if (until <= now) this.#until.delete(id);
		return new Set(this.#until.keys());
	}

	/** When the next one falls silent; null when none rings. */
	get next(): Instant | null {
		return this.#until.size === 0 ? null : (Math.min(...this.#until.values()) as Instant);
	}

	#forget(id: CardId): void {
		this.#until.delete(id);
		for (const key of this.#known) if (key.startsWith(`${id} `)) this.#known.delete(key);
	}
}
