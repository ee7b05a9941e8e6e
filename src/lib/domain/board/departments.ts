import type { ColumnKind } from './schema.ts';

export const DEPARTMENTS = ['front-desk', 'clinical-team', 'billing', 'management'] as const;

/** A part of the practice with a board of its own. */
export type DepartmentId = (typeof DEPARTMENTS)[number];

export interface ColumnTemplate {
	readonly title: string;
	readonly kind: ColumnKind;
}

export interface DepartmentTemplate {
	readonly title: string;
	/** Who and what belongs here, in one line for the set-up page. */
	readonly about: string;
	readonly columns: readonly ColumnTemplate[];
}

const column = (title: string, kind: ColumnKind): ColumnTemplate => ({ title, kind });

/** The boards that set-up creates, as practices name their columns. */
export const DEPARTMENT_TEMPLATES: Readonly<Record<DepartmentId, DepartmentTemplate>> = {
	'front-desk': {
		title: 'Front Desk',
		about: 'Scheduling, intake, insurance and patient calls',
		columns: [
			column('Inbox', 'inbox'),
			column('To do', 'todo'),
			column('Doing', 'doing'),
			column('Contacted, waiting', 'waiting'),
			column('Verify benefits', 'doing'),
			column('Done', 'done')
		]
	},
	'clinical-team': {
		title: 'Clinical Team',
		about: 'Notes, plans of care, progress reports',
		columns: [
			column('Inbox', 'inbox'),
			column('To do', 'todo'),
			column('In progress', 'doing'),
			column('Awaiting signature', 'waiting'),
			column('Co-sign or review', 'doing'),
			column('Done', 'done')
		]
	},
	billing: {
		title: 'Billing',
		about: 'Claims, denials, authorisations',
		columns: [
			column('Inbox', 'inbox'),
			column('To verify', 'todo'),
			column('Ready to submit', 'doing'),
			column('Submitted', 'waiting'),
			column('Denied', 'todo'),
			column('Appeal', 'doing'),
			column('Paid or closed', 'done')
		]
	},
	management: {
		title: 'Management',
		about: 'Audits, training, improvements',
		columns: [
			column('Ideas and problems', 'inbox'),
			column('This month', 'todo'),
			column('Doing', 'doing'),
			column('Escalated, waiting', 'waiting'),
			column('Parking lot', 'waiting'),
			column('Done', 'done')
		]
	}
};

export function isDepartment(value: unknown): value is DepartmentId {
	return DEPARTMENTS.some((department) => department === value);
}
