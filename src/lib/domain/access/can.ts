import type { PersonId } from '../ids.ts';
import type { DepartmentId } from '../board/departments.ts';

export const ROLES = ['manager', 'staff'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who works at the practice, as every rule about rights sees them. */
export interface Person {
	readonly id: PersonId;
	readonly name: string;
	readonly role: Role;
	/** The boards that a member of staff opens; a manager opens all. */
	readonly departments: readonly DepartmentId[];
}

export type BoardAction = 'open-board' | 'edit-board' | 'restore-board';
export type PracticeAction = 'invite-people';

/** Who may do what: the one rule that every route and every room asks. */
export function can(person: Person, action: PracticeAction): boolean;
export function can(person: Person, action: BoardAction, board: { readonly department: DepartmentId }): boolean;
export function can(
	person: Person,
	action: BoardAction | PracticeAction,
	board?: { readonly department: DepartmentId }
): boolean {
	switch (action) {
		case 'invite-people':
			return person.role === 'manager';
		case 'open-board':
		case 'edit-board':
			return board !== undefined && (person.role === 'manager' || person.departments.includes(board.department));
		case 'restore-board':
			return board !== undefined && person.role === 'manager';
	}
}
