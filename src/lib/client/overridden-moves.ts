import * as Y from 'yjs';
import { cardsOf, readPlace, type YEntry } from '#domain/board/schema.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';
import type { MoveMade } from './unsent.ts';

/** A colleague's move that was made without knowing of mine, and won. */
export interface OverriddenMove {
	readonly card: CardId;
	/** Where the colleague's move put it. */
	readonly to: ColumnId;
}

type Event = Y.YEvent<Y.AbstractType<unknown>>;

/**
 * Watches over the moves made here. Of two concurrent moves every replica keeps the same one; whether a move from
 * outside knew of mine stands in its item: each move names the one it replaced.
 */
export class MoveWatch {
	readonly #doc: Y.Doc;
	readonly #overridden: (move: OverriddenMove) => void;
	readonly #mine = new Map<CardId, MoveMade>();
	#justMade: MoveMade[] = [];

	constructor(doc: Y.Doc, overridden: (move: OverriddenMove) => void) {
		this.#doc = doc;
		this.#overridden = overridden;
		cardsOf(doc).observeDeep(this.#observe);
	}

	/** Moves of an earlier page that nobody outside has seen yet. */
	remember(moves: readonly MoveMade[]): void {
		for (const move of moves) this.#mine.set(move.card, move);
	}

	/** The moves of the local transaction that has just ended; asked once for each. */
	takeJustMade(): MoveMade[] {
		const made = this.#justMade;
		this.#justMade = [];
		return made;
	}

	close(): void {
		cardsOf(this.#doc).unobserveDeep(this.#observe);
	}

	readonly #observe = (events: Event[], transaction: Y.Transaction): void => {
		const placed = events.filter(isPlacing);
		if (placed.length === 0) return;
		if (transaction.local) this.#noteOwn(placed);
		else for (const event of placed) this.#compare(event.path[0] as CardId, event.target as YEntry);
	};

	#noteOwn(events: readonly Event[]): void {
		const moved = events.filter(changesColumn);
		// A drop within a column may respace its neighbours; the card that was dropped is written last.
		const gestures = moved.length > 0 ? moved : [...events].sort((a, b) => clockOf(b) - clockOf(a)).slice(0, 1);
		this.#justMade = gestures.flatMap(({ path, target }) => {
			const item = placeItem(target as YEntry);
			const { column } = readPlace((target as YEntry).get('place'));
			return item ? [{ card: path[0] as CardId, column, client: item.id.client, clock: item.id.clock }] : [];
		});
		this.remember(this.#justMade);
	}

	#compare(card: CardId, entry: YEntry): void {
		const mine = this.#mine.get(card);
		const winner = placeItem(entry);
		if (!mine || !winner || isMine(winner.id, mine)) return;
		this.#mine.delete(card);
		const to = readPlace(entry.get('place')).column;
		if (to !== mine.column && !knewOf(this.#doc, winner, mine)) this.#overridden({ card, to });
	}
}

/** Follows what each move replaced, back from the winner, until it meets mine or the card's beginning. */
function knewOf(doc: Y.Doc, winner: Y.Item, mine: MoveMade): boolean {
	for (let replaced = winner.origin; replaced !== null;) {
		if (isMine(replaced, mine)) return true;
		const item: unknown = Y.getItem(doc.store, replaced);
		// What was collected as garbage cannot be told any more; a false alarm would be worse than none.
		if (!(item instanceof Y.Item)) return true;
		replaced = item.origin;
	}
	return false;
}

/** This move or a later one of the same hand on the same card. */
function isMine(id: Y.ID, mine: MoveMade): boolean {
	return id.client === mine.client && id.clock >= mine.clock;
}

function isPlacing(event: Event): boolean {
	return event instanceof Y.YMapEvent && event.keysChanged.has('place') && event.path.length === 1;
}

function changesColumn({ changes, target }: Event): boolean {
	const before = readPlace(changes.keys.get('place')?.oldValue).column;
	return before !== readPlace((target as YEntry).get('place')).column;
}

const placeItem = (entry: YEntry): Y.Item | null => entry._map.get('place') ?? null;
const clockOf = ({ target }: Event): number => placeItem(target as YEntry)?.id.clock ?? 0;
