import type * as Y from 'yjs';
import { allColumns, columnOf, isLate, isShown } from '../board/queries.ts';
import { cardsOf, readCard, type Card, type Column } from '../board/schema.ts';
import type { BoardId, CardId, Instant, WallClock } from '../ids.ts';
import { isOverdue, wallClock } from '../time.ts';
import { signalsOf, type Moment } from './signals.ts';
import { walkThrough, type WalkCard } from './walk.ts';

/** A card by its ids: what is kept of a huddle holds no words of any card. */
export interface CardRef {
	readonly board: BoardId;
	readonly card: CardId;
}

/** A board as the agenda reads it: with what was put away, which may have been finished since the last huddle. */
export interface WalkedBoard {
	readonly board: BoardId;
	readonly columns: readonly Column[];
	readonly cards: readonly Card[];
}

/** Four numbers, so that a huddle can be compared with the one before. */
export interface Numbers {
	/** Of what was due since the last huddle, how much was finished by then. */
	readonly onTime: Share;
	readonly overdue: number;
	/** Since when the oldest open card has been there; null when nothing is open. */
	readonly oldest: Instant | null;
	/** What was decided at the last huddle and is done. */
	readonly actions: Share;
}

export interface Share {
	readonly of: number;
	readonly done: number;
}

export interface PastAction extends CardRef {
	readonly done: boolean;
}

/** What the next huddle goes on from. */
export interface LastHuddle {
	readonly at: Instant;
	readonly numbers: Numbers;
	/** Every card that had a signal then. */
	readonly walked: readonly CardRef[];
	/** What was decided and had still to be done. */
	readonly actions: readonly CardRef[];
}

export interface Agenda {
	/** The last huddle, or a rhythm's length ago. */
	readonly since: Instant;
	/** When it is held next. */
	readonly next: WallClock;
	readonly finished: readonly CardRef[];
	/** Had a signal last time, and has none any more. */
	readonly cleared: readonly CardRef[];
	readonly actions: readonly PastAction[];
	readonly numbers: Numbers;
	/** The numbers of last time, and when that was. */
	readonly before: { readonly at: Instant; readonly numbers: Numbers } | null;
	/** Every card with a signal. The first `fits` have time in this huddle; the others follow, the most urgent first. */
	readonly walk: readonly WalkCard[];
	readonly fits: number;
	/** Open cards without a signal, board by board: left out on purpose. */
	readonly plain: readonly { readonly board: BoardId; readonly count: number }[];
}

export function walkedBoard(board: BoardId, doc: Y.Doc): WalkedBoard {
	const cards = [...cardsOf(doc).entries()].map(([id, entry]) => readCard(id, entry));
	return { board, columns: allColumns(doc), cards: cards.filter(({ left }) => left === null) };
}

/** What an agenda is worked out for. */
export interface Occasion {
	/** What counts as since the last huddle when there was none. */
	readonly since: Instant;
	readonly moment: Moment;
	/** How many cards there is time for. */
	readonly cards: number;
}

/** A card on one of the boards, and where it stands. */
interface Standing {
	readonly board: BoardId;
	readonly card: Card;
	readonly column: Column | null;
}

/**
 * What a huddle talks about, worked out from the boards as they are.
 *
 * @param boards in the order in which they are walked.
 * @param last null for the first huddle; then the time since `since` counts.
 */
export function agenda(
	boards: readonly WalkedBoard[],
	last: LastHuddle | null,
	{ since, moment, cards: room }: Occasion
): Agenda {
	const all = boards.flatMap(({ board, columns, cards }) =>
		cards.map((card): Standing => ({ board, card, column: columnOf(card, columns) }))
	);
	const begin = last?.at ?? since;
	const { walk, fits } = walkThrough(boards, moment, room);
	const actions = (last?.actions ?? []).map((ref) => ({ ...refOf(ref), done: isSettled(ref, all) }));
	return {
		since: begin,
		next: moment.next,
		finished: all
			.filter((one) => isDone(one) && one.card.place.since >= begin)
			.sort(newestFirst)
			.map(standingRef),
		cleared: (last?.walked ?? []).filter((ref) => isCleared(ref, all, moment)).map(refOf),
		actions,
		numbers: numbersOf(all, actions, begin, moment),
		before: last && { at: last.at, numbers: last.numbers },
		walk,
		fits,
		plain: boards.map(({ board, columns, cards }) => {
			const open = cards.filter((card) => isShown(card) && columnOf(card, columns)?.kind !== 'done').length;
			return { board, count: open - walk.filter((one) => one.board === board).length };
		})
	};
}

function numbersOf(
	all: readonly Standing[],
	actions: readonly PastAction[],
	since: Instant,
	{ clock, timeZone }: Moment
): Numbers {
	const from = wallClock(since, timeZone);
	const due = all.filter(({ card: { due: by } }) => by !== null && !isOverdue(by, from) && isOverdue(by, clock));
	const met = due.filter((one) => isDone(one) && !isOverdue(one.card.due!, wallClock(one.card.place.since, timeZone)));
	const open = all.filter((one) => isOpen(one));
	const born = open.map(({ card }) => card.origin?.at ?? card.place.since);
	return {
		onTime: { of: due.length, done: met.length },
		overdue: open.filter(({ card, column }) => isLate(card, column, clock)).length,
		oldest: born.length > 0 ? (Math.min(...born) as Instant) : null,
		actions: { of: actions.length, done: actions.filter(({ done }) => done).length }
	};
}

/** Finished, put away, or gone from every board, which happens only to what is over. */
function isSettled(ref: CardRef, all: readonly Standing[]): boolean {
	const found = all.find(({ card }) => card.id === ref.card);
	return !found || !isOpen(found);
}

function isCleared(ref: CardRef, all: readonly Standing[], moment: Moment): boolean {
	const found = all.find(({ card }) => card.id === ref.card);
	return found !== undefined && isShown(found.card) && signalsOf(found.card, found.column, moment).length === 0;
}

const isDone = ({ column }: Standing) => column?.kind === 'done';
const isOpen = (one: Standing) => isShown(one.card) && !isDone(one);
const standingRef = ({ board, card }: Standing): CardRef => ({ board, card: card.id });
const refOf = ({ board, card }: CardRef): CardRef => ({ board, card });
const newestFirst = (a: Standing, b: Standing) =>
	b.card.place.since - a.card.place.since || (a.card.id < b.card.id ? -1 : 1);
