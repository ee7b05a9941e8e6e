import * as Y from 'yjs';
import { cardsOf, columnsOf } from '#domain/board/schema.ts';
import type { Name, Where } from './locate.ts';
import { isOfHuddle, mostEntries, textLimit } from './shape.ts';

/** Bounds how much one update writes: letters into each live text, entries into each map that is bounded. */
export class Amount {
	readonly #doc: Y.Doc;
	readonly #letters = new Map<Name, number>();
	readonly #entries = new Map<Name, number>();

	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/** @returns whether the update is still within the limits with this item. */
	add(item: Y.Item, where: Where): boolean {
		if (where.kind === 'text') return !(item.content instanceof Y.ContentString) || this.#write(item.length, where);
		return mostEntries(where.kind) === Infinity || this.#enter(where);
	}

	#write(length: number, { parent, field }: Where): boolean {
		const letters = (this.#letters.get(parent) ?? 0) + length;
		this.#letters.set(parent, letters);
		return letters <= textLimit(field);
	}

	#enter(where: Where): boolean {
		const entries = (this.#entries.get(where.parent) ?? this.#stored(where)) + 1;
		this.#entries.set(where.parent, entries);
		return entries <= mostEntries(where.kind);
	}

	/** How many keys the map has had, deleted ones included: they cost as much. */
	#stored({ kind, card, field }: Where): number {
		if (kind === 'columns') return columnsOf(this.#doc)._map.size;
		if (isOfHuddle(kind)) return this.#doc.getMap(kind)._map.size;
		const entry = card === null ? undefined : cardsOf(this.#doc).get(card);
		const map: unknown = field === null ? undefined : entry?.get(field);
		return map instanceof Y.Map ? map._map.size : 0;
	}
}
