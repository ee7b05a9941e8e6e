import * as Y from 'yjs';
import { idNamed, nameOf, type Name, type Where } from './locate.ts';

/** Steps that Yjs may walk to find the places of one update's items; 0.3 µs each at worst. */
const MAX_STEPS = 300_000;

/**
 * Bounds what an update costs to apply. Yjs walks from an item's left neighbour to its right one, which for its
 * writer stood side by side: only what others wrote between them lies on the way. Items that claim neighbours which
 * stood apart for their own writer make that walk quadratic.
 */
export class Cost {
	readonly #doc: Y.Doc;
	readonly #after = new Map<Name, Name>();
	readonly #apart = new Map<Name, number>();
	/** Items of this update in each list, and what the document has in it where that was asked for. */
	readonly #added = new Map<Name, number>();
	readonly #stored = new Map<Name, number>();
	#steps = 0;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/** @returns whether the update is still affordable with this item. */
	add(item: Y.Item, { parent, key }: Where): boolean {
		// The first under a key of what this update itself makes: there is nothing to walk.
		if (key !== null && !item.origin && this.#isNew(item.parent)) return true;
		const list = key === null ? parent : `${parent}/${key}`;
		this.#added.set(list, (this.#added.get(list) ?? 0) + 1);
		const left = item.origin ? nameOf(item.origin) : list;
		const right = item.rightOrigin ? nameOf(item.rightOrigin) : '';
		const between = this.#between(item, right);
		if ((this.#after.get(left) ?? (between === 0 ? right : null)) !== right) {
			const apart = (this.#apart.get(left) ?? 0) + 1;
			this.#apart.set(left, apart);
			this.#steps += between === null ? this.#lengthOf(list, parent, key) : between + apart;
		}
		this.#after.set(left, nameOf(item.id));
		this.#after.set(nameOf(item.lastId), right);
		return this.#steps <= MAX_STEPS;
	}

	/** How many of the document's items stand between an item's two neighbours; null when its left one is new itself. */
	#between({ origin }: Y.Item, right: Name): number | null {
		if (!origin || origin.clock >= Y.getState(this.#doc.store, origin.client)) return null;
		const structs = this.#doc.store.clients.get(origin.client)!;
		const left = structs[Y.findIndexSS(structs, origin.clock)]!;
		if (!(left instanceof Y.Item)) return null;
		if (origin.clock < left.id.clock + left.length - 1) {
			if (right === nameOf(Y.createID(origin.client, origin.clock + 1))) return 0;
		}
		let count = 0;
		for (let at = left.right; at !== null && nameOf(at.id) !== right && count <= MAX_STEPS; at = at.right) count += 1;
		return count;
	}

	#lengthOf(list: Name, parent: Name, key: string | null): number {
		const stored = this.#stored.get(list) ?? this.#count(parent, key);
		this.#stored.set(list, stored);
		return stored + this.#added.get(list)!;
	}

	#count(parent: Name, key: string | null): number {
		const type = this.#type(parent);
		let count = 0;
		if (key === null) for (let at = type?._start ?? null; at !== null && count <= MAX_STEPS; at = at.right) count += 1;
		else for (let at = type?._map.get(key) ?? null; at !== null && count <= MAX_STEPS; at = at.left) count += 1;
		return count;
	}

	/** @param parent as it came: of an item without neighbours, the root's name or the id of the type's maker. */
	#isNew(parent: unknown): boolean {
		return parent instanceof Y.ID && parent.clock >= Y.getState(this.#doc.store, parent.client);
	}

	#type(parent: Name): Listed | undefined {
		const id = idNamed(parent);
		if (!id) return this.#doc.share.get(parent as string);
		const structs = this.#doc.store.clients.get(id.client);
		if (!structs || this.#isNew(id)) return undefined;
		const maker = structs[Y.findIndexSS(structs, id.clock)];
		return maker instanceof Y.Item && maker.content instanceof Y.ContentType ? maker.content.type : undefined;
	}
}

/** What every shared type has, whatever its values. */
interface Listed {
	readonly _start: Y.Item | null;
	readonly _map: ReadonlyMap<string, Y.Item>;
}
