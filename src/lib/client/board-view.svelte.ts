import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';
import {
	cardsOf,
	columnsOf,
	metaOf,
	readCard,
	readComments,
	textOf,
	type Card,
	type Column,
	type Comment
} from '#domain/board/schema.ts';
import { allColumns, cardsByColumn, isShown } from '#domain/board/queries.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';

type Events = Y.YEvent<Y.AbstractType<unknown>>[];

/**
 * The board as components read it. The document stays the only state: reading inside an effect or template
 * subscribes to it, and a change from any peer re-runs the reader.
 *
 * What was read is remembered until an event says it changed, so that an edit of one card reads one card, and
 * every other card, and every column without it, stays the same object.
 */
export class BoardView {
	readonly #doc: Y.Doc;
	readonly #subscribe: () => void;
	readonly #cards = new Map<CardId, Card | null>();
	readonly #comments = new Map<CardId, Comment[]>();
	#columns: Column[] | null = null;
	#groups: Map<ColumnId, Card[]> | null = null;
	#lastGroups = new Map<ColumnId, Card[]>();
	#tell: () => void = () => undefined;

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
		return (this.#groups ??= this.#regroup());
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

	/** A live text as it reads now. */
	text(id: CardId, field: 'title' | 'description'): string {
		this.#subscribe();
		const entry = cardsOf(this.#doc).get(id);
		return (entry && textOf(entry, field)?.toString()) ?? '';
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
		for (const [column, cards] of groups) {
			const before = this.#lastGroups.get(column);
			if (before && sameItems(before, cards)) groups.set(column, before);
		}
		this.#lastGroups = groups;
		return groups;
	}

	readonly #onCards = (events: Events): void => {
		for (const event of events) {
			const [id] = event.path;
			for (const changed of id === undefined ? event.changes.keys.keys() : [id as string]) {
				this.#cards.delete(changed as CardId);
				this.#comments.delete(changed as CardId);
			}
		}
		this.#groups = null;
		this.#tell();
	};

	readonly #onColumns = (): void => {
		this.#columns = null;
		this.#groups = null;
		this.#tell();
	};

	readonly #onMeta = (): void => this.#tell();
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
	return a.length === b.length && a.every((item, i) => item === b[i]);
}
