import type { BoardId, PersonId } from '../ids.ts';
import type { DepartmentId } from '../board/departments.ts';

/**
 * `manager`: every board, and the practice itself. `staff`: works on the boards of their departments. `viewer`: reads
 * those. `none`: opens no board; for a privacy officer who does nothing else.
 */
export const ROLES = ['manager', 'staff', 'viewer', 'none'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who works at the practice, as every rule about rights sees them. */
export interface Person {
	readonly id: PersonId;
	readonly name: string;
	readonly role: Role;
	/** Reads the record, beside whatever the role allows. */
	readonly privacyOfficer: boolean;
	/** The boards that staff and viewers open; a manager opens all. */
	readonly departments: readonly DepartmentId[];
	/** Boards that are open to them in an emergency, as of the moment this person was read. */
	readonly emergencies?: readonly BoardId[];
}

export type BoardAction =
	'open-board' | 'edit-board' | 'show-presence' | 'manage-board' | 'restore-board' | 'break-glass';
export type PracticeAction = 'manage-people' | 'manage-practice' | 'read-record';

/** What a rule about rights asks of a board. */
export interface BoardRef {
	readonly id: BoardId;
	/** `practice`: everybody's who has a role on boards, such as the huddle of all departments. */
	readonly department: DepartmentId | 'practice';
}

/** Who may do what: the one rule that every route and every room asks. */
export function can(person: Person, action: PracticeAction): boolean;
export function can(person: Person, action: BoardAction, board: BoardRef): boolean;
export function can(person: Person, action: BoardAction | PracticeAction, board?: BoardRef): boolean {
	switch (action) {
		case 'manage-people':
		case 'manage-practice':
			return person.role === 'manager';
		case 'read-record':
			return person.role === 'manager' || person.privacyOfficer;
		case 'open-board':
			return board !== undefined && (belongsTo(person, board) || isEmergency(person, board));
		case 'edit-board':
		case 'show-presence':
			return (
				board !== undefined && (isEmergency(person, board) || (person.role !== 'viewer' && belongsTo(person, board)))
			);
		case 'manage-board':
		case 'restore-board':
			return board !== undefined && person.role === 'manager';
		case 'break-glass':
			return board !== undefined && person.role === 'staff' && !belongsTo(person, board);
	}
}

function belongsTo({ role, departments }: Person, board: BoardRef): boolean {
	switch (role) {
		case 'manager':
			return true;
		case 'staff':
		case 'viewer':
			return board.department === 'practice' || departments.includes(board.department);
		case 'none':
			return false;
	}
}

/** Of staff alone: whoever has become something else since has lost it. */
function isEmergency({ role, emergencies }: Person, board: BoardRef): boolean {
	return role === 'staff' && (emergencies?.includes(board.id) ?? false);
}
