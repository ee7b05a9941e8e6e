import * as Y from 'yjs';
import type { CardId, ColumnId, CommentId, Due, Instant, ItemId, OrderKey, PersonId } from '../ids.ts';
import { isDue } from '../time.ts';

export { LIMITS } from './limits.ts';

export const COLUMN_KINDS = ['inbox', 'todo', 'doing', 'waiting', 'done'] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

export const CATEGORIES = ['administrative', 'clinical', 'billing', 'follow-up'] as const;
export type Category = (typeof CATEGORIES)[number];

/** FHIR R4 request-priority. */
export const PRIORITIES = ['routine', 'urgent', 'asap', 'stat'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The types that every card is born with and that are never assigned again. */
export const NESTED = ['title', 'description', 'labels', 'checklist', 'comments'] as const;

/** Column and order travel as one value, so two concurrent moves can never mix one's column with the other's order. */
export interface Place {
	readonly column: ColumnId;
	readonly order: OrderKey;
	/** When the card entered this column by its mover's clock, for display; the record keeps the time of acceptance. */
	readonly since: Instant;
}

export interface Blocked {
	readonly reason: string;
	readonly since: Instant;
}

/** "I'm on it": whoever it names is at the card just now. It ends by the clock, see `claim.ts`. */
export interface Claim {
	readonly person: PersonId;
	readonly until: Instant;
}

/** Somebody asked for help with the card; it stands until anybody ends it. */
export interface Help {
	readonly by: PersonId;
	readonly since: Instant;
}

/** Who or what asked for the card (FHIR Task.requester). */
export type Origin =
	| { readonly kind: 'person'; readonly person: PersonId; readonly at: Instant }
	| { readonly kind: 'routine'; readonly routine: string; readonly occurrence: string; readonly at: Instant }
	| { readonly kind: 'intake'; readonly item: string; readonly at: Instant };

export interface Column {
	readonly id: ColumnId;
	readonly title: string;
	readonly kind: ColumnKind;
	readonly order: OrderKey;
	/** Most cards wanted here at once; it warns and counts, it never refuses. */
	readonly wipLimit: number | null;
}

export interface Card {
	readonly id: CardId;
	readonly title: string;
	readonly hasDescription: boolean;
	readonly place: Place;
	readonly owner: PersonId | null;
	readonly due: Due | null;
	readonly category: Category | null;
	readonly priority: Priority;
	/** A short reference to the patient, kept apart from free text so that a wall can leave it out. */
	readonly patient: string | null;
	readonly blocked: Blocked | null;
	readonly labels: readonly string[];
	readonly checklist: { readonly done: number; readonly total: number };
	readonly comments: number;
	readonly origin: Origin | null;
	readonly archived: Instant | null;
	/** As it was written; `claimOn` tells whether it still holds. */
	readonly claim: Claim | null;
	readonly help: Help | null;
	/** Set when the card was handed over to another board and only its shadow is left here. */
	readonly left: LeftFor | null;
}

/** The board that a card went to. */
export interface LeftFor {
	readonly to: string;
	/** As it was called then. */
	readonly title: string | null;
}

export interface Comment {
	readonly id: CommentId;
	readonly author: PersonId;
	readonly at: Instant;
	readonly text: string;
	readonly edited: Instant | null;
}

export interface ChecklistItem {
	readonly id: ItemId;
	readonly text: string;
	readonly done: boolean;
	readonly order: OrderKey;
}

export type YEntry = Y.Map<unknown>;

export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta');
export const columnsOf = (doc: Y.Doc): Y.Map<YEntry> => doc.getMap('columns');
export const cardsOf = (doc: Y.Doc): Y.Map<YEntry> => doc.getMap('cards');

export function textOf(card: YEntry, field: 'title' | 'description'): Y.Text | null {
	const text = card.get(field);
	return text instanceof Y.Text ? text : null;
}

export function nestedOf(card: YEntry, field: 'labels' | 'checklist' | 'comments'): Y.Map<unknown> | null {
	const map = card.get(field);
	return map instanceof Y.Map ? (map as Y.Map<unknown>) : null;
}

const NOWHERE = { column: '' as ColumnId, order: 'a0' as OrderKey, since: 0 as Instant };

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | null =>
	allowed.find((word) => word === value) ?? null;
const object = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const string = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** Reads a column; what an older version left out or wrote otherwise gets a value that a screen can show. */
export function readColumn(id: string, entry: YEntry): Column {
	return {
		id: id as ColumnId,
		title: string(entry.get('title')) ?? 'Untitled',
		kind: oneOf(COLUMN_KINDS, entry.get('kind')) ?? 'todo',
		order: (string(entry.get('order')) ?? 'a0') as OrderKey,
		wipLimit: number(entry.get('wipLimit'))
	};
}

/** Reads a card without its long texts; as forgiving as {@link readColumn}. */
export function readCard(id: string, entry: YEntry): Card {
	const due = entry.get('due');
	const items = [...(nestedOf(entry, 'checklist')?.values() ?? [])];
	return {
		id: id as CardId,
		title: textOf(entry, 'title')?.toString().trim() || 'Untitled',
		hasDescription: (textOf(entry, 'description')?.length ?? 0) > 0,
		place: readPlace(entry.get('place')),
		owner: string(entry.get('owner')) as PersonId | null,
		due: isDue(due) ? due : null,
		category: oneOf(CATEGORIES, entry.get('category')),
		priority: oneOf(PRIORITIES, entry.get('priority')) ?? 'routine',
		patient: string(entry.get('patient')),
		blocked: readBlocked(entry.get('blocked')),
		labels: [...(nestedOf(entry, 'labels')?.keys() ?? [])].sort(),
		checklist: {
			done: items.filter((item) => item instanceof Y.Map && item.get('done') === true).length,
			total: items.length
		},
		comments: nestedOf(entry, 'comments')?.size ?? 0,
		origin: readOrigin(entry.get('origin')),
		archived: number(entry.get('archived')) as Instant | null,
		claim: readClaim(entry.get('claim')),
		help: readHelp(entry.get('help')),
		left: readLeft(entry.get('left'))
	};
}

/** Whether the board shows a card, without reading the rest of it: of thousands that is what takes the time. */
export function isEntryShown(entry: YEntry): boolean {
	return number(entry.get('archived')) === null && readLeft(entry.get('left')) === null;
}

export function readPlace(value: unknown): Place {
	const { column, order, since } = object(value);
	return {
		column: (string(column) ?? NOWHERE.column) as ColumnId,
		order: (string(order) ?? NOWHERE.order) as OrderKey,
		since: (number(since) ?? NOWHERE.since) as Instant
	};
}

function readBlocked(value: unknown): Blocked | null {
	const { reason, since } = object(value);
	return typeof reason === 'string' ? { reason, since: (number(since) ?? 0) as Instant } : null;
}

function readClaim(value: unknown): Claim | null {
	const { person, until } = object(value);
	const [who, when] = [string(person), number(until)];
	return who === null || when === null ? null : { person: who as PersonId, until: when as Instant };
}

function readHelp(value: unknown): Help | null {
	const { by, since } = object(value);
	const who = string(by);
	return who === null ? null : { by: who as PersonId, since: (number(since) ?? 0) as Instant };
}

function readOrigin(value: unknown): Origin | null {
	const origin = object(value);
	return oneOf(['person', 'routine', 'intake'], origin.kind) ? (origin as unknown as Origin) : null;
}

function readLeft(value: unknown): Card['left'] {
	const { to, title } = object(value);
	const board = string(to);
	return board === null ? null : { to: board, title: string(title) };
}

/** Reads a card's comments, oldest first. */
export function readComments(entry: YEntry): Comment[] {
	const comments = [...(nestedOf(entry, 'comments')?.entries() ?? [])].map(([id, value]): Comment => {
		const { author, at, text, edited } = object(value);
		return {
			id: id as CommentId,
			author: (string(author) ?? '') as PersonId,
			at: (number(at) ?? 0) as Instant,
			text: string(text) ?? '',
			edited: number(edited) as Instant | null
		};
	});
	return comments.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Reads a card's checklist in its order. */
export function readChecklist(entry: YEntry): ChecklistItem[] {
	const items: ChecklistItem[] = [];
	for (const [id, item] of nestedOf(entry, 'checklist')?.entries() ?? []) {
		if (!(item instanceof Y.Map)) continue;
		items.push({
			id: id as ItemId,
			text: String(item.get('text') ?? ''),
			done: item.get('done') === true,
			order: (string(item.get('order')) ?? 'a0') as OrderKey
		});
	}
	return items.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1));
}
