import { fold } from '../fold.ts';
import type { CardId, ColumnId, Day, PersonId, WallClock } from '../ids.ts';
import { addDays, dayOf, weekdayOf } from '../time.ts';
import { columnOf, isLate } from './queries.ts';
import { CATEGORIES, LIMITS, type Card, type Category, type Column } from './schema.ts';

export const DUE_FILTERS = ['overdue', 'today', 'week', 'none'] as const;

/** `week`: from Monday to Sunday of this week, what is late in it included. `none`: without a due time. */
export type DueFilter = (typeof DUE_FILTERS)[number];

/** In place of a person: cards that nobody owns. */
export const NOBODY = 'nobody';
export type OwnerFilter = PersonId | typeof NOBODY;

/** What a person wants to see of a board; a part that is empty asks for nothing. */
export interface Filter {
	/** Any of them. */
	readonly owners: readonly OwnerFilter[];
	readonly due: DueFilter | null;
	readonly category: Category | null;
	/** All of them, in whatever letters. */
	readonly labels: readonly string[];
	readonly blocked: boolean;
	/** Words, each of which must stand in the title, the description or the patient reference. */
	readonly text: string;
}

/** Half of a pair, as a field holds it between two keystrokes: no address can. */
const HALF_CHARACTER = /\p{Surrogate}/gu;

export const NO_FILTER: Filter = { owners: [], due: null, category: null, labels: [], blocked: false, text: '' };

/** What a filter is asked against. */
export interface FilterContext {
	readonly columns: readonly Column[];
	readonly clock: WallClock;
	/** Read only where a word stands in neither title nor patient reference. */
	readonly descriptionOf: (card: CardId) => string;
}

export function isFiltering(filter: Filter): boolean {
	return toAddress(filter) !== '';
}

/** Makes a filter into a question for one card. Build it once for a whole board: the words are folded here. */
export function matcher(filter: Filter, context: FilterContext): (card: Card) => boolean {
	const words = fold(filter.text).split(/\s+/).filter(Boolean);
	const labels = filter.labels.map(fold);
	const monday = addDays(dayOf(context.clock), -((weekdayOf(context.clock) + 6) % 7));
	const week: Week = { first: monday, last: addDays(monday, 6) };
	return (card) =>
		(filter.owners.length === 0 || filter.owners.includes(card.owner ?? NOBODY)) &&
		(filter.due === null || isDueIn(card, filter.due, week, context)) &&
		(filter.category === null || card.category === filter.category) &&
		(!filter.blocked || card.blocked !== null) &&
		hasLabels(card, labels) &&
		hasWords(card, words, context);
}

function hasLabels(card: Card, wanted: readonly string[]): boolean {
	if (wanted.length === 0) return true;
	const own = card.labels.map(fold);
	return wanted.every((label) => own.includes(label));
}

function hasWords(card: Card, words: readonly string[], { descriptionOf }: FilterContext): boolean {
	if (words.length === 0) return true;
	const near = fold(`${card.title}\n${card.patient ?? ''}`);
	const left = words.filter((word) => !near.includes(word));
	if (left.length === 0) return true;
	if (!card.hasDescription) return false;
	const description = fold(descriptionOf(card.id));
	return left.every((word) => description.includes(word));
}

interface Week {
	readonly first: Day;
	readonly last: Day;
}

function isDueIn(card: Card, when: DueFilter, week: Week, { columns, clock }: FilterContext): boolean {
	if (card.due === null) return when === 'none';
	const day = dayOf(card.due);
	switch (when) {
		case 'overdue':
			return isLate(card, columnOf(card, columns), clock);
		case 'today':
			return day === dayOf(clock);
		case 'week':
			return day >= week.first && day <= week.last;
		case 'none':
			return false;
	}
}

/**
 * A filter for the address, such as `owner=jamie&due=today`; nothing for none. To be put behind a `#`, never a `?`:
 * the words that people look for may name a patient, and what stands behind a `#` reaches no server and no log.
 */
export function toAddress({ owners, due, category, labels, blocked, text }: Filter): string {
	const parts: [string, string][] = [
		...owners.map((owner): [string, string] => ['owner', owner]),
		...(due ? [['due', due] as [string, string]] : []),
		...(category ? [['category', category] as [string, string]] : []),
		...labels.map((label): [string, string] => ['label', label]),
		...(blocked ? [['blocked', 'yes'] as [string, string]] : []),
		...(text.trim() === '' ? [] : [['text', text.trim()] as [string, string]])
	];
	return parts.map(([key, value]) => `${key}=${encodeURIComponent(value.replace(HALF_CHARACTER, ''))}`).join('&');
}

/** Reads what {@link toAddress} wrote; what it does not know, or cannot read, it leaves out. */
export function fromAddress(address: string): Filter {
	const parts = address
		.replace(/^[#?]/, '')
		.split('&')
		.map((part) => [part.split('=')[0] ?? '', decoded(part.slice(part.indexOf('=') + 1))] as const)
		.filter(([, value]) => value !== '');
	const all = (key: string) => [...new Set(parts.filter(([name]) => name === key).map(([, value]) => value))];
	const word = <T extends string>(key: string, allowed: readonly T[]) =>
		allowed.find((one) => all(key).includes(one)) ?? null;
	return {
		owners: all('owner') as OwnerFilter[],
		due: word('due', DUE_FILTERS),
		category: word('category', CATEGORIES),
		labels: all('label').map((label) => label.slice(0, LIMITS.label)),
		blocked: all('blocked').includes('yes'),
		text: (all('text')[0] ?? '').trim()
	};
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return '';
	}
}

/** A horizontal split of the board: one person's cards in every column. */
export interface Lane {
	readonly owner: PersonId | null;
	readonly byColumn: ReadonlyMap<ColumnId, readonly Card[]>;
	readonly count: number;
}

/**
 * A board's cards by their owner: what nobody owns first, then by name, one name's people by id. Every lane has every
 * column; cards keep their order.
 */
export function lanesByOwner(
	cards: ReadonlyMap<ColumnId, readonly Card[]>,
	nameOf: (person: PersonId) => string
): Lane[] {
	const owners = new Set([...cards.values()].flat().map(({ owner }) => owner));
	const rank = (owner: PersonId | null) => (owner === null ? '' : `${fold(nameOf(owner))}\n${owner}`);
	const sorted = [...owners].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
	return sorted.map((owner) => {
		const own = [...cards].map(([id, column]) => [id, column.filter((card) => card.owner === owner)] as const);
		return { owner, byColumn: new Map(own), count: own.reduce((sum, [, column]) => sum + column.length, 0) };
	});
}
