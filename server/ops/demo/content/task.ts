import type { Category } from '#domain/board/schema.ts';

/**
 * A task as staff would write it on a card. In its words `{doctor}` and the like stand for something that differs
 * from card to card, and `{this|that}` for one of the given words.
 */
export interface Task {
	readonly title: string;
	/** The columns in which one may stand unfinished. */
	readonly stands: readonly string[];
	readonly category: Category;
	/** Whether it is about one patient, whose short reference goes on the card. */
	readonly patient?: boolean;
	/** A routine of one day, done within it. */
	readonly daily?: boolean;
	readonly about?: string;
	/** What is said while it is under way. */
	readonly says?: readonly string[];
	/** What is said when it is done. */
	readonly ends?: string;
	readonly stuck?: string;
}

/** How a department's board looks on an ordinary morning. */
export interface DepartmentContent {
	/** How many unfinished cards stand in each column, and the columns a card may have come through. */
	readonly columns: readonly Standing[];
	/** The ways to done. */
	readonly finishing: readonly Route[];
	readonly tasks: readonly Task[];
	/** What anybody there might say about any card. */
	readonly remarks: readonly string[];
	readonly obstacles: readonly string[];
	readonly unowned: number;
	readonly late: number;
	readonly blocked: number;
	readonly finishedThisWeek: number;
	readonly finishedEachWeekBefore: number;
}

/** Columns in the order a card passed them, the first one being where it was written down. */
export type Route = readonly string[];

export interface Standing {
	readonly column: string;
	readonly cards: number;
	readonly routes: readonly Route[];
	/** How many working days a card has stood here at most. */
	readonly days: number;
	/** How many working days ahead it may be due. */
	readonly ahead: number;
}

type Words = Omit<Task, 'stands' | 'category'>;

/** Tasks of one kind that may stand in the same columns. */
export function standing(stands: readonly string[], category: Category, tasks: readonly Words[]): Task[] {
	return tasks.map((task) => ({ ...task, stands, category }));
}
