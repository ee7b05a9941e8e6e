import * as Y from 'yjs';
import {
	cardsOf,
	columnsOf,
	readCard,
	readChecklist,
	readColumn,
	readComments,
	readPlace,
	textOf,
	type ColumnKind,
	type YEntry
} from '../board/schema.ts';
import type { CardId, ColumnId, CommentId, ItemId, PersonId } from '../ids.ts';
import type { CardChange, ColumnNamed, Occurrence } from './changes.ts';
import { splicesOf } from './splices.ts';

type Event = Y.YEvent<Y.AbstractType<unknown>>;

/** Cards that came or went as a whole. */
export function cardsAddedOrRemoved(event: Event, doc: Y.Doc): Occurrence[] {
	const occurrences: Occurrence[] = [];
	for (const [id, { action, oldValue }] of event.changes.keys) {
		const card = id as CardId;
		if (action !== 'add' && !isShadow(oldValue))
			occurrences.push({ card, change: { kind: 'card-removed', title: titleIn(oldValue) } });
		const entry = cardsOf(doc).get(id);
		if (action !== 'delete' && entry) occurrences.push(...birth(id, entry, doc).map((change) => ({ card, change })));
	}
	return occurrences;
}

/** A card and, when it comes with what was done to it while it was on its way, that too. */
function birth(id: string, entry: YEntry, doc: Y.Doc): CardChange[] {
	const { title, place, owner, due, category, priority, patient, labels, blocked, archived } = readCard(id, entry);
	const column = columnNamed(doc, place.column);
	const came = entry.get('came') as { from?: unknown; title?: unknown } | undefined;
	// Its words were written by others, and the record of the board that it comes from tells of them.
	if (typeof came?.from === 'string') {
		const fromTitle = typeof came.title === 'string' ? came.title : null;
		return [{ kind: 'card-came', from: came.from, fromTitle, title, column, owner, due, patient }];
	}
	const fields = { title, column, owner, due, category, priority, patient };
	const description = textOf(entry, 'description')?.toString() ?? '';
	const changes: (CardChange | null)[] = [
		{ kind: 'card-created', ...fields },
		description === ''
			? null
			: { kind: 'text-edited', field: 'description', splices: [{ at: 0, removed: '', insert: description }] },
		blocked && { kind: 'blocked-changed', from: null, to: blocked.reason },
		...labels.map((label) => ({ kind: 'label-added' as const, label })),
		...readChecklist(entry).map(({ id: item, text }) => ({ kind: 'item-added' as const, item, text })),
		...readComments(entry).map(({ id: comment, text }) => ({ kind: 'comment-added' as const, comment, text })),
		archived === null ? null : { kind: 'archived-changed', from: null, to: archived }
	];
	return changes.filter((change) => change !== null);
}

/** What changed inside one card. */
export function cardChanges(event: Event, doc: Y.Doc): Occurrence[] {
	const [id, field, item] = event.path as [CardId, string?, string?];
	if (item !== undefined) return itemChanges(event, item as ItemId).map((change) => ({ card: id, change }));
	const changes = field === undefined ? fieldChanges(event, doc) : nestedChangesIn(field, event);
	return changes.map((change) => ({ card: id, change }));
}

function nestedChangesIn(field: string, event: Event): CardChange[] {
	if (field === 'title' || field === 'description') return [{ kind: 'text-edited', field, splices: splicesOf(event) }];
	return [...event.changes.keys].flatMap(([key, { action, oldValue }]) =>
		nestedChanges(field, key, action, oldValue, event)
	);
}

function fieldChanges(event: Event, doc: Y.Doc): CardChange[] {
	const entry = event.target as YEntry;
	return [...event.changes.keys].flatMap(([field, { oldValue }]) => {
		const from: unknown = oldValue ?? null;
		const to: unknown = entry.get(field) ?? null;
		return fieldChange(field, from, to, doc);
	});
}

function fieldChange(field: string, from: unknown, to: unknown, doc: Y.Doc): CardChange[] {
	switch (field) {
		case 'place': {
			const [left, entered] = [columnNamed(doc, readPlace(from).column), columnNamed(doc, readPlace(to).column)];
			return left.id === entered.id
				? [{ kind: 'card-reordered', column: entered }]
				: [{ kind: 'card-moved', from: left, to: entered }];
		}
		case 'owner':
		case 'due':
		case 'category':
		case 'priority':
		case 'patient':
		case 'archived':
			return from === to ? [] : [{ kind: `${field}-changed`, from, to } as CardChange];
		case 'blocked':
			return [{ kind: 'blocked-changed', from: reasonIn(from), to: reasonIn(to) }];
		case 'claim':
			return [{ kind: 'claim-changed', from: claimantIn(from), to: claimantIn(to) }];
		case 'help':
			return [{ kind: 'help-changed', from: askerIn(from), to: askerIn(to) }];
		case 'left':
			return leftChange(to);
		default:
			return [];
	}
}

function leftChange(left: unknown): CardChange[] {
	const { to, title } = (left ?? {}) as { to?: unknown; title?: unknown };
	return typeof to === 'string' ? [{ kind: 'card-left', to, title: typeof title === 'string' ? title : null }] : [];
}

function nestedChanges(field: string, key: string, action: string, oldValue: unknown, event: Event): CardChange[] {
	const value: unknown = (event.target as YEntry).get(key);
	switch (field) {
		case 'labels':
			return [{ kind: action === 'delete' ? 'label-removed' : 'label-added', label: key }];
		case 'comments':
			return [commentChange(key as CommentId, action, wordsIn(oldValue), wordsIn(value))];
		case 'checklist':
			return [
				action === 'delete'
					? { kind: 'item-removed', item: key as ItemId, text: textIn(oldValue) }
					: { kind: 'item-added', item: key as ItemId, text: textIn(value) }
			];
		default:
			return [];
	}
}

function commentChange(comment: CommentId, action: string, from: string, to: string): CardChange {
	if (action === 'add') return { kind: 'comment-added', comment, text: to };
	if (action === 'delete') return { kind: 'comment-removed', comment, text: from };
	return { kind: 'comment-edited', comment, from, to };
}

function itemChanges(event: Event, item: ItemId): CardChange[] {
	if (event.target instanceof Y.Text) return [{ kind: 'item-edited', item, splices: splicesOf(event) }];
	const entry = event.target as YEntry;
	return [...event.changes.keys.keys()].flatMap((field): CardChange[] => {
		if (field === 'done') return [{ kind: 'item-ticked', item, done: entry.get('done') === true }];
		return field === 'order' ? [{ kind: 'item-reordered', item }] : [];
	});
}

/** A column by its id, or by its id alone when it is gone. */
export function columnNamed(doc: Y.Doc, id: ColumnId): ColumnNamed {
	const entry = columnsOf(doc).get(id);
	return entry ? named(id, entry) : { id, title: id, kind: 'todo' as ColumnKind };
}

export function named(id: string, entry: YEntry): ColumnNamed {
	const { title, kind } = readColumn(id, entry);
	return { id: id as ColumnId, title, kind };
}

/** What a card left behind when it was handed over; it may come back in its place. */
const isShadow = (card: unknown) => card instanceof Y.Map && removedValue(card, 'left') !== undefined;

const wordsIn = (comment: unknown) => String((comment as { text?: string } | undefined)?.text ?? '');
const reasonIn = (blocked: unknown) => (blocked as { reason?: string } | null)?.reason ?? null;
const claimantIn = (claim: unknown) => (claim as { person?: PersonId } | null)?.person ?? null;
const askerIn = (help: unknown) => (help as { by?: PersonId } | null)?.by ?? null;

function titleIn(card: unknown): string {
	return card instanceof Y.Map ? removedText(card.get('title') ?? removedValue(card, 'title')) : '';
}

function textIn(item: unknown): string {
	return item instanceof Y.Map ? removedText(item.get('text') ?? removedValue(item, 'text')) : '';
}

/** The last value of a key in a map that has been deleted; readable until the transaction ends. */
function removedValue(map: Y.Map<unknown>, key: string): unknown {
	return map._map.get(key)?.content.getContent().at(-1);
}

/** A text's words, its deleted ones included: a deleted parent deletes them with it. */
function removedText(text: unknown): string {
	if (!(text instanceof Y.Text)) return '';
	if (text.length > 0) return text.toString();
	let words = '';
	for (let item = text._start; item !== null; item = item.right) {
		if (item.content instanceof Y.ContentString) words += item.content.str;
	}
	return words;
}
