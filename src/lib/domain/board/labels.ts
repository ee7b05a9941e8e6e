import type * as Y from 'yjs';
import { fold } from '../fold.ts';
import type { CardId } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { overLimit } from './cards.ts';
import { takesMore } from './room-left.ts';
import { cardsOf, LIMITS, nestedOf, type Card } from './schema.ts';

/**
 * Puts a label on a card. One that is there in other letters (`recheck`, `Recheck`) is the same label.
 *
 * @returns the label as the card has it, or `card-gone`, `label-required`, `text-too-long`, `too-many-labels`.
 */
export function addLabel(doc: Y.Doc, card: CardId, label: string): Outcome<string> {
	const labels = labelsOf(doc, card);
	if (!labels) return refuse({ code: 'card-gone', card });
	const name = label.replace(/\s+/g, ' ').trim();
	if (name === '') return refuse({ code: 'label-required' });
	const tooLong = overLimit(name, LIMITS.label);
	if (tooLong) return refuse(tooLong);
	const there = [...labels.keys()].find((key) => fold(key) === fold(name));
	if (there !== undefined) return done(there);
	if (!takesMore(labels, LIMITS.labels)) return refuse({ code: 'too-many-labels', limit: LIMITS.labels });
	labels.set(name, true);
	return done(name);
}

/** Takes a label off a card; one that is not there is no refusal. @returns the label, or `card-gone`. */
export function removeLabel(doc: Y.Doc, card: CardId, label: string): Outcome<string> {
	const labels = labelsOf(doc, card);
	if (!labels) return refuse({ code: 'card-gone', card });
	if (labels.has(label)) labels.delete(label);
	return done(label);
}

/** The labels that cards carry, most used first, then by name: what a label field offers. */
export function labelsInUse(cards: Iterable<Pick<Card, 'labels'>>): string[] {
	const counts = new Map<string, number>();
	for (const { labels } of cards) for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
	return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([label]) => label);
}

/** The label in use that a written one means whatever its letters' case, so that one name does not become two. */
export function asInUse(label: string, inUse: readonly string[]): string {
	const name = label.replace(/\s+/g, ' ').trim();
	return inUse.find((known) => fold(known) === fold(name)) ?? name;
}

function labelsOf(doc: Y.Doc, card: CardId): Y.Map<unknown> | null {
	const entry = cardsOf(doc).get(card);
	return entry ? nestedOf(entry, 'labels') : null;
}
