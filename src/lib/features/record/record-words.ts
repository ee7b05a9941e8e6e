import { SYSTEM, type ActivityEntry, type BoardChange, type Change } from '#domain/activity/changes.ts';
import { groupOf, isSecurityEvent, NOBODY, type RecordEntry, type RecordGroup } from '#domain/activity/events.ts';
import type { ColumnKind } from '#domain/board/schema.ts';
import type { Instant, PersonId } from '#domain/ids.ts';
import { dayOf, wallClock } from '#domain/time.ts';
import { events as words } from '$lib/messages/events-messages.ts';
import { t } from '$lib/messages/messages.ts';
import { KIND_WORDS } from '../boards/columns/words.ts';
import { historyLines } from '../boards/history-words.ts';
import { dateWords, timeOf } from '../boards/time-words.ts';
import { tellEvent, type Told } from './event-words.ts';

/** What a line of the record says. */
export interface RecordLine {
	readonly seq: number;
	readonly at: Instant;
	readonly group: RecordGroup;
	readonly who: string;
	readonly what: string;
	readonly quote: string | null;
	/** The card, or else the board, that it happened to. */
	readonly about: string | null;
	/** Such as `Firefox on Windows, 192.0.2.7`. */
	readonly where: string;
	readonly entry: RecordEntry;
}

export interface RecordContext {
	readonly nameOf: (person: PersonId) => string;
	readonly cardTitle: (entry: RecordEntry) => string | null;
	readonly boardTitle: (board: string) => string;
	readonly deviceOf: (session: string) => string;
	readonly now: Instant;
	readonly timeZone: string;
}

/** Lines for entries, the newest first. What a person wrote in one text in one sitting is one line. */
export function recordLines(entries: readonly RecordEntry[], context: RecordContext): RecordLine[] {
	const told = toldOfCards(entries, context);
	const momentOf = (at: number) => momentWords(at as Instant, context);
	return entries.flatMap((entry): RecordLine[] => {
		const { seq, at, change, person, board, card, source, device } = entry;
		const said = isSecurityEvent(change)
			? tellEvent(change, { nameOf: context.nameOf, momentOf })
			: (told.get(seq) ?? tellRest(change, momentOf));
		if (!said) return [];
		return [
			{
				...{ seq, at, entry, group: groupOf(change), what: said.what, quote: said.quote ?? null },
				who: whoWords(person, context),
				about: card ? (context.cardTitle(entry) ?? card) : board && context.boardTitle(board),
				where: [device && context.deviceOf(device), source && sourceWords(source)].filter(Boolean).join(', ')
			}
		];
	});
}

/** By the practice's clock, to the second of nothing: `Mar 2, 07:41`. */
export function momentWords(at: Instant, { now, timeZone }: Pick<RecordContext, 'now' | 'timeZone'>): string {
	return dateWords(wallClock(at, timeZone), wallClock(now, timeZone));
}

/** `07:41`. */
export function timeWords(at: Instant, timeZone: string): string {
	return timeOf(wallClock(at, timeZone));
}

export function dayWords(at: Instant, { now, timeZone }: Pick<RecordContext, 'now' | 'timeZone'>): string {
	return dateWords(dayOf(wallClock(at, timeZone)), wallClock(now, timeZone));
}

/** The two ways in which a machine calls itself mean nothing to a reader. */
function sourceWords(source: string): string {
	return source === '0:0:0:0::/64' || source.startsWith('127.') ? words.onServer : source;
}

function whoWords(person: PersonId, { nameOf }: RecordContext): string {
	if (person === NOBODY) return words.somebody;
	return person === SYSTEM ? t.history.daybreak : nameOf(person);
}

/** Cards are told as their panels tell them, each from its own oldest line on; by number. */
function toldOfCards(entries: readonly RecordEntry[], { nameOf, now, timeZone }: RecordContext): Map<number, Told> {
	const clock = wallClock(now, timeZone);
	const cards = new Map<string, ActivityEntry[]>();
	for (const entry of entries.toReversed()) {
		if (!entry.card || isSecurityEvent(entry.change)) continue;
		cards.set(entry.card, [...(cards.get(entry.card) ?? []), entry as ActivityEntry]);
	}
	const lines = [...cards.values()].flatMap((own) => historyLines(own, { nameOf, clock }));
	return new Map(lines.map(({ seq, what, quote }) => [seq, { what, quote }]));
}

/** What a card's own history leaves out, and what happened to the board. @returns null when another line tells of it. */
function tellRest(change: Change, momentOf: (at: number) => string): Told | null {
	switch (change.kind) {
		case 'card-reordered':
			return { what: t.history.movedWithin(change.column.title) };
		case 'item-reordered':
			return { what: t.history.step.moved };
		case 'claim-changed':
			return { what: t.history.claimLeft };
		case 'column-added':
		case 'column-removed':
		case 'column-changed':
		case 'board-changed':
		case 'board-restored':
			return { what: tellBoard(change, momentOf) };
		case 'text-edited':
			return null;
		default:
			return { what: change.kind.replaceAll('-', ' ') };
	}
}

function tellBoard(change: BoardChange, momentOf: (at: number) => string): string {
	switch (change.kind) {
		case 'column-added':
			return words.column.added(change.column.title);
		case 'column-removed':
			return words.column.removed(change.column.title);
		case 'column-changed':
			return columnWords(change);
		case 'board-changed':
			return words.boardChanged(change.field, String(change.from ?? words.nothing), String(change.to ?? words.nothing));
		case 'board-restored':
			return words.boardRestored(momentOf(change.to));
	}
}

function columnWords({ column, field, from, to }: Extract<BoardChange, { kind: 'column-changed' }>): string {
	switch (field) {
		case 'title':
			return words.column.renamed(String(from ?? ''), String(to ?? ''));
		case 'kind':
			return words.column.kind(column.title, kindWords(from), kindWords(to));
		case 'wipLimit':
			return to === null ? words.column.noLimit(column.title) : words.column.limit(column.title, Number(to));
		case 'order':
			return words.column.moved(column.title);
	}
}

const kindWords = (kind: string | number | null): string => KIND_WORDS[kind as ColumnKind] ?? String(kind);
