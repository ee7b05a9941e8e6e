import { DEPARTMENTS, type DepartmentId } from '#domain/board/departments.ts';
import type { Instant } from '#domain/ids.ts';
import { firstNameOf } from '#domain/people.ts';
import { tellCard, type WrittenCard } from './card-story.ts';
import { clinicHours, type ClinicHours } from './clinic-hours.ts';
import type { TimedGesture } from './gestures.ts';
import { DEMO_PEOPLE, peopleOf } from './people.ts';
import { planDepartment, SIX_WEEKS, type CardPlan } from './plan.ts';
import { diceOf, type Dice } from './random.ts';
import { wordingFor } from './wording.ts';

export const DEFAULT_SEED = 20_260;

export interface DemoStory {
	/** When the practice began to use its boards. */
	readonly begins: Instant;
	/** What the staff did on each board since, oldest first. */
	readonly boards: Readonly<Record<DepartmentId, readonly TimedGesture[]>>;
}

/**
 * Six weeks of an invented practice, up to now: the same for the same seed, minute and time zone. Nothing in it lies
 * in the future, and every gesture is one that the board's rules allow.
 */
export function demoStory(seed: number, now: Instant, timeZone: string): DemoStory {
	const dice = diceOf(seed);
	const hours = clinicHours(now, timeZone);
	const titles = new Set<string>();
	const patients = new Set<string>();
	const boards = DEPARTMENTS.map((department) => {
		const cards = planDepartment(department, dice).map((plan) => write(plan, dice, hours, titles, patients));
		const gestures = cards.flatMap((card) => tellCard(card, dice, hours));
		return [department, gestures.sort((a, b) => a.at - b.at)] as const;
	});
	return {
		begins: hours.ago(SIX_WEEKS - 1),
		boards: Object.fromEntries(boards) as Record<DepartmentId, TimedGesture[]>
	};
}

/** Finds words for a card that no other card has. */
function write(
	plan: CardPlan,
	dice: Dice,
	hours: ClinicHours,
	titles: Set<string>,
	patients: Set<string>
): WrittenCard {
	const owner = dice.pick(peopleOf(plan.department));
	const name = firstNameOf(DEMO_PEOPLE.find(({ id }) => id === owner)!.name);
	for (const task of plan.tasks) {
		for (let attempt = 0; attempt < 5; attempt += 1) {
			const wording = wordingFor(dice, hours.clockAgo(plan.born), name);
			const title = wording(task.title);
			if (titles.has(title)) continue;
			titles.add(title);
			return { plan, task, owner, title, wording, patient: task.patient ? newPatient(dice, patients) : null };
		}
	}
	throw new Error('the demo has run out of words');
}

/** Initials and a chart number: `J.M. 4821`. */
function newPatient(dice: Dice, known: Set<string>): string {
	const letters = 'ABCDEFGHJKLMNOPRSTVW';
	for (;;) {
		const number = String(dice.whole(1000, 9899));
		if (known.has(number)) continue;
		known.add(number);
		return `${dice.pick([...letters])}.${dice.pick([...letters])}. ${number}`;
	}
}
