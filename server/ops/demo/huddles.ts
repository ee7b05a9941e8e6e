import { agenda, walkedBoard, type WalkedBoard } from '#domain/huddle/agenda.ts';
import { nextHuddle, SECONDS, stepsOf, type HuddlePlan, type PlanId } from '#domain/huddle/plan.ts';
import { lastOf, minutesOf } from '#domain/huddle/record.ts';
import { NOTHING_USED, type CardState, type Decision, type Position } from '#domain/huddle/schema.ts';
import type { Huddle } from '#domain/huddle/state.ts';
import type { BoardId, Due, Instant, PersonId } from '#domain/ids.ts';
import { addDays, dayOf, wallClock, weekdayOf } from '#domain/time.ts';
import type { Huddles } from '../../ports/huddles.ts';
import type * as Y from 'yjs';
import { MANAGERS, peopleOf } from './people.ts';

const DAY_MS = 86_400_000;
const BOARDS = ['front-desk', 'clinical-team', 'billing', 'management'] as readonly string[] as readonly BoardId[];

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

/** Writes the plans and the minutes of the two weeks before, over the boards as they are today. */
export function seedHuddles(
	huddles: Huddles,
	docs: ReadonlyMap<BoardId, Y.Doc>,
	{ now, timeZone }: { readonly now: Instant; readonly timeZone: string }
): void {
	const plans = demoPlans();
	for (const plan of plans) huddles.putPlan(plan, now);
	const [plan] = plans;
	const today = [...docs].map(([id, doc]) => walkedBoard(id, doc));
	for (const weeks of [2, 1]) held(huddles, plan!, today, lastOn(plan!, now, timeZone, weeks), timeZone, weeks);
}

/** The moment at which the plan's huddle was held so many weeks ago. */
function lastOn({ weekday, time }: HuddlePlan, now: Instant, timeZone: string, weeks: number): Instant {
	const today = dayOf(wallClock(now, timeZone));
	const back = ((weekdayOf(today) - weekday + 7) % 7 || 7) + (weeks - 1) * 7;
	const guess = Date.parse(`${addDays(today, -back)}T${time}:00Z`);
	const shown = Date.parse(`${wallClock(guess as Instant, timeZone)}:00Z`);
	return (guess - (shown - guess)) as Instant;
}

function held(
	huddles: Huddles,
	plan: HuddlePlan,
	boards: readonly WalkedBoard[],
	begun: Instant,
	timeZone: string,
	weeks: number
): void {
	const then = boards.map((board) => ({
		...board,
		cards: board.cards.filter(({ origin }) => (origin?.at ?? 0) < begun)
	}));
	const clock = wallClock(begun, timeZone);
	const minutes = huddles.last(plan.id);
	const moment = { now: begun, clock, next: nextHuddle(plan, clock) };
	const since = (begun - 7 * DAY_MS) as Instant;
	const list = agenda(then, minutes && lastOf(minutes), since, moment, timeZone);
	const leader = plan.leaders[weeks % plan.leaders.length]!;
	const id = `h${weeks}weeksago` as BoardId;
	const agendaThen = { ...list, walk: list.walk.slice(0, 18 + weeks * 3) };
	huddles.begin({ id, plan, title: 'Lantern Street Therapy', agenda: agendaThen, leader, by: leader, now: begun });
	const huddle = finished(plan, agendaThen, leader, begun, boards);
	huddles.keepMinutes(id, minutesOf(huddle, huddle.over!.at));
}

/** How it went: some cards got a new date, one was parked, one stayed as it was, and the walk took a little long. */
function finished(
	plan: HuddlePlan,
	list: Huddle['agenda'],
	leader: PersonId,
	begun: Instant,
	boards: readonly WalkedBoard[]
): Huddle {
	const steps = stepsOf(plan.seconds);
	const used = Object.fromEntries(
		steps.map((step, i) => [step, plan.seconds[step] * 1000 + (i % 2 ? -8_000 : 21_000)])
	);
	const lasted = Object.values(used).reduce((sum, ms) => sum + ms, 0);
	const ended = (begun + lasted) as Instant;
	const position: Position = {
		...{ step: 'close', at: 0, since: ended, cardMs: 0, paused: false, ended: true },
		used: { ...NOTHING_USED, ...used }
	};
	const kinds = ['date', 'done', 'date', 'park', 'owner', 'unchanged', 'date', 'hand-over'] as const;
	const decisions = list.walk
		.filter((_, i) => i % 2 === 0)
		.slice(0, kinds.length)
		.flatMap((ref, i): Decision[] => {
			const card = boards.find(({ board }) => board === ref.board)?.cards.find(({ id }) => id === ref.card);
			if (!card) return [];
			const after: CardState = { board: ref.board, column: card.place.column, owner: card.owner, due: card.due };
			const before = { ...after, due: card.due && (`${addDays(dayOf(card.due), -6)}` as Due) };
			const kind = kinds[i] === 'hand-over' ? 'park' : kinds[i]!;
			const at = (begun + 120_000 + i * 40_000) as Instant;
			return [
				{ id: `o${i}-${leader}`, board: ref.board, card: ref.card, kind, by: leader, at, before, after, undone: null }
			];
		});
	const term = { n: 1, person: leader, by: leader, at: begun, from: position };
	const present = [...MANAGERS, ...BOARDS.flatMap((board) => peopleOf(board as never)).slice(0, 6)];
	return {
		...{ plan, agenda: list, begun, steps, term, leaders: [leader], position, decisions },
		...{ present: [...new Set(present)], absent: [], over: { at: ended, why: 'closed' } }
	};
}
