import { createSubscriber } from 'svelte/reactivity';
import type { Awareness } from 'y-protocols/awareness';
import type { CardId, PersonId } from '#domain/ids.ts';

/** Somebody who has the board open, and where; a person on two cards appears twice, in two tabs on one card once. */
export interface Present {
	readonly person: { readonly id: PersonId; readonly name: string; readonly colour: number };
	readonly card: CardId | null;
	readonly you: boolean;
}

/** Who is here. Others' identity is what the server stamped; this screen's own is told from `me` alone. */
export class Presence {
	readonly #awareness: Awareness;
	readonly #me: Present['person'];
	readonly #subscribe: () => void;

	constructor(awareness: Awareness, me: Present['person'], card: CardId | null, shown = true) {
		this.#awareness = awareness;
		this.#me = { id: me.id, name: me.name, colour: me.colour };
		awareness.setLocalState(shown ? { card } : null);
		this.#subscribe = createSubscriber((update) => {
			awareness.on('change', update);
			return () => awareness.off('change', update);
		});
	}

	/** You first, then the others by name. */
	get list(): Present[] {
		this.#subscribe();
		const found = new Map<string, Present>();
		for (const [client, state] of this.#awareness.getStates()) {
			const present = client === this.#awareness.clientID ? this.#self(state) : this.#read(state);
			if (present) found.set(`${present.person.id} ${present.card}`, present);
		}
		return [...found.values()].sort(
			(a, b) => Number(b.you) - Number(a.you) || a.person.name.localeCompare(b.person.name)
		);
	}

	lookAt(card: CardId | null): void {
		const state = this.#awareness.getLocalState();
		if (state && state.card !== card) this.#awareness.setLocalState({ card });
	}

	/** Comes to the board, or goes from it as far as colleagues can see. */
	appear(shown: boolean, card: CardId | null): void {
		if (shown !== (this.#awareness.getLocalState() !== null)) this.#awareness.setLocalState(shown ? { card } : null);
	}

	#self(state: Record<string, unknown>): Present {
		return { person: this.#me, card: cardIn(state), you: true };
	}

	#read(state: Record<string, unknown>): Present | null {
		const { id, name, colour } = Object(state.person) as Record<string, unknown>;
		if (typeof id !== 'string' || typeof name !== 'string' || typeof colour !== 'number') return null;
		return { person: { id: id as PersonId, name, colour }, card: cardIn(state), you: id === this.#me.id };
	}
}

const cardIn = ({ card }: Record<string, unknown>): CardId | null =>
	typeof card === 'string' ? (card as CardId) : null;
