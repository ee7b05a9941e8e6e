import { readPlace } from '#domain/board/schema.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';
import type { Register, Step, StepChange } from '#domain/undo/steps.ts';
import { UNDO_WORDS as words } from './words.ts';

export interface StepContext {
	readonly titleOf: (card: CardId) => string;
	readonly columnTitle: (column: ColumnId) => string;
}

type OfKind<K extends StepChange['kind']> = Extract<StepChange, { kind: K }>;

/** A step in the words of whoever did it: what the button would take back. */
export function stepWords({ changes }: Step, context: StepContext): string {
	const cards = [...new Set(changes.map(({ card }) => card))];
	const what = cards.length === 1 ? words.quoted(context.titleOf(cards[0]!)) : words.cards(cards.length);
	if (changes.some(({ kind }) => kind === 'created')) return words.added(what);
	const registers = changes.filter((change): change is OfKind<'register'> => change.kind === 'register');
	if (registers.length > 0) return registerWords(registers, what, context);
	const items = changes.filter((change): change is OfKind<'item'> => change.kind === 'item');
	if (items.length > 0) return itemWords(items);
	const [label] = changes as OfKind<'label'>[];
	return label!.after ? words.labelled(label!.label, what) : words.unlabelled(label!.label, what);
}

/** A step that shows on the board at once is worth a word with a way back; smaller ones are seen where they were done. */
export function isWorthTelling({ changes }: Step): boolean {
	return changes.some((change) => {
		if (change.kind === 'item') return change.after === null;
		if (change.kind !== 'register') return false;
		return change.field === 'archived' || (change.field === 'place' && entersColumn(change));
	});
}

function registerWords(changes: readonly OfKind<'register'>[], what: string, { columnTitle }: StepContext): string {
	const of = (field: Register) => changes.find((change) => change.field === field);
	const archived = of('archived');
	if (archived) return archived.after === null ? words.broughtBack(what) : words.archived(what);
	const entered = changes.find(entersColumn);
	if (entered) return words.moved(what, columnTitle(readPlace(entered.after).column));
	const blocked = of('blocked');
	if (blocked) return blocked.after === null ? words.unblocked(what) : words.blocked(what);
	const fields = new Set(changes.map(({ field }) => field));
	const [field] = fields;
	if (fields.size > 1) return words.several(what);
	return field! in words.fields
		? words.changed(words.fields[field as keyof typeof words.fields], what)
		: words.reordered(what);
}

function entersColumn({ field, before, after }: OfKind<'register'>): boolean {
	return field === 'place' && readPlace(before).column !== readPlace(after).column;
}

function itemWords(changes: readonly OfKind<'item'>[]): string {
	const added = changes.filter(({ before }) => before === null);
	if (added.length > 1) return words.stepsAdded(added.length);
	// Making room in the order may have moved others along.
	const { before, after } = added[0] ?? changes.find(isNoMove) ?? changes[0]!;
	if (before === null) return words.stepAdded(after?.text ?? '');
	if (after === null) return words.stepRemoved(before.text);
	if (before.done !== after.done) return after.done ? words.stepTicked(after.text) : words.stepUnticked(after.text);
	return before.text === after.text ? words.stepMoved(after.text) : words.stepChanged(after.text);
}

function isNoMove({ before, after }: OfKind<'item'>): boolean {
	return before === null || after === null || before.done !== after.done || before.text !== after.text;
}
