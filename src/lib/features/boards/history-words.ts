import { SYSTEM, type ActivityEntry, type CardChange } from '#domain/activity/changes.ts';
import type { Instant, ItemId, PersonId, WallClock } from '#domain/ids.ts';
import { t } from '$lib/messages/messages.ts';
import { Sitting } from './sitting.ts';
import { Steps } from './steps-said.ts';
import { dateWords } from './time-words.ts';
import { CATEGORY_WORDS } from './words.ts';

const words = t.history;

/** One thing that somebody did to a card. */
export interface HistoryLine {
	readonly seq: number;
	readonly at: Instant;
	readonly who: string;
	/** Goes on after the name: `moved it from To do to Doing`. */
	readonly what: string;
	/** The words themselves, where words were written: a comment, a reason, a text. */
	readonly quote: string | null;
}

export interface HistoryContext {
	readonly nameOf: (person: PersonId) => string;
	readonly clock: WallClock;
}

interface Context extends HistoryContext {
	/** What a checklist item said at that moment. */
	readonly stepOf: (item: ItemId) => string | null;
}

/** A longer pause begins a new sitting, and a new line. */
const SITTING_MS = 10 * 60_000;
const QUOTE_LENGTH = 140;

/** A card's record in words, oldest first. Reorders within a column are left out: they say nothing about the work. */
export function historyLines(entries: readonly ActivityEntry[], context: HistoryContext): HistoryLine[] {
	const steps = new Steps();
	const withSteps = { ...context, stepOf: (item: ItemId) => steps.textOf(item) };
	return sittings(entries).flatMap(({ seq, at, person, change, sitting }): HistoryLine[] => {
		steps.hear(change);
		const told = sitting ? tellSitting(change, sitting) : tell(change, person, withSteps);
		const who = person === SYSTEM ? words.daybreak : context.nameOf(person);
		return told ? [{ seq, at, who, what: told.what, quote: shorten(told.quote) }] : [];
	});
}

interface Told {
	readonly what: string;
	readonly quote?: string | null;
}

interface Entry {
	readonly seq: number;
	readonly at: Instant;
	readonly person: PersonId;
	readonly change: CardChange;
	/** What the line of a text edit tells of: all that the person wrote in that sitting. */
	readonly sitting?: Sitting;
}

/** A line for each entry, but one line for all that a person wrote in one text in one sitting. */
function sittings(entries: readonly ActivityEntry[]): Entry[] {
	const lines: Entry[] = [];
	const open = { title: new Map<PersonId, Sitting>(), description: new Map<PersonId, Sitting>() };
	for (const { seq, at, person, change: any } of entries) {
		const change = any as CardChange;
		if (change.kind !== 'text-edited') {
			lines.push({ seq, at, person, change });
			continue;
		}
		const people = open[change.field];
		let sitting = people.get(person);
		if (!sitting || at - sitting.until > SITTING_MS) {
			sitting = new Sitting(at);
			people.set(person, sitting);
			lines.push({ seq, at, person, change, sitting });
		}
		for (const splice of change.splices) {
			sitting.add(splice, at);
			for (const other of people.values()) if (other !== sitting) other.hear(splice);
		}
	}
	return lines;
}

function tell(change: CardChange, by: PersonId, context: Context): Told | null {
	switch (change.kind) {
		case 'card-created':
			return { what: words.created(change.column.title), quote: change.title };
		case 'card-moved':
			return { what: movedWords(change) };
		case 'owner-changed':
			return { what: ownerWords(change, by, context) };
		case 'due-changed':
			return { what: dueChangeWords(change, context) };
		case 'category-changed':
			return { what: change.to ? words.category(CATEGORY_WORDS[change.to]) : words.noCategory };
		case 'priority-changed':
			return { what: words.priority[change.to ?? 'routine'] };
		case 'patient-changed':
			return { what: change.to ? words.patient(change.to) : words.noPatient };
		case 'blocked-changed':
			return change.to === null ? { what: words.unblocked } : { what: words.blocked, quote: change.to };
		case 'comment-edited':
			return { what: words.comment.edited, quote: change.to };
		case 'comment-added':
		case 'comment-removed':
			return { what: words.comment[change.kind === 'comment-added' ? 'added' : 'removed'], quote: change.text };
		case 'label-added':
		case 'label-removed':
			return { what: words.label[change.kind === 'label-added' ? 'added' : 'removed'](change.label) };
		case 'item-added':
		case 'item-removed':
		case 'item-edited':
		case 'item-ticked':
			return itemWords(change, context);
		case 'archived-changed':
			return { what: change.to === null ? words.broughtBack : words.archived };
		case 'claim-changed':
		case 'help-changed':
			return passingWords(change);
		case 'card-left':
			return { what: words.left(change.title ?? words.anotherBoard) };
		case 'card-came':
			return { what: cameWords(change, context) };
		case 'card-removed':
			return { what: words.removed, quote: change.title };
		case 'text-edited':
		case 'card-reordered':
		case 'item-reordered':
			return null;
	}
}

function passingWords({ kind, to }: Extract<CardChange, { kind: 'claim-changed' | 'help-changed' }>): Told | null {
	if (kind === 'help-changed') return { what: to === null ? words.help.came : words.help.asked };
	return to === null ? null : { what: words.claimed };
}

function itemWords(
	change: Extract<CardChange, { kind: 'item-added' | 'item-removed' | 'item-edited' | 'item-ticked' }>,
	{ stepOf }: Context
): Told {
	switch (change.kind) {
		case 'item-added':
		case 'item-removed':
			return { what: words.step[change.kind === 'item-added' ? 'added' : 'removed'], quote: change.text };
		case 'item-edited':
			return { what: words.step.edited, quote: stepOf(change.item) };
		case 'item-ticked':
			return { what: words.step[change.done ? 'ticked' : 'unticked'], quote: stepOf(change.item) };
	}
}

function cameWords(
	{ fromTitle, column, owner }: Extract<CardChange, { kind: 'card-came' }>,
	{ nameOf }: HistoryContext
): string {
	const from = fromTitle ?? words.anotherBoard;
	return owner === null ? words.came(from, column.title) : words.cameFor(from, column.title, nameOf(owner));
}

function movedWords({ from, to }: Extract<CardChange, { kind: 'card-moved' }>): string {
	if (to.kind === 'done' && from.kind !== 'done') return words.finished(from.title, to.title);
	if (from.kind === 'done' && to.kind !== 'done') return words.takenUp(from.title, to.title);
	return words.moved(from.title, to.title);
}

function ownerWords(
	{ from, to }: { from: PersonId | null; to: PersonId | null },
	by: PersonId,
	{ nameOf }: HistoryContext
) {
	if (to === null) return from === null ? words.owner.gone : words.owner.takenOff(nameOf(from));
	if (to === by) return words.owner.taken;
	return from === null ? words.owner.given(nameOf(to)) : words.owner.handed(nameOf(from), nameOf(to));
}

function dueChangeWords({ from, to }: Extract<CardChange, { kind: 'due-changed' }>, { clock }: HistoryContext): string {
	if (to === null) return words.due.cleared;
	if (from === null) return words.due.made(dateWords(to, clock));
	return words.due.changed(dateWords(from, clock), dateWords(to, clock));
}

function tellSitting(change: CardChange, { splices }: Sitting): Told | null {
	if (splices.length === 0) return null;
	const said = change.kind === 'text-edited' && change.field === 'title' ? words.title : words.description;
	const wrote = splices.map(({ insert }) => insert.trim()).filter(Boolean);
	const took = splices.map(({ removed }) => removed.trim()).filter(Boolean);
	if (wrote.length > 0) return { what: said.edited, quote: wrote.join(words.gap) };
	return took.length > 0 ? { what: said.taken, quote: took.join(words.gap) } : { what: said.edited };
}

function shorten(quote: string | null | undefined): string | null {
	const text = quote?.trim();
	if (!text) return null;
	return text.length > QUOTE_LENGTH ? words.shortened(text.slice(0, QUOTE_LENGTH).trimEnd()) : text;
}
