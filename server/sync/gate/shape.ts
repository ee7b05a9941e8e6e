import { isPersonMadeCardId, isId, type PersonId } from '#domain/ids.ts';
import { isOrderKey } from '#domain/board/order.ts';
import { MOST_WIP } from '#domain/board/column-changes.ts';
import { CATEGORIES, COLUMN_KINDS, LIMITS, PRIORITIES } from '#domain/board/schema.ts';
import { HUDDLE_ROOTS, type HuddleRoot } from '#domain/huddle/schema.ts';
import { isDue } from '#domain/time.ts';
import type { DocumentKind } from '../../ports/boards.ts';
import { huddleSlot, MOST_IN_HUDDLE } from './huddle-shape.ts';
import { id, instant, record, word } from './values.ts';

/** The kinds of shared type that documents are made of: a board's, and the flat maps of a huddle. */
export type Kind =
	| ('meta' | 'columns' | 'column' | 'cards' | 'card' | 'labels' | 'comments' | 'checklist' | 'item' | 'text')
	| HuddleRoot;

/** The top-level maps of each kind of document; nothing else has a place in it. */
export const ROOTS: Readonly<Record<DocumentKind, readonly Kind[]>> = {
	board: ['meta', 'columns', 'cards'],
	huddle: ['meta', ...HUDDLE_ROOTS]
};

export function isOfHuddle(kind: Kind): kind is HuddleRoot {
	return (HUDDLE_ROOTS as readonly Kind[]).includes(kind);
}

/** A client's values may be this much longer than the operations allow: limits may come down, stored replicas stay. */
export const HARD = 4;

/** What may stand under a key: a plain value that passes, or one shared type. */
export type Slot =
	| { readonly value: (value: unknown, author: PersonId) => boolean; readonly required?: true; readonly fixed?: true }
	| { readonly type: Kind; readonly required?: true; readonly fixed?: true };

const text = (limit: number) => (value: unknown) =>
	typeof value === 'string' && value !== '' && value.length <= limit * HARD;

const place = (value: unknown) => record(value, { column: id, order: isOrderKey, since: instant });
const blocked = (value: unknown) => record(value, { reason: text(LIMITS.reason), since: instant });
const origin = (value: unknown, author: PersonId) =>
	record(value, { kind: (kind) => kind === 'person', person: (person) => person === author, at: instant });
const claim = (value: unknown, author: PersonId) =>
	record(value, { person: (person) => person === author, until: instant });
const help = (value: unknown, author: PersonId) => record(value, { by: (by) => by === author, since: instant });
const wipLimit = (value: unknown) =>
	typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_WIP * HARD;
const comment = (value: unknown, author: PersonId) =>
	record(value, { author: (by) => by === author, at: instant, text: text(LIMITS.comment), edited: instant }, [
		'edited'
	]);

/**
 * The fields of a card. `required` ones are there from its birth on; `fixed` ones are never assigned again, since
 * assigning a shared type anew throws away what a colleague is writing in it.
 */
const CARD: Readonly<Record<string, Slot>> = {
	title: { type: 'text', required: true, fixed: true },
	description: { type: 'text', required: true, fixed: true },
	labels: { type: 'labels', required: true, fixed: true },
	checklist: { type: 'checklist', required: true, fixed: true },
	comments: { type: 'comments', required: true, fixed: true },
	origin: { value: origin, required: true, fixed: true },
	place: { value: place, required: true },
	owner: { value: id },
	due: { value: isDue },
	category: { value: word(CATEGORIES) },
	priority: { value: word(PRIORITIES) },
	patient: { value: text(LIMITS.patient) },
	blocked: { value: blocked },
	archived: { value: instant },
	claim: { value: claim },
	help: { value: help }
};

/** A column's title is one value: two people who rename it at once mean one of the two names. */
const COLUMN: Readonly<Record<string, Slot>> = {
	title: { value: text(LIMITS.columnTitle), required: true },
	kind: { value: word(COLUMN_KINDS), required: true },
	order: { value: isOrderKey, required: true },
	wipLimit: { value: wipLimit }
};

const ITEM: Readonly<Record<string, Slot>> = {
	text: { type: 'text', required: true, fixed: true },
	done: { value: (value) => typeof value === 'boolean', required: true },
	order: { value: isOrderKey, required: true }
};

/** What may stand under `key` in a map of this kind; null when nothing may, as under an unknown field. */
export function slotFor(kind: Kind, key: string): Slot | null {
	if (isOfHuddle(kind)) return huddleSlot(kind, key);
	switch (kind) {
		case 'cards':
			return isPersonMadeCardId(key) ? { type: 'card', fixed: true } : null;
		case 'card':
			return Object.hasOwn(CARD, key) ? CARD[key]! : null;
		case 'columns':
			return isId(key) ? { type: 'column', fixed: true } : null;
		case 'column':
			return Object.hasOwn(COLUMN, key) ? COLUMN[key]! : null;
		case 'labels':
			return text(LIMITS.label)(key) ? { value: (value) => value === true } : null;
		case 'comments':
			return isId(key) ? { value: comment } : null;
		case 'checklist':
			return isId(key) ? { type: 'item' } : null;
		case 'item':
			return Object.hasOwn(ITEM, key) ? ITEM[key]! : null;
		default:
			return null;
	}
}

const requiredIn = (slots: Readonly<Record<string, Slot>>): readonly string[] =>
	Object.entries(slots).flatMap(([key, slot]) => (slot.required ? [key] : []));

const REQUIRED = { card: requiredIn(CARD), item: requiredIn(ITEM), column: requiredIn(COLUMN) } as const;

/** The keys that a card, an item or a column must have for life. */
export function requiredKeys(kind: 'card' | 'item' | 'column'): readonly string[] {
	return REQUIRED[kind];
}

/** The kind of type that an existing key of an existing map holds, whoever wrote it; null for a plain value. */
export function childKind(kind: Kind, key: string): Kind | null {
	if (kind === 'cards') return 'card';
	if (kind === 'columns') return 'column';
	const slot = slotFor(kind, key);
	return slot && 'type' in slot ? slot.type : null;
}

/** How much one update may write into the live text under this key, in UTF-16 units. */
export function textLimit(field: string | null): number {
	if (field === 'text') return LIMITS.item * HARD;
	return (field === 'title' ? LIMITS.title : LIMITS.description) * HARD;
}

/** How many entries a map may ever have had: a card's nested ones, or the board's of its columns. */
export function mostEntries(kind: Kind): number {
	if (isOfHuddle(kind)) return MOST_IN_HUDDLE;
	switch (kind) {
		case 'labels':
			return LIMITS.labels * HARD;
		case 'checklist':
			return LIMITS.items * HARD;
		case 'columns':
			return LIMITS.columns * HARD;
		case 'comments':
			return LIMITS.comments * HARD;
		default:
			return Infinity;
	}
}
