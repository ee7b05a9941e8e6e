import type { DepartmentId } from '../board/departments.ts';
import { cardsByColumn, isShown } from '../board/queries.ts';
import type { Card, Column, ColumnKind } from '../board/schema.ts';
import type { BoardId, CardId, ColumnId, Due, Instant, PersonId, WallClock } from '../ids.ts';
import { openItems, type BoardOfMine, type Item } from '../mine/boards.ts';
import { addDays, dayOf, wallClock, weekdayOf } from '../time.ts';
import { kindOf, type CardKind } from './kinds.ts';
import { patientToken, safeTitle } from './redact.ts';
import { typeSizes, type Theme, type TypeSizes, type WallSettings, type Zone } from './settings.ts';
import { callsSince, signalsOf, SIGNALS, type Signal } from './signals.ts';

/** A board as the server reads it for walls; `cards` are all of the document's, archived ones too. */
export interface WallBoard extends BoardOfMine {
	readonly title: string;
	/** A department's, or a document of the whole practice. */
	readonly department: DepartmentId | 'practice';
}

/** What decides how much a wall may say, and in whose words. */
export interface WallPolicy extends Pick<WallSettings, 'name' | 'zone' | 'inches' | 'metres' | 'theme'> {
	readonly practice: string;
	readonly timeZone: string;
	/** Null for whoever has left. */
	readonly firstNameOf: (person: PersonId) => string | null;
	/** The cards whose call for help rings now. */
	readonly ringing: ReadonlySet<CardId>;
}

/** A card as a wall may show it: never a word of its description, its comments or the reason why it is blocked. */
export interface WallCard {
	readonly id: CardId;
	readonly kind: CardKind;
	/** What is safe of its title; where only staff pass. */
	readonly title?: string;
	/** A patient's initials; where only staff pass. */
	readonly patient?: string;
	readonly owner: string | null;
	readonly due: Due | null;
	readonly signals: readonly Signal[];
	/** Since when it is blocked, nobody's or asking for help, by the practice's clock. */
	readonly since?: WallClock;
}

export interface WallException extends WallCard {
	/** The board's title. */
	readonly board: string;
}

export interface WallColumn {
	readonly id: ColumnId;
	readonly title: string;
	readonly kind: ColumnKind;
	readonly count: number;
	readonly limit: number | null;
	/** The first by lateness; none of a column for finished work. */
	readonly cards: readonly WallCard[];
}

export interface WallSlide {
	readonly board: BoardId;
	readonly title: string;
	readonly columns: readonly WallColumn[];
	/** Cards finished since Monday. */
	readonly finished: number;
}

/** Somebody asks for help. */
export interface WallCall {
	readonly card: CardId;
	readonly board: string;
	/** Who asks, and with what; not where the wall is public. */
	readonly by: string | null;
	readonly what: Pick<WallCard, 'kind' | 'title'> | null;
}

/** All that a wall ever hears of the boards. */
export interface WallView {
	readonly practice: string;
	readonly name: string;
	readonly timeZone: string;
	readonly zone: Zone;
	readonly theme: Theme;
	readonly sizes: TypeSizes;
	readonly numbers: Readonly<Record<Signal, number>>;
	readonly exceptions: readonly WallException[];
	/** How many cards there are that call for somebody, shown or not. */
	readonly calling: number;
	readonly slides: readonly WallSlide[];
	readonly finished: number;
	readonly calls: readonly WallCall[];
}

/** Four columns of five: what can be read from four metres. */
export const MOST_EXCEPTIONS = 20;
/** Under the head of a column. */
export const MOST_IN_COLUMN = 5;

/** What the practice's wall may show of its boards at this moment. Whatever is not in it has not left the server. */
export function wallView(boards: readonly WallBoard[], policy: WallPolicy, now: Instant): WallView {
	const clock = wallClock(now, policy.timeZone);
	const calling = boards.flatMap((board) => callingOf(board, policy, clock)).sort(byAge);
	const slides = boards.map((board) => slideOf(board, policy, clock, now));
	const count = (signal: Signal) => calling.filter(({ signals }) => signals.includes(signal)).length;
	const { practice, name, timeZone, zone, theme } = policy;
	return {
		...{ practice, name, timeZone, zone, theme, sizes: typeSizes(policy) },
		numbers: Object.fromEntries(SIGNALS.map((signal) => [signal, count(signal)])) as Record<Signal, number>,
		exceptions: zone === 'public' ? [] : calling.slice(0, MOST_EXCEPTIONS).map((one) => exceptionOf(one, policy)),
		calling: calling.length,
		slides,
		finished: slides.reduce((sum, { finished }) => sum + finished, 0),
		calls: calling.filter(({ item }) => policy.ringing.has(item.card.id)).map((one) => callOf(one, policy))
	};
}

/** An open card that calls for somebody. */
interface Calling {
	readonly board: WallBoard;
	readonly item: Item;
	readonly signals: readonly Signal[];
	readonly since: WallClock;
	/** Only due soon: it is not late yet. */
	readonly later: boolean;
}

function callingOf(board: WallBoard, { timeZone }: WallPolicy, clock: WallClock): Calling[] {
	return openItems([board]).flatMap((item) => {
		const signals = signalsOf(item, clock);
		if (signals.length === 0) return [];
		const pressing = signals.filter((signal) => signal !== 'soon');
		const since = callsSince(item, pressing.length > 0 ? pressing : signals, timeZone);
		return [{ board, item, signals, since, later: pressing.length === 0 }];
	});
}

/** What has waited longest comes first, and what is only due soon behind it. */
function byAge(a: Calling, b: Calling): number {
	return Number(a.later) - Number(b.later) || compare(a.since, b.since) || compare(a.item.card.id, b.item.card.id);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function exceptionOf({ board, item, signals, since }: Calling, policy: WallPolicy): WallException {
	return { ...cardOf(item.card, signals, policy), ...(isTimed(signals) && { since }), board: board.title };
}

/** Whether its age is told by something else than its due time. */
const isTimed = (signals: readonly Signal[]) => !signals.includes('overdue') && signals.some((s) => s !== 'soon');

function callOf({ board, item: { card } }: Calling, policy: WallPolicy): WallCall {
	const by = policy.zone === 'public' ? null : policy.firstNameOf(card.help!.by);
	const what = policy.zone === 'public' ? null : wordsOf(card, policy.zone);
	return { card: card.id, board: board.title, by, what };
}

export function cardOf(card: Card, signals: readonly Signal[], { zone, firstNameOf }: WallPolicy): WallCard {
	const patient = zone === 'staff-only' ? patientToken(card.patient) : null;
	return {
		id: card.id,
		...wordsOf(card, zone),
		...(patient !== null && { patient }),
		owner: card.owner && firstNameOf(card.owner),
		due: card.due,
		signals
	};
}

/** Where patients pass, no letter of a title leaves. */
function wordsOf(card: Card, zone: Zone): Pick<WallCard, 'kind' | 'title'> {
	const title = zone === 'staff-only' ? safeTitle(card.title) : null;
	return { kind: kindOf(card), ...(title !== null && { title }) };
}

function slideOf(board: WallBoard, policy: WallPolicy, clock: WallClock, now: Instant): WallSlide {
	const byColumn = cardsByColumn(board.cards.filter(isShown), board.columns);
	const columns = board.columns.map((column) => columnOnWall(board, column, byColumn.get(column.id)!, policy, clock));
	return {
		board: board.board,
		title: board.title,
		columns,
		finished: finishedThisWeek(board, clock, policy.timeZone, now)
	};
}

function columnOnWall(
	{ board }: WallBoard,
	column: Column,
	cards: readonly Card[],
	policy: WallPolicy,
	clock: WallClock
): WallColumn {
	const { id, title, kind, wipLimit: limit } = column;
	const shows = policy.zone !== 'public' && kind !== 'done';
	const first = shows ? [...cards].sort(byLateness).slice(0, MOST_IN_COLUMN) : [];
	const signals = (card: Card) => signalsOf({ board, card, column }, clock);
	return {
		id,
		title,
		kind,
		count: cards.length,
		limit,
		cards: first.map((card) => cardOf(card, signals(card), policy))
	};
}

/** The one that is due first, a day behind its minutes, and without a due time last. */
function byLateness(a: Card, b: Card): number {
	return compare(rank(a), rank(b)) || compare(a.id, b.id);
}

const rank = ({ due }: Card) => (due === null ? '~' : due.length === 10 ? `${due}T~` : due);

/** More than any week has, with its change of clocks; to read a wall clock of every card would take the time. */
const WEEK_AND_MORE_MS = 8 * 86_400_000;

/** Archived ones too: what is done is done. */
function finishedThisWeek({ cards, columns }: WallBoard, clock: WallClock, timeZone: string, now: Instant): number {
	const done = new Set(columns.filter(({ kind }) => kind === 'done').map(({ id }) => id));
	const monday = addDays(dayOf(clock), -((weekdayOf(clock) + 6) % 7));
	const lately = cards.filter(
		({ place, left }) => left === null && done.has(place.column) && now - place.since < WEEK_AND_MORE_MS
	);
	return lately.filter(({ place }) => dayOf(wallClock(place.since, timeZone)) >= monday).length;
}
