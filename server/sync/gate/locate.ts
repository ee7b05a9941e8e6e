import * as Y from 'yjs';
import type { DocumentKind } from '../../ports/boards.ts';
import { childKind, ROOTS, type Kind } from './shape.ts';

/** A root's name, or the id of the item that made a type; for most ids a number, since updates have many of them. */
export type Name = string | number;

const CLOCKS = 2 ** 21;

/** The same for equal ids, and for no others: client ids have 32 bits. */
export function nameOf({ client, clock }: Y.ID): Name {
	return clock < CLOCKS ? client * CLOCKS + clock : `${client}:${clock}`;
}

/** @returns null for a root's name. */
export function idNamed(name: Name): Y.ID | null {
	if (typeof name === 'number') return Y.createID(Math.floor(name / CLOCKS), name % CLOCKS);
	const [client, clock] = name.split(':').map(Number);
	return clock === undefined ? null : Y.createID(client!, clock);
}

/** Where in the document an item stands. `key` is null inside a text. */
export interface Where {
	readonly kind: Kind;
	readonly key: string | null;
	/** The card it belongs to; null on a column or the board itself. */
	readonly card: string | null;
	/** The shared type it stands in. */
	readonly parent: Name;
	/** The key under which that type stands; null for a root. */
	readonly field: string | null;
}

/** A place that no longer exists: what is written there has no effect on any replica. */
export type Located = Where | 'void' | 'unknown';

type TypeAt = Omit<Where, 'key'>;

/**
 * Finds where the items of one update stand, before the update is applied. An item may stand in a type, or beside an
 * item, that comes with the same update.
 */
export class Locator {
	readonly #doc: Y.Doc;
	readonly #roots: readonly Kind[];
	/** The update's own structs of each client, by clock. */
	readonly #own = new Map<number, (Y.Item | Y.GC | Y.Skip)[]>();
	readonly #found = new Map<Name, Located>();
	readonly #size: number;

	constructor(doc: Y.Doc, structs: readonly (Y.Item | Y.GC | Y.Skip)[], kind: DocumentKind) {
		this.#doc = doc;
		this.#roots = ROOTS[kind];
		this.#size = structs.length;
		for (const struct of structs) {
			const own = this.#own.get(struct.id.client);
			if (own) own.push(struct);
			else this.#own.set(struct.id.client, [struct]);
		}
	}

	/** Whether an id is neither in the document nor in the update. */
	misses({ client, clock }: Y.ID): boolean {
		return clock >= Y.getState(this.#doc.store, client) && !this.#ownAt(client, clock);
	}

	whereIs(item: Y.Item): Located {
		const known = this.#found.get(nameOf(item.id));
		if (known) return known;
		// A hostile chain of items may be as long as the update: walk it, do not recurse.
		const chain: Y.Item[] = [];
		let at: Y.Item = item;
		let found: Located | null = null;
		while (found === null) {
			chain.push(at);
			const next = this.#step(at);
			if (next instanceof Y.Item) at = next;
			else found = next;
			if (chain.length > this.#size) found = 'unknown';
		}
		for (const { id } of chain) this.#found.set(nameOf(id), found);
		return found;
	}

	/** Where the item's own words say it stands, or the item beside which it stands. */
	#step(item: Y.Item): Located | Y.Item {
		const known = this.#found.get(nameOf(item.id));
		if (known) return known;
		const parent = item.parent as unknown;
		if (typeof parent === 'string') return this.#in(rootNamed(this.#roots, parent), item.parentSub);
		if (parent instanceof Y.ID) return this.#in(this.#typeMadeBy(parent), item.parentSub);
		const beside = item.origin ?? item.rightOrigin;
		if (!beside) return 'unknown';
		const neighbour = this.#structAt(beside);
		if (neighbour instanceof Y.Item && !this.#isStored(neighbour)) return neighbour;
		return neighbour instanceof Y.Item ? this.whereIsStored(neighbour) : 'void';
	}

	#in(type: TypeAt | 'void' | 'unknown', parentSub: string | null): Located {
		if (type === 'void' || type === 'unknown') return type;
		const card = type.kind === 'cards' ? parentSub : type.card;
		return { ...type, key: parentSub, card };
	}

	/** The shared type that an item made. */
	#typeMadeBy(id: Y.ID): TypeAt | 'void' | 'unknown' {
		const maker = this.#structAt(id);
		if (maker instanceof Y.GC) return 'void';
		if (!(maker instanceof Y.Item)) return 'unknown';
		if (maker.content instanceof Y.ContentDeleted) return 'void';
		if (!(maker.content instanceof Y.ContentType)) return 'unknown';
		const where = this.#isStored(maker) ? this.whereIsStored(maker) : this.whereIs(maker);
		return typeOf(where, nameOf(id));
	}

	whereIsStored(item: Y.Item): Located {
		const type = storedType(this.#doc, this.#roots, item.parent as Y.AbstractType<unknown> | null);
		return this.#in(type, item.parentSub);
	}

	#isStored(item: Y.Item): boolean {
		return item.id.clock < Y.getState(this.#doc.store, item.id.client);
	}

	#structAt(id: Y.ID): Y.Item | Y.GC | Y.Skip | null {
		if (id.clock < Y.getState(this.#doc.store, id.client)) return storedAt(this.#doc, id);
		return this.#ownAt(id.client, id.clock);
	}

	#ownAt(client: number, clock: number): Y.Item | Y.GC | Y.Skip | null {
		const own = this.#own.get(client);
		if (!own) return null;
		let [low, high] = [0, own.length - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			const struct = own[middle]!;
			if (clock < struct.id.clock) high = middle - 1;
			else if (clock >= struct.id.clock + struct.length) low = middle + 1;
			else return struct;
		}
		return null;
	}
}

/** The struct that holds an id which the document knows. */
export function storedAt(doc: Y.Doc, id: Y.ID): Y.Item | Y.GC | null {
	const structs = doc.store.clients.get(id.client);
	return structs ? structs[Y.findIndexSS(structs, id.clock)]! : null;
}

function storedType(
	doc: Y.Doc,
	roots: readonly Kind[],
	type: Y.AbstractType<unknown> | null
): TypeAt | 'void' | 'unknown' {
	if (type === null) return 'void';
	const root = roots.find((name) => doc.share.get(name) === (type as unknown));
	if (root) return rootNamed(roots, root);
	const maker = type._item;
	if (!maker || maker.parentSub === null) return 'unknown';
	const outer = storedType(doc, roots, maker.parent as Y.AbstractType<unknown> | null);
	if (outer === 'void' || outer === 'unknown') return outer;
	const card = outer.kind === 'cards' ? maker.parentSub : outer.card;
	return typeOf({ ...outer, key: maker.parentSub, card }, nameOf(maker.id));
}

function typeOf(where: Located, parent: Name): TypeAt | 'void' | 'unknown' {
	if (where === 'void' || where === 'unknown') return where;
	const kind = where.key === null ? null : childKind(where.kind, where.key);
	return kind ? { kind, card: where.card, parent, field: where.key } : 'unknown';
}

function rootNamed(roots: readonly Kind[], name: string): TypeAt | 'unknown' {
	const kind = roots.find((root) => root === name);
	return kind ? { kind, card: null, parent: name, field: null } : 'unknown';
}
