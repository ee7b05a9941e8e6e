import * as Y from 'yjs';
import type { Where } from './locate.ts';

/** Steps that Yjs may walk to find the places of one update's items; 0.3 µs each at worst. */
const MAX_STEPS = 300_000;

/**
 * Bounds what an update costs to apply. Yjs walks from an item's left neighbour to its right one, which for its
 * writer stood side by side: only what others wrote between them lies on the way. Items that claim neighbours which
 * stood apart for their own writer make that walk quadratic.
 */
export class Cost {
	readonly #doc: Y.Doc;
	readonly #after = new Map<string, string>();
	readonly #apart = new Map<string, number>();
	/** Items of this update in each list, and what the document has in it where that was asked for. */
	readonly #added = new Map<string, number>();
	readonly #stored = new Map<string, number>();
	#steps = 0;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/** @returns whether the update is still affordable with this item. */
	add(item: Y.Item, { parent, key }: Where): boolean {
		const list = key === null ? parent : `${parent}/${key}`;
		this.#added.set(list, (this.#added.get(list) ?? 0) + 1);
		const left = item.origin ? name(item.origin) : list;
		const right = item.rightOrigin ? name(item.rightOrigin) : '';
		const between = this.#between(item, right);
		if ((this.#after.get(left) ?? (between === 0 ? right : null)) !== right) {
			const apart = (this.#apart.get(left) ?? 0) + 1;
			this.#apart.set(left, apart);
			this.#steps += between === null ? this.#lengthOf(list, parent, key) : between + apart;
		}
		this.#after.set(left, name(item.id));
		this.#after.set(name({ client: item.id.client, clock: item.id.clock + item.length - 1 }), right);
		return this.#steps <= MAX_STEPS;
	}

	/** How many of the document's items stand between an item's two neighbours; null when its left one is new itself. */
	#between({ origin }: Y.Item, right: string): number | null {
		if (!origin || origin.clock >= Y.getState(this.#doc.store, origin.client)) return null;
		const structs = this.#doc.store.clients.get(origin.client)!;
		const left = structs[Y.findIndexSS(structs, origin.clock)]!;
		if (!(left instanceof Y.Item)) return null;
		if (origin.clock < left.id.clock + left.length - 1) {
			if (right === name({ client: origin.client, clock: origin.clock + 1 })) return 0;
		}
		let count = 0;
		for (let at = left.right; at !== null && name(at.id) !== right && count <= MAX_STEPS; at = at.right) count += 1;
		return count;
	}

	#lengthOf(list: string, parent: string, key: string | null): number {
		const stored = this.#stored.get(list) ?? this.#count(parent, key);
		this.#stored.set(list, stored);
		return stored + this.#added.get(list)!;
	}

	#count(parent: string, key: string | null): number {
		const type = this.#type(parent);
		let count = 0;
		if (key === null) for (let at = type?._start ?? null; at !== null && count <= MAX_STEPS; at = at.right) count += 1;
		else for (let at = type?._map.get(key) ?? null; at !== null && count <= MAX_STEPS; at = at.left) count += 1;
		return count;
	}

	#type(parent: string): Listed | undefined {
		const [client, clock] = parent.split(':').map(Number);
		if (clock === undefined) return this.#doc.share.get(parent);
		const structs = this.#doc.store.clients.get(client!);
		if (!structs || clock >= Y.getState(this.#doc.store, client!)) return undefined;
		const maker = structs[Y.findIndexSS(structs, clock)];
		return maker instanceof Y.Item && maker.content instanceof Y.ContentType ? maker.content.type : undefined;
	}
}

/** What every shared type has, whatever its values. */
interface Listed {
	readonly _start: Y.Item | null;
	readonly _map: ReadonlyMap<string, Y.Item>;
}

const name = ({ client, clock }: { client: number; clock: number }) => `${client}:${clock}`;
