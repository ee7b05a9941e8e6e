import type { BoardId, Instant, PersonId } from '../ids.ts';
import type { CardRef, LastHuddle, Numbers } from './agenda.ts';
import type { Audience, HuddlePlan, PlanId, Rhythm, StepId } from './plan.ts';
import type { CardState, OutcomeKind } from './schema.ts';
import { usedIn, type Huddle } from './state.ts';

/** The minutes of a huddle: ids, dates and kinds. The words of its cards are each reader's own. */
export interface Minutes {
	readonly plan: PlanId;
	readonly department: Audience;
	readonly rhythm: Rhythm;
	readonly boards: readonly BoardId[];
	readonly begun: Instant;
	readonly ended: Instant;
	/** `left` when nobody ended it and it ended by the clock. */
	readonly why: 'closed' | 'left';
	readonly leaders: readonly PersonId[];
	readonly present: readonly PersonId[];
	/** What each step was given and what it took. */
	readonly steps: readonly { readonly step: StepId; readonly plannedMs: number; readonly usedMs: number }[];
	readonly numbers: Numbers;
	readonly before: { readonly at: Instant; readonly numbers: Numbers } | null;
	readonly finished: readonly CardRef[];
	readonly cleared: readonly CardRef[];
	/** Every card that had a signal, also those that there was no time for. */
	readonly walked: readonly CardRef[];
	readonly plain: number;
	readonly decisions: readonly DecidedCard[];
	/** Cards that there was time for, and that got no ending. */
	readonly skipped: readonly CardRef[];
	/** Cards that there was no time for, and that got no ending either. */
	readonly waiting: readonly CardRef[];
	/** What the last huddle had decided, and whether it was done by this one. */
	readonly actions: readonly (CardRef & { readonly done: boolean })[];
}

export interface DecidedCard extends CardRef {
	readonly kind: OutcomeKind;
	readonly by: PersonId;
	readonly at: Instant;
	readonly before: CardState | null;
	readonly after: CardState;
}

/** What leaves something to be done: the next huddle asks for it. */
const ACTIONS: readonly OutcomeKind[] = ['date', 'owner', 'hand-over', 'problem', 'help', 'parking'];

export function minutesOf(huddle: Huddle, now: Instant): Minutes {
	const { plan, agenda, begun, steps, leaders, present, decisions, over } = huddle;
	const ended = over?.at ?? now;
	const at = (step: StepId) => usedIn(huddle, step, ended);
	const decided = decisions.map(({ kind, by, at: when, board, card, before, after }) => {
		return { kind, by, at: when, board, card, before, after };
	});
	const ends = new Set(decided.filter(({ before }) => before !== null).map(({ card }) => card));
	const unended = ({ card }: CardRef) => !ends.has(card);
	return {
		...{ plan: plan.id, department: plan.department, rhythm: plan.rhythm, boards: plan.boards, begun, ended },
		why: over?.why ?? 'left',
		leaders,
		present: [...new Set([...leaders, ...present])].filter((person) => !huddle.absent.includes(person)),
		steps: steps.map((step) => ({ step, plannedMs: plan.seconds[step] * 1000, usedMs: at(step) })),
		numbers: agenda.numbers,
		before: agenda.before,
		finished: agenda.finished,
		cleared: agenda.cleared,
		walked: agenda.walk.map(refOf),
		plain: agenda.plain.reduce((sum, { count }) => sum + count, 0),
		decisions: decided,
		skipped: agenda.walk.slice(0, agenda.fits).filter(unended).map(refOf),
		waiting: agenda.walk.slice(agenda.fits).filter(unended).map(refOf),
		actions: agenda.actions
	};
}

/** What the next huddle of the plan goes on from. A card that was decided on twice is one action. */
export function lastOf({ begun, numbers, walked, decisions }: Minutes): LastHuddle {
	const wanted = decisions.filter(({ kind }) => ACTIONS.includes(kind));
	const actions = new Map(wanted.map(({ card, after }) => [card, { board: after.board, card }]));
	return { at: begun, numbers, walked, actions: [...actions.values()] };
}

const refOf = ({ board, card }: CardRef): CardRef => ({ board, card });

/** What a plan of this rhythm looks back on when there was no huddle before. */
export const LOOK_BACK_DAYS: Readonly<Record<HuddlePlan['rhythm'], number>> = { weekly: 7, daily: 1 };
