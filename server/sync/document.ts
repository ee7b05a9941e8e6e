import * as Y from 'yjs';
import { observeActivity } from '#domain/activity/observe.ts';
import { SYSTEM, type Change, type Occurrence } from '#domain/activity/changes.ts';
import type { Meeting } from '#domain/activity/meetings.ts';
import { allColumns, columnOf } from '#domain/board/queries.ts';
import { cardsOf, readCard } from '#domain/board/schema.ts';
import type { CardId, Instant, PersonId } from '#domain/ids.ts';
import type { UpdateRefusal } from '#domain/refusal.ts';
import type { DocumentKind } from '../ports/boards.ts';
import type { AcceptedUpdate, Author, Commit, StoredBoard } from '../ports/journal.ts';
import { judge, type GateState, type Verdict } from './gate/gate.ts';
import { judgeTouched } from './gate/touched.ts';
import { MeetingWatch } from './meetings.ts';
import type { Knew } from './state-vector.ts';

export type Accepted =
	| { readonly kind: 'accepted' | 'nothing' | 'gap' }
	| { readonly kind: 'refused'; readonly refusal: UpdateRefusal }
	/** It got past the gate and still broke the document, which must be thrown away. */
	| { readonly kind: 'broken'; readonly refusal: UpdateRefusal };

/**
 * What an update may do, and what its client had when it came back, where this update is all that it did meanwhile.
 */
export type Rights = readonly [managesColumns?: boolean, knew?: Knew | null];

type Batch = Pick<Commit, 'updates' | 'clients' | 'cards' | 'removed'>;

/** A board's or huddle's accepted state, and what was accepted since the last batch was taken. Knows no socket and no disk. */
export class BoardDocument {
	readonly doc = new Y.Doc();
	readonly #kind: DocumentKind;
	readonly #owners: Map<number, PersonId>;
	#accepted: AcceptedUpdate[] = [];
	#newClients: [number, PersonId][] = [];
	#touched = new Set<string>();
	#lastUpdate: Uint8Array | null = null;
	#lastOccurrences: readonly Occurrence[] = [];

	constructor(stored: StoredBoard) {
		this.#kind = stored.kind ?? 'board';
		this.#owners = new Map(stored.clients);
		if (stored.snapshot) Y.applyUpdate(this.doc, stored.snapshot);
		for (const update of stored.updates) Y.applyUpdate(this.doc, update);
		observeActivity(this.doc, (occurrences) => (this.#lastOccurrences = occurrences));
		this.doc.on('update', (update: Uint8Array) => (this.#lastUpdate = update));
	}

	/** Takes a client's update when the gate lets it pass. */
	accept(update: Uint8Array, author: Author, at: Instant, maxBytes: number, ...rights: Rights): Accepted {
		const [managesColumns = false, knew = null] = rights;
		const verdict = judge(update, author.person, this.#gateState(managesColumns), maxBytes);
		if (verdict.kind !== 'pass') return verdict;
		const { news } = verdict;
		const ownerOf = (client: number) => this.#owners.get(client);
		const watch = new MeetingWatch(this.doc, verdict.cards, { author: author.person, knew, ownerOf });
		this.#begin();
		try {
			Y.applyUpdate(this.doc, news, author);
		} catch {
			return { kind: 'broken', refusal: { code: 'malformed' } };
		}
		const refusal = judgeTouched(this.doc, verdict);
		if (refusal) return { kind: 'broken', refusal };
		const met = watch.met(news, this.#lastOccurrences);
		return { kind: this.#finish(author, at, { ...verdict, met }) ? 'accepted' : 'nothing' };
	}

	/**
	 * Runs an operation of the server's own, as the given author.
	 *
	 * @param told what the record says of it, where that is not what the document shows.
	 */
	edit<T>(author: Author, at: Instant, operation: (doc: Y.Doc) => T, told?: readonly Occurrence[]): T {
		this.#begin();
		const result = this.doc.transact(() => operation(this.doc), author);
		if (told) this.#lastOccurrences = told;
		const clients = this.#owners.has(this.doc.clientID) ? [] : [this.doc.clientID];
		this.#finish(author, at, { clients }, SYSTEM);
		return result;
	}

	get hasBatch(): boolean {
		return this.#accepted.length > 0;
	}

	takeBatch(): Batch {
		const batch = { updates: this.#accepted, clients: this.#newClients, ...this.#cardRows() };
		this.#accepted = [];
		this.#newClients = [];
		this.#touched = new Set();
		return batch;
	}

	#gateState(managesColumns: boolean): GateState {
		const { doc } = this;
		const ownerOf = (client: number) => (client === doc.clientID ? SYSTEM : this.#owners.get(client));
		return { doc, kind: this.#kind, ownerOf, managesColumns };
	}

	#begin(): void {
		this.#lastUpdate = null;
		this.#lastOccurrences = [];
	}

	/** @returns whether anything changed. The update kept is what was new here, not all that the client repeated. */
	#finish(
		author: Author,
		at: Instant,
		{ clients, met = [] }: Pick<Verdict & { kind: 'pass' }, 'clients'> & { readonly met?: readonly Meeting[] },
		owner = author.person
	): boolean {
		const [update, occurrences] = [this.#lastUpdate, this.#lastOccurrences];
		if (!update) return false;
		for (const client of clients) {
			this.#owners.set(client, owner);
			this.#newClients.push([client, owner]);
		}
		const said = { ...(owner === SYSTEM && { byServer: true }), ...(met.length > 0 && { met }) };
		this.#accepted.push({ update, author, at, occurrences, ...said });
		for (const { card, change } of occurrences) {
			if (card !== null) {
				if (isInRow(change)) this.#touched.add(card);
			} else for (const id of cardsOf(this.doc).keys()) this.#touched.add(id);
		}
		return true;
	}

	#cardRows(): Pick<Batch, 'cards' | 'removed'> {
		if (this.#touched.size === 0) return { cards: [], removed: [] };
		const columns = allColumns(this.doc);
		const removed: CardId[] = [];
		const cards = [...this.#touched].flatMap((id) => {
			const entry = cardsOf(this.doc).get(id);
			const card = entry && readCard(id, entry);
			// Handed over: its row is the other board's.
			const here = card && card.left === null;
			if (!here) removed.push(id as CardId);
			return here ? [{ card, column: columnOf(card, columns) }] : [];
		});
		return { cards, removed };
	}
}

/** What a card's row does not show; all else is taken to be in it. */
const BESIDE_THE_ROW: ReadonlySet<Change['kind']> = new Set([
	...(['comment-added', 'comment-edited', 'comment-removed', 'label-added', 'label-removed'] as const),
	...(['item-added', 'item-removed', 'item-edited', 'item-ticked', 'item-reordered', 'claim-changed'] as const)
]);

/** Whether a card's row has to be written anew: words come letter by letter, and most of them are not in it. */
function isInRow(change: Change): boolean {
	return change.kind === 'text-edited' ? change.field === 'title' : !BESIDE_THE_ROW.has(change.kind);
}
