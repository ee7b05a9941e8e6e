import type * as Y from 'yjs';
import type { BoardId, ColumnId, Due, Instant, PersonId } from '../ids.ts';
import type { Agenda, CardRef } from './agenda.ts';
import { STEPS, type HuddlePlan, type StepId } from './plan.ts';

/*
 * A huddle's document. It holds ids, dates and kinds, and no words: no title, no patient, no reason. Those stay on the
 * boards, where each reader's own rights decide; so everybody may follow the huddle of the whole practice.
 *
 * `huddle`     the plan and the agenda, written once by the server
 * `terms`      who leads, from when on; by `t<number>-<person>`
 * `positions`  where the huddle stands, by term: only its own leader writes there, so nobody's late word moves it
 * `outcomes`   what was decided, each under a key that ends in the name of who decided it
 * `here`       who is present
 */

/** The first shape that a huddle's document has had. */
export const HUDDLE_SCHEMA = 1;

export const HUDDLE_ROOTS = ['huddle', 'terms', 'positions', 'outcomes', 'here'] as const;
export type HuddleRoot = (typeof HUDDLE_ROOTS)[number];

/** How a card can end in the walk. */
export const ENDINGS = ['date', 'owner', 'hand-over', 'park', 'done', 'unchanged'] as const;
export type Ending = (typeof ENDINGS)[number];

/** What becomes a new card: a problem somebody has, what one department needs of another, what is too long for now. */
export const FINDINGS = ['problem', 'help', 'parking'] as const;
export type Finding = (typeof FINDINGS)[number];

export type OutcomeKind = Ending | Finding;

/** Where a card stood, and whose it was by when. */
export interface CardState {
	readonly board: BoardId;
	readonly column: ColumnId | null;
	readonly owner: PersonId | null;
	readonly due: Due | null;
}

export interface Decision extends CardRef {
	readonly id: string;
	readonly kind: OutcomeKind;
	readonly by: PersonId;
	readonly at: Instant;
	/** Null for a new card. */
	readonly before: CardState | null;
	readonly after: CardState;
	/** When it was taken back. */
	readonly undone: Instant | null;
}

/** Where a huddle stands. Time is counted up to `since`; what runs from there on is running now. */
export interface Position {
	readonly step: StepId;
	/** Which card of the walk, from 0. */
	readonly at: number;
	readonly since: Instant;
	/** What this card has had before `since`. */
	readonly cardMs: number;
	/** What each step has had before `since`. */
	readonly used: Readonly<Record<StepId, number>>;
	readonly paused: boolean;
	readonly ended: boolean;
}

/** Somebody's time as leader, and where they took over. */
export interface Term {
	readonly n: number;
	readonly person: PersonId;
	/** Who made them the leader: the one before, or they themselves. */
	readonly by: PersonId;
	readonly at: Instant;
	readonly from: Position;
}

export interface Presence {
	readonly here: boolean;
	readonly by: PersonId;
	readonly at: Instant;
}

/** Ends by the clock, or because the server could not go on; the leader's own end is in their position. */
export interface ServerEnd {
	readonly at: Instant;
}

export const huddleOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('huddle');
export const termsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('terms');
export const positionsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('positions');
export const outcomesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('outcomes');
export const hereOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('here');

const OWN_KEY = /^[a-z0-9]+-(.+)$/;

/** Whose an entry of `terms`, `positions` or `outcomes` is, by its key. */
export function personIn(key: string): PersonId | null {
	return (OWN_KEY.exec(key)?.[1] ?? null) as PersonId | null;
}

export const termKey = (n: number, person: PersonId): string => `t${n}-${person}`;

export const NOTHING_USED = Object.fromEntries(STEPS.map((step) => [step, 0])) as Readonly<Record<StepId, number>>;

/** Writes a new huddle: what it goes through, and who leads. Only the server does. */
export function writeHuddle(
	doc: Y.Doc,
	{
		plan,
		agenda,
		leader,
		by,
		now
	}: {
		readonly plan: HuddlePlan;
		readonly agenda: Agenda;
		readonly leader: PersonId;
		readonly by: PersonId;
		readonly now: Instant;
	}
): void {
	doc.transact(() => {
		doc.getMap('meta').set('schema', HUDDLE_SCHEMA);
		huddleOf(doc).set('plan', plan);
		huddleOf(doc).set('agenda', agenda);
		huddleOf(doc).set('begun', now);
		const step = STEPS.find((one) => plan.seconds[one] > 0) ?? 'walk';
		const from: Position = { step, at: 0, since: now, cardMs: 0, used: NOTHING_USED, paused: false, ended: false };
		termsOf(doc).set(termKey(1, leader), { n: 1, person: leader, by, at: now, from } satisfies Term);
	});
}
