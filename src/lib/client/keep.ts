import * as Y from 'yjs';
import { columnNamed } from '#domain/activity/card-changes.ts';
import type { Change, Occurrence } from '#domain/activity/changes.ts';
import { cardsOf, readCard, readComments, textOf } from '#domain/board/schema.ts';
import type { BoardId, CardId, Instant, LineageId } from '#domain/ids.ts';
import type { KeptChange, KeptEdit } from './kept-edits.ts';
import { textBefore, typedWords, type ClockRange } from './typed-words.ts';
import type { UnsentEdit } from './unsent.ts';

type OnCard<K extends Change['kind']> = Extract<Change, { kind: K }>;

/** A person's unsent changes of one thing: one title, one card's owner, one comment. */
interface Strand {
	readonly key: string;
	readonly card: CardId | null;
	at: Instant;
	readonly changes: Change[];
	readonly clocks: ClockRange[];
}

/** Where edits were made. */
export interface Life {
	readonly board: BoardId;
	readonly lineage: LineageId;
}

/** A document from its stored updates; one that cannot be read is left out, the others may still make sense. */
export function documentOf(updates: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	for (const update of updates) {
		try {
			Y.applyUpdate(doc, update);
		} catch {
			continue;
		}
	}
	return doc;
}

/**
 * Turns what the server does not hold into edits that a person can read and do again. The same edits give the same
 * ids, so keeping them twice keeps them once.
 *
 * @param doc the replica they were made in, as it is at its end
 */
export function keptFrom(doc: Y.Doc, unsent: readonly UnsentEdit[], life: Life): KeptEdit[] {
	const strands = strandsOf(unsent);
	const written = unsent.map(({ clocks }) => clocks);
	const births = new Map(strands.filter(isBirth).map((strand) => [strand.card, strand]));
	return strands.flatMap((strand) => {
		const birth = births.get(strand.card);
		if (birth && birth !== strand) return [];
		const what = changeOf(doc, strand, written);
		if (what === null) return [];
		// A new card is kept whole: it has arrived only with everything that was done to it since.
		const parts = birth ? strands.filter(({ card }) => card === birth.card) : [strand];
		return [kept(doc, strand, parts, what, life)];
	});
}

function kept(doc: Y.Doc, { key, card }: Strand, parts: readonly Strand[], what: KeptChange, life: Life): KeptEdit {
	return {
		id: `${life.board}/${key}`,
		...life,
		clocks: parts.flatMap(({ clocks }) => clocks),
		card,
		cardTitle: what.kind === 'new-card' ? what.title : titleOf(doc, card),
		what,
		text: wordsOf(what),
		applicable: what.kind !== 'other',
		at: Math.max(...parts.map(({ at }) => at)) as Instant
	};
}

/** Groups by what was changed; a strand is named after the edit it began with. */
function strandsOf(unsent: readonly UnsentEdit[]): Strand[] {
	const strands = new Map<string, Strand>();
	for (const { key, at, occurrences, clocks } of unsent) {
		for (const [i, { card, change }] of occurrences.entries()) {
			const thing = thingOf({ card, change }) ?? `${key}.${i}`;
			const strand = strands.get(thing) ?? { key: `${key}/${thing}`, card, at, changes: [], clocks: [] };
			strand.at = at;
			strand.changes.push(change);
			if (strand.clocks.at(-1) !== clocks) strand.clocks.push(clocks);
			strands.set(thing, strand);
		}
	}
	return [...strands.values()];
}

/** What a change is about, alike for changes of which only the outcome counts; null when each counts for itself. */
function thingOf({ card, change }: Occurrence): string | null {
	switch (change.kind) {
		case 'card-created':
			return `${card}.born`;
		case 'card-moved':
			return `${card}.place`;
		case 'owner-changed':
		case 'due-changed':
		case 'category-changed':
		case 'priority-changed':
		case 'patient-changed':
		case 'blocked-changed':
			return `${card}.${change.kind}`;
		case 'text-edited':
			return `${card}.${change.field}`;
		case 'comment-added':
		case 'comment-edited':
		case 'comment-removed':
			return `${card}.comment.${change.comment}`;
		default:
			return null;
	}
}

function isBirth({ changes }: Strand): boolean {
	return changes[0]?.kind === 'card-created';
}

function changeOf(doc: Y.Doc, { card, changes }: Strand, written: readonly ClockRange[]): KeptChange | null {
	const [first, last] = [changes[0], changes.at(-1)] as [Change, Change];
	switch (first.kind) {
		case 'card-created':
			return newCard(doc, card as CardId, first);
		case 'card-moved':
			return { kind: 'move', from: first.from, to: (last as typeof first).to };
		case 'owner-changed':
		case 'due-changed':
		case 'category-changed':
		case 'priority-changed':
		case 'patient-changed':
			return fieldChange(first, last as typeof first);
		case 'blocked-changed': {
			const { to } = last as typeof first;
			return first.from === to ? null : { kind: 'blocked', from: first.from, reason: to };
		}
		case 'text-edited':
			return textChange(doc, card as CardId, changes as OnCard<'text-edited'>[], written);
		case 'comment-added':
			return commentOf(doc, card as CardId, first);
		// Whoever was on a card offline is no longer on it when this is read.
		case 'claim-changed':
			return null;
		default:
			return { kind: 'other', change: last };
	}
}

type FieldChanged = OnCard<
	'owner-changed' | 'due-changed' | 'category-changed' | 'priority-changed' | 'patient-changed'
>;

function fieldChange(first: FieldChanged, last: FieldChanged): KeptChange | null {
	if (first.from === last.to) return null;
	return { kind: 'field', field: first.kind.replace('-changed', ''), from: first.from, to: last.to } as KeptChange;
}

function textChange(
	doc: Y.Doc,
	card: CardId,
	changes: readonly OnCard<'text-edited'>[],
	written: readonly ClockRange[]
): KeptChange | null {
	const { field } = changes[0]!;
	const entry = cardsOf(doc).get(card);
	const text = entry && textOf(entry, field);
	if (!text) return { kind: 'other', change: changes[0]! };
	const after = text.toString();
	const splices = changes.map((change) => change.splices);
	const before = textBefore(after, splices);
	if (before === after) return null;
	return { kind: 'text', field, before, after, typed: typedWords(text, written) };
}

function newCard(doc: Y.Doc, id: CardId, birth: OnCard<'card-created'>): KeptChange {
	const entry = cardsOf(doc).get(id);
	if (!entry) return { kind: 'other', change: birth };
	const card = readCard(id, entry);
	const { owner, due, category, priority, patient, blocked, origin } = card;
	return {
		kind: 'new-card',
		column: columnNamed(doc, card.place.column),
		title: card.title,
		description: textOf(entry, 'description')?.toString() ?? '',
		fields: { owner, due, category, priority, patient },
		blocked,
		origin,
		comments: readComments(entry).map(({ id, author, at, text }) => ({ id, author, at, text }))
	};
}

/** A comment as it reads now; one that was taken back is no loss. */
function commentOf(doc: Y.Doc, card: CardId, added: OnCard<'comment-added'>): KeptChange | null {
	const entry = cardsOf(doc).get(card);
	const comment = entry && readComments(entry).find(({ id }) => id === added.comment);
	if (!comment) return null;
	const { id, author, at, text } = comment;
	return { kind: 'comment', id, author, at, text };
}

function titleOf(doc: Y.Doc, id: CardId | null): string {
	const entry = id === null ? undefined : cardsOf(doc).get(id);
	return entry ? readCard(id as CardId, entry).title : '';
}

/** What "Copy" gives: the person's own words, or the value they chose. */
function wordsOf(what: KeptChange): string {
	switch (what.kind) {
		case 'new-card':
			return [what.title, what.description, ...what.comments.map(({ text }) => text)].filter(Boolean).join('\n\n');
		case 'move':
			return what.to.title;
		case 'field':
			return what.to ?? '';
		case 'blocked':
			return what.reason ?? '';
		case 'text':
			return what.typed || what.after;
		case 'comment':
			return what.text;
		case 'other':
			return 'text' in what.change ? what.change.text : 'label' in what.change ? what.change.label : '';
	}
}
