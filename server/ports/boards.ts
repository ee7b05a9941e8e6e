import type { DepartmentId } from '#domain/board/departments.ts';
import type { Audience } from '#domain/huddle/plan.ts';
import type { BoardId, Instant, LineageId } from '#domain/ids.ts';

export interface BoardSummary {
	readonly id: BoardId;
	readonly department: DepartmentId;
	readonly title: string;
	readonly lineage: LineageId;
}

/** What is shared live: a department's board, or a huddle while it is held. */
export type DocumentKind = 'board' | 'huddle';

/** A document by its address: whose it is decides who may come in. */
export interface DocumentRef {
	readonly id: BoardId;
	readonly department: Audience;
	readonly title: string;
	readonly lineage: LineageId;
	readonly kind: DocumentKind;
}

/** The practice's boards, without what stands on them. */
export interface BoardDirectory {
	/** In the order of set-up. */
	list(): readonly BoardSummary[];

	/** Any live document, boards and huddles alike; null when there is none of this id. */
	find(id: BoardId): DocumentRef | null;

	/** Creates one board a department. Runs inside the caller's transaction and must throw to undo it. */
	create(departments: readonly DepartmentId[], now: Instant): void;
}
