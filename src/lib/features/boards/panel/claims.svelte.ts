import type { PracticeClock } from '$lib/client/clock.svelte.ts';
import { claimOn } from '#domain/board/claim.ts';
import type { Card, Claim } from '#domain/board/schema.ts';
import type { Instant } from '#domain/ids.ts';

/** Who is on which card just now. The wall's clock goes by minutes; a claim ends to the second. */
export class Claims {
	readonly #clock: PracticeClock;
	readonly #now: () => Instant;
	#ended = $state(0);
	#wakes: Instant | null = null;

	constructor(clock: PracticeClock, now: () => Instant) {
		this.#clock = clock;
		this.#now = now;
	}

	/** Whoever reads it in an effect or template runs again when the claim is over. */
	on(card: Pick<Card, 'claim'>): (Claim & { readonly minutes: number }) | null {
		if (card.claim === null) return null;
		void [this.#ended, this.#clock.instant];
		const now = this.#now();
		const claim = claimOn(card, now);
		if (!claim) return null;
		this.#wakeAt(claim.until, now);
		return { ...claim, minutes: Math.max(1, Math.ceil((claim.until - now) / 60_000)) };
	}

	#wakeAt(until: Instant, now: Instant): void {
		if (this.#wakes !== null && this.#wakes <= until) return;
		this.#wakes = until;
		setTimeout(
			() => {
				this.#wakes = null;
				this.#ended += 1;
			},
			until - now + 50
		);
	}
}
