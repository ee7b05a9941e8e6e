import { createSubscriber } from 'svelte/reactivity';
import type { Awareness } from 'y-protocols/awareness';
import type { TextField } from '#domain/board/text.ts';
import type { CardId, PersonId } from '#domain/ids.ts';

/** Somebody who has the board open, and where; a person on two cards appears twice, in two tabs on one card once. */
export interface Present {
	readonly person: { readonly id: PersonId; readonly name: string; readonly colour: number };
	readonly card: CardId | null;
	readonly you: boolean;
}

/** Where somebody's caret stands in a live text, and how far their selection goes: places as Yjs encodes them, in base64. */
export interface Caret {
	readonly field: TextField;
	readonly anchor: string;
	readonly head: string;
}

/** A colleague's caret. */
export interface ShownCaret extends Caret {
	/** Tells two tabs of one person apart. */
	readonly client: number;
	readonly person: Present['person'];
}

/** Who is here. Others' identity is what the server stamped; this screen's own is told from `me` alone. */
export class Presence {
	readonly #awareness: Awareness;
	readonly #me: Present['person'];
	readonly #subscribe: () => void;
	readonly #subscribeToCarets: () => void;

	constructor(awareness: Awareness, me: Present['person'], card: CardId | null, shown = true) {
		this.#awareness = awareness;
		this.#me = { id: me.id, name: me.name, colour: me.colour };
		awareness.setLocalState(shown ? { card } : null);
		this.#subscribe = createSubscriber((update) => {
			let known = this.#whereabouts();
			const heard = () => {
				const now = this.#whereabouts();
				if (now === known) return;
				known = now;
				update();
			};
			awareness.on('change', heard);
			return () => awareness.off('change', heard);
		});
		this.#subscribeToCarets = createSubscriber((update) => {
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

	/** Colleagues' carets in a live text of a card. */
	carets(card: CardId, field: TextField): ShownCaret[] {
		this.#subscribeToCarets();
		return [...this.#awareness.getStates()].flatMap(([client, state]) => {
			const caret = caretIn(state);
			if (client === this.#awareness.clientID || cardIn(state) !== card || caret?.field !== field) return [];
			const present = this.#read(state);
			return present ? [{ ...caret, client, person: present.person }] : [];
		});
	}

	lookAt(card: CardId | null): void {
		const state = this.#awareness.getLocalState();
		if (state && state.card !== card) this.#awareness.setLocalState({ card });
	}

	/** Tells colleagues where this person writes on the card that they have open; null once they have left the text. */
	writeAt(at: Caret | null): void {
		const state = this.#awareness.getLocalState();
		if (state) this.#awareness.setLocalState({ card: state.card, ...(at && { at }) });
	}

	/** Comes to the board, or goes from it as far as colleagues can see. */
	appear(shown: boolean, card: CardId | null): void {
		if (shown !== (this.#awareness.getLocalState() !== null)) this.#awareness.setLocalState(shown ? { card } : null);
	}

	/** Who is where, carets left out: those move with every letter, and nothing else on the board has to follow. */
	#whereabouts(): string {
		const states = [...this.#awareness.getStates()];
		return JSON.stringify(states.map(([client, { person, card }]) => [client, person, card]));
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

function caretIn({ at }: Record<string, unknown>): Caret | null {
	const { field, anchor, head } = Object(at) as Record<string, unknown>;
	if ((field !== 'title' && field !== 'description') || typeof anchor !== 'string' || typeof head !== 'string')
		return null;
	return { field, anchor, head };
}

const cardIn = ({ card }: Record<string, unknown>): CardId | null =>
	typeof card === 'string' ? (card as CardId) : null;
