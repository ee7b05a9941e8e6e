import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';
import {
	cardsOf,
	columnsOf,
	metaOf,
	readCard,
	readChecklist,
	readComments,
	textOf,
	type Card,
	type ChecklistItem,
	type Column,
	type Comment
} from '#domain/board/schema.ts';
import { allColumns, byPlace, cardsByColumn, columnOf, isShown } from '#domain/board/queries.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';

type Events = Y.YEvent<Y.AbstractType<unknown>>[];

/** From here on sorting every column anew costs less than finding each card's place. */
const MANY_AT_ONCE = 200;
/** Cards to be read in one go while a board opens: some milliseconds. */
const SLICE = 200;

/**
 * The board as components read it. The document stays the only state: reading inside an effect or template
 * subscribes to it, and a change from any peer re-runs the reader.
 *
 * What was read is remembered until an event says it changed, so that an edit of one card reads one card, and
 * every other card, and every column without it, stays the same object. It also sorts one column, not all of them: on
 * a board of thousands of cards that is what a key or a drop may cost.
 */
export class BoardView {
	readonly #doc: Y.Doc;
	readonly #subscribe: () => void;
	readonly #cards = new Map<CardId, Card | null>();
	readonly #comments = new Map<CardId, Comment[]>();
	#columns: Column[] | null = null;
	#groups: Map<ColumnId, Card[]> | null = null;
	/** The column that each shown card was last put in. */
	readonly #standing = new Map<CardId, ColumnId>();
	/** Cards that events named since the columns were last put in order. */
	readonly #changed = new Set<CardId>();
	#tell: () => void = () => undefined;
	#ahead = $state(false);
	#readingAhead: Promise<void> | null = null;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
		this.#subscribe = createSubscriber((update) => {
			this.#tell = update;
			return () => void (this.#tell = () => undefined);
		});
		cardsOf(doc).observeDeep(this.#onCards);
		columnsOf(doc).observeDeep(this.#onColumns);
		metaOf(doc).observe(this.#onMeta);
	}

	get title(): string {
		this.#subscribe();
		const title = metaOf(this.#doc).get('title');
		return typeof title === 'string' ? title : '';
	}

	/** From left to right. */
	get columns(): Column[] {
		this.#subscribe();
		return (this.#columns ??= allColumns(this.#doc));
	}

	/** What the board shows, each column's cards in their order; a column nobody touched keeps its array. */
	get cardsByColumn(): Map<ColumnId, Card[]> {
		this.#subscribe();
		if (this.#groups === null || this.#changed.size > MANY_AT_ONCE) this.#groups = this.#regroup();
		else if (this.#changed.size > 0) this.#groups = this.#replace(this.#groups);
		this.#changed.clear();
		return this.#groups;
	}

	/** Also of a card that the board no longer shows (archived, handed over); null when there is none. */
	card(id: CardId): Card | null {
		this.#subscribe();
		return this.#read(id);
	}

	/** Oldest first. */
	comments(id: CardId): Comment[] {
		this.#subscribe();
		const entry = cardsOf(this.#doc).get(id);
		if (!entry) return [];
		const known = this.#comments.get(id) ?? readComments(entry);
		this.#comments.set(id, known);
		return known;
	}

	/** A card's steps, in their order. */
	checklist(id: CardId): ChecklistItem[] {
		this.#subscribe();
		const entry = cardsOf(this.#doc).get(id);
		return entry ? readChecklist(entry) : [];
	}

	/** What was put away and has not left the live document yet, the last first. */
	get archived(): Card[] {
		this.#subscribe();
		const cards = [...cardsOf(this.#doc).keys()].map((id) => this.#read(id as CardId));
		return cards
			.filter((card) => card !== null && card.archived !== null && card.left === null)
			.sort((a, b) => b!.archived! - a!.archived!) as Card[];
	}

	/** A live text as it reads now. */
	text(id: CardId, field: 'title' | 'description'): string {
		this.#subscribe();
		const entry = cardsOf(this.#doc).get(id);
		return (entry && textOf(entry, field)?.toString()) ?? '';
	}

	/** Whether all cards have been read once, so that to list them costs little. */
	get ahead(): boolean {
		return this.#ahead;
	}

	/** Reads the cards in slices, so that no key waits for thousands of them; what was read is remembered. */
	readAhead(): Promise<void> {
		return (this.#readingAhead ??= this.#readAll());
	}

	async #readAll(): Promise<void> {
		await nextTask();
		let count = 0;
		for (const id of cardsOf(this.#doc).keys()) {
			this.#read(id as CardId);
			count += 1;
			if (count % SLICE === 0) await nextTask();
		}
		if (count % SLICE !== 0) await nextTask();
		this.#ahead = true;
	}

	/** Stops following the document. */
	close(): void {
		cardsOf(this.#doc).unobserveDeep(this.#onCards);
		columnsOf(this.#doc).unobserveDeep(this.#onColumns);
		metaOf(this.#doc).unobserve(this.#onMeta);
	}

	#read(id: CardId): Card | null {
		const known = this.#cards.get(id);
		if (known !== undefined) return known;
		const entry = cardsOf(this.#doc).get(id);
		const card = entry ? readCard(id, entry) : null;
		this.#cards.set(id, card);
		return card;
	}

	#regroup(): Map<ColumnId, Card[]> {
		const shown: Card[] = [];
		for (const id of cardsOf(this.#doc).keys()) {
			const card = this.#read(id as CardId);
			if (card && isShown(card)) shown.push(card);
		}
		const groups = cardsByColumn(shown, (this.#columns ??= allColumns(this.#doc)));
		this.#standing.clear();
		for (const [column, cards] of groups) for (const { id } of cards) this.#standing.set(id, column);
		return groups;
	}

	/** Puts the changed cards where they belong now; a column that neither lost nor got one keeps its array. */
	#replace(before: Map<ColumnId, Card[]>): Map<ColumnId, Card[]> {
		const groups = new Map(before);
		const columns = (this.#columns ??= allColumns(this.#doc));
		const arrived = new Map<ColumnId, Card[]>();
		for (const id of this.#changed) {
			const card = this.#read(id);
			const to = card && isShown(card) ? (columnOf(card, columns)?.id ?? null) : null;
			for (const column of [this.#standing.get(id), to]) if (column && !arrived.has(column)) arrived.set(column, []);
			if (card && to) {
				arrived.get(to)!.push(card);
				this.#standing.set(id, to);
			} else this.#standing.delete(id);
		}
		for (const [column, cards] of arrived) {
			const stayed = before.get(column)?.filter(({ id }) => !this.#changed.has(id)) ?? [];
			for (const card of cards) stayed.splice(placeFor(card, stayed), 0, card);
			groups.set(column, stayed);
		}
		return groups;
	}

	readonly #onCards = (events: Events): void => {
		for (const event of events) {
			const [id] = event.path;
			for (const changed of id === undefined ? event.changes.keys.keys() : [id as string]) {
				this.#changed.add(changed as CardId);
				this.#cards.delete(changed as CardId);
				this.#comments.delete(changed as CardId);
			}
		}
		this.#tell();
	};

	readonly #onColumns = (): void => {
		this.#columns = null;
		this.#groups = null;
		this.#tell();
	};

	readonly #onMeta = (): void => this.#tell();
}

const nextTask = () => new Promise((next) => setTimeout(next));

/** How many cards of a sorted list stand before this one. */
function placeFor(card: Card, sorted: readonly Card[]): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (byPlace(sorted[middle]!, card) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
