import type { DepartmentId } from '#domain/board/departments.ts';
import { CONTENT } from './content/index.ts';
import type { DepartmentContent, Route, Standing, Task } from './content/task.ts';
import { CLINIC_DAY, CLINIC_WEEK } from './clinic-hours.ts';
import type { Dice } from './random.ts';

/** How far back the demo practice's record goes, in minutes of opening hours. */
export const SIX_WEEKS = 6 * CLINIC_WEEK;

/** What becomes of one card, in minutes of opening hours before the present. */
export interface CardPlan {
	readonly department: DepartmentId;
	/** What it may be about, best first; the next is for when this one's words are all used. */
	readonly tasks: readonly Task[];
	readonly route: Route;
	/** The column in which it stands unfinished; null for a finished card. */
	readonly column: Standing | null;
	readonly born: number;
	/** When it entered its present column, which for a finished card is the one for what is done. */
	readonly arrived: number;
	/** How long ago it was due; negative for what is yet to be. */
	readonly due: number;
	readonly unowned: boolean;
	readonly late: boolean;
	readonly blocked: boolean;
}

/** Every card of a department: what stands on its board this morning, and what it has finished in six weeks. */
export function planDepartment(department: DepartmentId, dice: Dice): CardPlan[] {
	const content = CONTENT[department];
	return [...openCards(department, content, dice), ...finishedCards(department, content, dice)];
}

function openCards(department: DepartmentId, content: DepartmentContent, dice: Dice): CardPlan[] {
	const cards = content.columns.flatMap((column) => {
		const tasks = dealer(
			content.tasks.filter(({ stands }) => stands.includes(column.column)),
			dice
		);
		return Array.from({ length: column.cards }, () => openCard(department, column, tasks(), dice));
	});
	return markBlocked(markLate(markUnowned(cards, content, dice), content, dice), content, dice);
}

function openCard(department: DepartmentId, column: Standing, tasks: readonly Task[], dice: Dice): CardPlan {
	const route = dice.pick(column.routes);
	const { daily } = tasks[0]!;
	const arrived = daily ? dice.between(4, 200) : dice.between(4, Math.sqrt(dice.next()) * column.days * CLINIC_DAY);
	const before = route.length === 0 ? 0 : dice.between(40, daily ? 120 : route.length * CLINIC_DAY);
	const due = -dice.between(30, daily ? 300 : column.ahead * CLINIC_DAY);
	const marks = { unowned: false, late: false, blocked: false };
	return { department, tasks, route, column, born: Math.min(arrived + before, SIX_WEEKS - 60), arrived, due, ...marks };
}

/** Some of what nobody has taken yet. */
function markUnowned(cards: readonly CardPlan[], { unowned, columns }: DepartmentContent, dice: Dice): CardPlan[] {
	const inbox = cards.filter(({ column }) => column === columns[0]);
	const chosen = new Set(dice.shuffled(inbox).slice(0, unowned));
	return cards.map((card) => (chosen.has(card) ? { ...card, unowned: true } : card));
}

/** Mostly by hours, a few by a day or two; and old enough to have been promised in time. */
function markLate(cards: readonly CardPlan[], { late, columns }: DepartmentContent, dice: Dice): CardPlan[] {
	const promised = cards.filter(({ column }) => column !== columns[0] && column!.days < 14);
	const chosen = new Set(dice.shuffled(promised).slice(0, late));
	return cards.map((card) => {
		if (!chosen.has(card)) return card;
		const due = dice.chance(0.7) ? dice.between(25, 300) : dice.between(300, 1.8 * CLINIC_DAY);
		const shift = Math.max(0, due + dice.between(45, card.tasks[0]!.daily ? 200 : CLINIC_DAY) - card.arrived);
		return { ...card, late: true, due, born: card.born + shift, arrived: card.arrived + shift };
	});
}

/** Those first that have a reason of their own to be stuck. */
function markBlocked(cards: readonly CardPlan[], { blocked, columns }: DepartmentContent, dice: Dice): CardPlan[] {
	const begun = dice.shuffled(cards.filter(({ column, arrived }) => column !== columns[0] && arrived > 20));
	const reasoned = begun.filter(({ tasks }) => tasks[0]?.stuck);
	const chosen = new Set([...reasoned, ...begun.filter((card) => !reasoned.includes(card))].slice(0, blocked));
	return cards.map((card) => (chosen.has(card) ? { ...card, blocked: true } : card));
}

function finishedCards(department: DepartmentId, content: DepartmentContent, dice: Dice): CardPlan[] {
	const inboxOnly = content.columns[0]!.column;
	const worth = content.tasks.filter(
		({ stands }) => stands.length !== 1 || stands[0] !== inboxOnly || dice.chance(0.5)
	);
	const tasks = dealer(worth, dice);
	return [0, 1, 2, 3, 4, 5].flatMap((week) => {
		const count = week === 0 ? content.finishedThisWeek : content.finishedEachWeekBefore + dice.whole(-1, 1);
		return Array.from({ length: count }, () => finishedCard(department, content, week, tasks(), dice));
	});
}

function finishedCard(
	department: DepartmentId,
	{ finishing }: DepartmentContent,
	week: number,
	tasks: readonly Task[],
	dice: Dice
): CardPlan {
	const { daily } = tasks[0]!;
	const route = dice.pick(finishing);
	const arrived = Math.min(week * CLINIC_WEEK + dice.between(10, CLINIC_WEEK - 200), SIX_WEEKS - 240);
	const born = Math.min(arrived + dice.between(60, daily ? 240 : route.length * 1.2 * CLINIC_DAY), SIX_WEEKS - 60);
	const late = dice.chance(0.15);
	const due = late
		? dice.between(arrived + 5, Math.max(arrived + 6, born - 65))
		: arrived - dice.between(0, daily ? 120 : 0.8 * CLINIC_DAY);
	const marks = { unowned: false, late, blocked: false };
	return { department, tasks, route, column: null, born, arrived, due, ...marks };
}

/**
 * Deals tasks like cards from a shuffled pack, so that none comes twice before each came once. What lies under a task
 * replaces it when its words are used up, but a routine of one day never replaces what takes longer.
 */
function dealer(tasks: readonly Task[], dice: Dice): () => readonly Task[] {
	let pack: readonly Task[] = [];
	let dealt = 0;
	return () => {
		if (dealt % tasks.length === 0) pack = dice.shuffled(tasks);
		const top = dealt % tasks.length;
		dealt += 1;
		const rest = [...pack.slice(top), ...pack.slice(0, top)];
		return rest.filter(({ daily }) => rest[0]!.daily || !daily);
	};
}
