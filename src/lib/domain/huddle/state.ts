import type * as Y from 'yjs';
import type { Instant, PersonId } from '../ids.ts';
import type { Agenda } from './agenda.ts';
import { stepsOf, type HuddlePlan, type StepId } from './plan.ts';
import type { WalkCard } from './walk.ts';
import {
	ENDINGS,
	hereOf,
	huddleOf,
	outcomesOf,
	personIn,
	positionsOf,
	termKey,
	termsOf,
	type Decision,
	type Ending,
	type Position,
	type Presence,
	type ServerEnd,
	type Term
} from './schema.ts';

/** A huddle as it stands. */
export interface Huddle {
	readonly plan: HuddlePlan;
	readonly agenda: Agenda;
	readonly begun: Instant;
	readonly steps: readonly StepId[];
	readonly term: Term;
	/** Who led from when on, in turn; the last is `term`. */
	readonly terms: readonly Term[];
	/** Everybody who has led, in turn. */
	readonly leaders: readonly PersonId[];
	readonly position: Position;
	/** In the order in which they were made; those that were taken back are left out. */
	readonly decisions: readonly Decision[];
	readonly present: readonly PersonId[];
	/** Who was ticked off: they are not counted by being connected alone. */
	readonly absent: readonly PersonId[];
	readonly over: { readonly at: Instant; readonly why: 'closed' | 'left' } | null;
}

/** @returns null while the document is not in yet. */
export function readHuddle(doc: Y.Doc): Huddle | null {
	const root = huddleOf(doc);
	const [plan, agenda, begun] = [root.get('plan'), root.get('agenda'), root.get('begun')];
	const terms = ([...termsOf(doc).values()] as Term[]).sort(byTurn);
	const term = terms.at(-1);
	if (!plan || !agenda || typeof begun !== 'number' || !term) return null;
	const position = (positionsOf(doc).get(termKey(term.n, term.person)) as Position | undefined) ?? term.from;
	const here = [...hereOf(doc).entries()] as [PersonId, Presence][];
	const led = new Set(terms.map(({ person }) => person));
	const ended = root.get('ended') as ServerEnd | undefined;
	return {
		plan: plan as HuddlePlan,
		agenda: withFits(agenda as Agenda),
		begun: begun as Instant,
		steps: stepsOf((plan as HuddlePlan).seconds),
		term,
		terms,
		leaders: [...led],
		position,
		decisions: decisionsIn(doc, led),
		present: here.filter(([, { here }]) => here).map(([person]) => person),
		absent: here.filter(([, { here }]) => !here).map(([person]) => person),
		over: ended ? { at: ended.at, why: 'left' } : position.ended ? { at: position.since, why: 'closed' } : null
	};
}

/** A huddle that was begun before the walk was held to its time takes every card. */
function withFits(agenda: Omit<Agenda, 'fits'> & Partial<Agenda>): Agenda {
	return { ...agenda, fits: agenda.fits ?? agenda.walk.length };
}

/** Of two who took over at once, the earlier; then the order is anybody's, but everybody's the same. */
function byTurn(a: Term, b: Term): number {
	return a.n - b.n || b.at - a.at || (a.person < b.person ? 1 : -1);
}

/** Cards are ended by whoever leads or led; what is new may come from anybody. */
function decisionsIn(doc: Y.Doc, led: ReadonlySet<PersonId>): Decision[] {
	return [...outcomesOf(doc).entries()]
		.map(([id, value]) => ({ ...(value as Omit<Decision, 'id'>), id }))
		.filter(({ id, by, kind }) => personIn(id) === by && (led.has(by) || !ENDINGS.includes(kind as Ending)))
		.filter(({ undone }) => undone === null)
		.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The card that is talked about; null outside the walk. */
export function currentCard({ agenda, position }: Pick<Huddle, 'agenda' | 'position'>): WalkCard | null {
	return position.step === 'walk' ? (agenda.walk[position.at] ?? null) : null;
}

/** "3 of 11": of the cards that there is time for, and of those that were taken in besides. */
export function walkCount({ agenda, position }: Pick<Huddle, 'agenda' | 'position'>): { n: number; of: number } {
	return { n: position.at + 1, of: Math.max(agenda.fits, position.at + 1) };
}

/** How many cards with a signal still wait for another time. */
export function waiting({ agenda, position }: Pick<Huddle, 'agenda' | 'position'>): number {
	return agenda.walk.length - Math.max(agenda.fits, position.at + 1);
}

/** How long a step has had so far. */
export function usedIn({ position }: Pick<Huddle, 'position'>, step: StepId, now: Instant): number {
	return position.used[step] + (position.step === step ? runningMs(position, now) : 0);
}

/** How long the card has been talked about. */
export function cardMs({ position }: Pick<Huddle, 'position'>, now: Instant): number {
	return position.cardMs + runningMs(position, now);
}

export function runningMs({ paused, ended, since }: Position, now: Instant): number {
	return paused || ended ? 0 : Math.max(0, now - since);
}

/** The last moment at which something was done in it. */
export function lastStir({ position, term, decisions }: Huddle): Instant {
	return Math.max(position.since, term.at, ...decisions.map(({ at }) => at)) as Instant;
}
