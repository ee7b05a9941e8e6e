import type { DepartmentId } from '#domain/board/departments.ts';
import type { BoardId, Instant, LineageId } from '#domain/ids.ts';

export interface BoardSummary {
	readonly id: BoardId;
	readonly department: DepartmentId;
	readonly title: string;
	readonly lineage: LineageId;
}

/** The practice's boards, without what stands on them. */
export interface BoardDirectory {
	/** In the order of set-up. */
	list(): readonly BoardSummary[];

	/** Creates one board a department. Runs inside the caller's transaction and must throw to undo it. */
	create(departments: readonly DepartmentId[], now: Instant): void;
}
