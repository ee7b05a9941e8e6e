import type * as Y from 'yjs';
import { cardsOf, nestedOf, readChecklist, readComments, type YEntry } from '../board/schema.ts';
import type { CardId, CommentId, Instant, ItemId, OrderKey } from '../ids.ts';
import type { Outcome } from '../refusal.ts';

/** The fields of a card that one step can change and another can change back. Its live texts have an undo of their own. */
export const REGISTERS = ['place', 'owner', 'due', 'category', 'priority', 'patient', 'blocked', 'archived'] as const;
export type Register = (typeof REGISTERS)[number];

/** A value of a register as the document holds it; null where there is none. */
export type Value = unknown;

export interface ItemState {
	readonly text: string;
	readonly done: boolean;
	readonly order: OrderKey;
}

interface BeforeAfter<T> {
	readonly before: T;
	readonly after: T;
}

export type StepChange = { readonly card: CardId } & (
	| ({ readonly kind: 'register'; readonly field: Register } & BeforeAfter<Value>)
	| ({ readonly kind: 'label'; readonly label: string } & BeforeAfter<boolean>)
	| ({ readonly kind: 'item'; readonly item: ItemId } & BeforeAfter<ItemState | null>)
	| { readonly kind: 'created'; readonly after: Snapshot }
);

/**
 * One thing that a person did and can take back: what it changed, with old and new. Plain values, so that it can be
 * kept over a reload; it holds titles of steps and patient references, so keep it where the board is kept, and
 * nowhere else.
 */
export interface Step {
	readonly at: Instant;
	readonly changes: readonly StepChange[];
	/** The comments that were on each card at that time: a colleague's new one means that they work on it. */
	readonly comments: Readonly<Record<string, readonly CommentId[]>>;
}

/** What of a card a step can change. */
export interface Snapshot {
	readonly registers: Readonly<Record<Register, Value>>;
	readonly labels: readonly string[];
	readonly items: Readonly<Record<string, ItemState>>;
}

/**
 * Does something to cards and remembers what it changed, whatever operation it was.
 *
 * @param cards the ones that the operation is about, a new card's id included.
 * @returns the operation's outcome, and the step; null when it changed nothing that can be taken back.
 */
export function recordStep<T>(
	doc: Y.Doc,
	cards: readonly CardId[],
	now: Instant,
	operation: () => Outcome<T>
): { readonly outcome: Outcome<T>; readonly step: Step | null } {
	const before = new Map(cards.map((card) => [card, snapshotOf(doc, card)]));
	const outcome = doc.transact(operation);
	const changes = [...before].flatMap(([card, then]) => differences(card, then, snapshotOf(doc, card)));
	if (changes.length === 0) return { outcome, step: null };
	const touched = new Set(changes.map(({ card }) => card));
	const comments = [...touched].map((card) => [card, commentsOn(doc, card).map(({ id }) => id)] as const);
	return { outcome, step: { at: now, changes, comments: Object.fromEntries(comments) } };
}

export function snapshotOf(doc: Y.Doc, card: CardId): Snapshot | null {
	const entry = cardsOf(doc).get(card);
	if (!entry) return null;
	const registers = REGISTERS.map((field) => [field, entry.get(field) ?? null]);
	return {
		registers: Object.fromEntries(registers) as Record<Register, Value>,
		labels: [...(nestedOf(entry, 'labels')?.keys() ?? [])].sort(),
		items: itemsOf(entry)
	};
}

export function commentsOn(doc: Y.Doc, card: CardId) {
	const entry = cardsOf(doc).get(card);
	return entry ? readComments(entry) : [];
}

/** Whether two plain values say the same; the order of an object's fields says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
	const [one, other] = [Object.entries(a), Object.entries(b)];
	return one.length === other.length && one.every(([key, value]) => isSame(value, (b as Record<string, unknown>)[key]));
}

function itemsOf(entry: YEntry): Record<string, ItemState> {
	return Object.fromEntries(readChecklist(entry).map(({ id, text, done, order }) => [id, { text, done, order }]));
}

function differences(card: CardId, then: Snapshot | null, now: Snapshot | null): StepChange[] {
	if (now === null) return [];
	if (then === null) return [{ kind: 'created', card, after: now }];
	const registers = REGISTERS.filter((field) => !isSame(then.registers[field], now.registers[field])).map(
		(field): StepChange => {
			return { kind: 'register', card, field, before: then.registers[field], after: now.registers[field] };
		}
	);
	const labels = [...new Set([...then.labels, ...now.labels])]
		.filter((label) => then.labels.includes(label) !== now.labels.includes(label))
		.map((label): StepChange => {
			return { kind: 'label', card, label, before: then.labels.includes(label), after: now.labels.includes(label) };
		});
	const items = [...new Set([...Object.keys(then.items), ...Object.keys(now.items)])]
		.map((id) => ({ id, before: then.items[id] ?? null, after: now.items[id] ?? null }))
		.filter(({ before, after }) => !isSame(before, after))
		.map(({ id, before, after }): StepChange => ({ kind: 'item', card, item: id as ItemId, before, after }));
	return [...registers, ...labels, ...items];
}
