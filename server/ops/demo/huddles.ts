import { agenda, walkedBoard, type Agenda } from '#domain/huddle/agenda.ts';
import { stateOf } from '#domain/huddle/outcomes.ts';
import { cardsIn, nextHuddle, SECONDS, stepsOf, type HuddlePlan, type PlanId } from '#domain/huddle/plan.ts';
import { LOOK_BACK_DAYS, lastOf, minutesOf } from '#domain/huddle/record.ts';
import { NOTHING_USED, type Decision, type Position, type Term } from '#domain/huddle/schema.ts';
import type { Huddle } from '#domain/huddle/state.ts';
import type { WalkCard } from '#domain/huddle/walk.ts';
import { workDayAfter } from '#domain/huddle/work-days.ts';
import type { BoardId, CommentId, Due, Instant, PersonId } from '#domain/ids.ts';
import { firstNameOf } from '#domain/people.ts';
import { addDays, dayOf, wallClock, weekdayOf } from '#domain/time.ts';
import type { Huddles, Names } from '../../ports/huddles.ts';
import type * as Y from 'yjs';
import type { Gesture, TimedGesture } from './gestures.ts';
import { DEMO_PEOPLE, MANAGERS, peopleOf } from './people.ts';

const DAY_MS = 86_400_000;
const BOARDS = ['front-desk', 'clinical-team', 'billing', 'management'] as readonly string[] as readonly BoardId[];
/** How many weeks ago the practice met. */
const HELD = [2, 1];
const NAMES = Object.fromEntries(DEMO_PEOPLE.map(({ id, name }) => [id, name])) as Names;

/** The huddle of everybody on Wednesdays, and the short one of the front desk every day. */
export function demoPlans(): HuddlePlan[] {
	const desk = peopleOf('front-desk');
	const weekly = { rhythm: 'weekly', weekday: 3, time: '07:30', seconds: SECONDS.weekly } as const;
	const daily = { rhythm: 'daily', weekday: 3, time: '07:45', seconds: SECONDS.daily } as const;
	const all = { id: 'gwhole' as PlanId, department: 'practice', boards: BOARDS } as const;
	const one = { id: 'gdesk' as PlanId, department: 'front-desk', boards: BOARDS.slice(0, 1) } as const;
	return [
		{ ...weekly, ...all, leaders: MANAGERS, next: MANAGERS[1] ?? null },
		{ ...daily, ...one, leaders: desk, next: desk[0] ?? null }
	];
}

/** What a huddle of the past needs of the boards, as they stood at its time. */
export interface BoardThen {
	readonly doc: Y.Doc;
	tell(timed: TimedGesture): void;
}

/** The huddles of the two weeks before: each goes through the boards as they were, and what it decides is done. */
export class PastHuddles {
	readonly #huddles: Huddles;
	readonly #boards: ReadonlyMap<BoardId, BoardThen>;
	readonly #timeZone: string;
	readonly #plan: HuddlePlan;
	readonly #ahead: { readonly begun: Instant; readonly weeks: number }[];

	constructor(
		huddles: Huddles,
		boards: ReadonlyMap<BoardId, BoardThen>,
		{ now, timeZone }: { readonly now: Instant; readonly timeZone: string }
	) {
		const plans = demoPlans();
		for (const plan of plans) huddles.putPlan(plan, now);
		[this.#huddles, this.#boards, this.#timeZone, this.#plan] = [huddles, boards, timeZone, plans[0]!];
		this.#ahead = HELD.map((weeks) => ({ begun: lastOn(plans[0]!, now, timeZone, weeks), weeks }));
	}

	/** Whether one was over before this moment that is not told yet. */
	isDue(at: Instant): boolean {
		return this.#ahead.length > 0 && endOf(this.#plan, this.#ahead[0]!.begun) <= at;
	}

	/** Tells the next one, over the boards as they stand now. */
	hold(): void {
		const { begun, weeks } = this.#ahead.shift()!;
		const plan = this.#plan;
		const clock = wallClock(begun, this.#timeZone);
		const minutes = this.#huddles.last(plan.id);
		const moment = { now: begun, clock, next: nextHuddle(plan, clock), timeZone: this.#timeZone };
		const since = (begun - LOOK_BACK_DAYS[plan.rhythm] * DAY_MS) as Instant;
		const boards = BOARDS.map((id) => walkedBoard(id, this.#boards.get(id)!.doc));
		const list = agenda(boards, minutes && lastOf(minutes), { since, moment, cards: cardsIn(plan.seconds) });
		const leader = plan.leaders[weeks % plan.leaders.length]!;
		const id = `h${weeks}weeksago` as BoardId;
		this.#huddles.begin({ id, plan, title: 'Lantern Street Therapy', agenda: list, leader, by: leader, now: begun });
		const decisions = list.walk.slice(0, list.fits).flatMap((card, i) => this.#decide(card, i, leader, begun));
		const huddle = wholeOf(plan, list, leader, begun, decisions);
		this.#huddles.keepMinutes(id, minutesOf(huddle, huddle.over!.at), NAMES);
	}

	/** Every third card is skipped, as in life. */
	#decide({ board: id, card, signals }: WalkCard, i: number, leader: PersonId, begun: Instant): Decision[] {
		const board = this.#boards.get(id)!;
		// The record is in order of time, and others have gone on meanwhile: what was decided is done at the end.
		const at = endOf(this.#plan, begun);
		const [kind, gesture] = endingOf(signals, id, i, dayOf(wallClock(begun, this.#timeZone)));
		if (i % 3 === 2) return [];
		const before = stateOf(board.doc, id, card)!;
		board.tell({ at, person: leader, gesture: { ...gesture, card } as Gesture });
		const after = stateOf(board.doc, id, card)!;
		return [{ id: `o${i}-${leader}`, board: id, card, kind, by: leader, at, before, after, undone: null }];
	}
}

type Deed = Gesture extends infer G ? (G extends Gesture ? Omit<G, 'card'> : never) : never;

/** What nobody had gets somebody, what is stuck gets a reason, and the rest gets a new date. */
function endingOf(
	signals: WalkCard['signals'],
	board: BoardId,
	i: number,
	today: ReturnType<typeof dayOf>
): [Decision['kind'], Deed] {
	const people = peopleOf(board as string as Parameters<typeof peopleOf>[0]);
	if (signals[0] === 'unowned') return ['owner', { do: 'assign', owner: people[i % people.length]! }];
	const asks = `No change at the huddle: ${firstNameOf(NAMES[people[i % people.length]!]!)} asks again this week`;
	const comment = `k${today.replaceAll('-', '')}huddle${i}` as CommentId;
	if (signals[0] === 'blocked' || signals[0] === 'stuck') return ['unchanged', { do: 'comment', comment, text: asks }];
	return ['date', { do: 'due', due: `${workDayAfter(today, 2)}T12:00` as Due }];
}

/** The moment at which the plan's huddle was held so many weeks ago. */
function lastOn({ weekday, time }: HuddlePlan, now: Instant, timeZone: string, weeks: number): Instant {
	const today = dayOf(wallClock(now, timeZone));
	const back = ((weekdayOf(today) - weekday + 7) % 7 || 7) + (weeks - 1) * 7;
	const guess = Date.parse(`${addDays(today, -back)}T${time}:00Z`);
	const shown = Date.parse(`${wallClock(guess as Instant, timeZone)}:00Z`);
	return (guess - (shown - guess)) as Instant;
}

/** Some steps took a little long, the others were short. */
const usedBy = ({ seconds }: HuddlePlan) =>
	Object.fromEntries(stepsOf(seconds).map((step, i) => [step, seconds[step] * 1000 + (i % 2 ? -8_000 : 21_000)]));

const endOf = (plan: HuddlePlan, begun: Instant): Instant =>
	(begun + Object.values(usedBy(plan)).reduce((sum, ms) => sum + ms, 0)) as Instant;

/** How it went. */
function wholeOf(
	plan: HuddlePlan,
	list: Agenda,
	leader: PersonId,
	begun: Instant,
	decisions: readonly Decision[]
): Huddle {
	const [steps, ended] = [stepsOf(plan.seconds), endOf(plan, begun)];
	const position: Position = {
		...{ step: 'close', at: 0, since: ended, cardMs: 0, paused: false, ended: true },
		used: { ...NOTHING_USED, ...usedBy(plan) }
	};
	const term: Term = { n: 1, person: leader, by: leader, at: begun, from: position };
	const present = [...MANAGERS, ...BOARDS.flatMap((board) => peopleOf(board as never)).slice(0, 6)];
	return {
		...{ plan, agenda: list, begun, steps, term, terms: [term], leaders: [leader], position, decisions },
		...{ present: [...new Set(present)], absent: [], over: { at: ended, why: 'closed' } }
	};
}
