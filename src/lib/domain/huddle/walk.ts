import { columnOf, isShown } from '../board/queries.ts';
import { PRIORITIES, type Card, type Column } from '../board/schema.ts';
import type { ColumnId } from '../ids.ts';
import type { CardRef, WalkedBoard } from './agenda.ts';
import { SIGNALS, signalsOf, type Moment, type Signal } from './signals.ts';

export interface WalkCard extends CardRef {
	readonly column: ColumnId;
	readonly signals: readonly Signal[];
}

/** A card with a signal, as it is ranked. */
interface Candidate extends WalkCard {
	readonly source: Card;
	/** Which board, and which column from the left; -1 where the board has none. */
	readonly at: readonly [board: number, column: number];
	/** The how many-th of its board, the most urgent first. */
	readonly turn: number;
}

type Ranked = Omit<Candidate, 'turn'>;

/**
 * Which cards a huddle talks about. Its time is dealt to the boards in turn, to the most urgent card of each, so that
 * no department goes without; what is only due soon gets what time is left. Those that have time are walked through
 * board by board, from right to left, in a column what has stood there longest first. The others follow as they were
 * dealt.
 */
export function walkThrough(
	boards: readonly WalkedBoard[],
	moment: Moment,
	room: number
): { readonly walk: readonly WalkCard[]; readonly fits: number } {
	const dealt = boards.flatMap((board, i) => candidatesOf(board, i, moment)).sort(byDeal);
	const now = dealt.slice(0, room).sort(byPlace);
	return { walk: [...now, ...dealt.slice(room)].map(walkCard), fits: now.length };
}

function candidatesOf({ board, columns, cards }: WalkedBoard, index: number, moment: Moment): Candidate[] {
	const rank = new Map(columns.map(({ id }, i) => [id, i]));
	return cards
		.filter(isShown)
		.map((card) => ({ card, column: columnOf(card, columns) }))
		.map(({ card, column }) => ({ card, column, signals: signalsOf(card, column, moment) }))
		.filter(({ signals }) => signals.length > 0)
		.map(({ card, column, signals }): Ranked => {
			const at = [index, rankOf(rank, column)] as const;
			return { board, card: card.id, column: column?.id ?? card.place.column, signals, source: card, at };
		})
		.sort(byUrgency)
		.map((ranked, turn) => ({ ...ranked, turn }));
}

const rankOf = (rank: ReadonlyMap<ColumnId, number>, column: Column | null) => (column ? rank.get(column.id)! : -1);

/** By the most telling signal, then by priority, then what has stood longest. */
function byUrgency(a: Ranked, b: Ranked): number {
	return (
		SIGNALS.indexOf(a.signals[0]!) - SIGNALS.indexOf(b.signals[0]!) ||
		PRIORITIES.indexOf(b.source.priority) - PRIORITIES.indexOf(a.source.priority) ||
		byAge(a, b)
	);
}

function byDeal(a: Candidate, b: Candidate): number {
	return Number(isOnlyDue(a)) - Number(isOnlyDue(b)) || a.turn - b.turn || byUrgency(a, b) || a.at[0] - b.at[0];
}

function byPlace(a: Ranked, b: Ranked): number {
	return a.at[0] - b.at[0] || b.at[1] - a.at[1] || byAge(a, b);
}

function byAge(a: Ranked, b: Ranked): number {
	return a.source.place.since - b.source.place.since || (a.card < b.card ? -1 : 1);
}

const isOnlyDue = ({ signals: [first] }: WalkCard) => first === 'due';

const walkCard = ({ board, card, column, signals }: Candidate): WalkCard => ({ board, card, column, signals });
