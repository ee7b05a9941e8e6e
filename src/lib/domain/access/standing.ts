import type { Role } from './can.ts';

/** The part of a person that decides whether somebody is left to manage the practice. */
interface Member {
	readonly id: string;
	readonly role: Role;
	readonly disabled: boolean;
}

/** Whether at least one active manager would remain once `after` stands in the place of the person with its id. */
export function keepsManager(people: readonly Member[], after: Member): boolean {
	return people
		.map((person) => (person.id === after.id ? after : person))
		.some(({ role, disabled }) => role === 'manager' && !disabled);
}

/** Whether somebody in this role opens boards by their departments, and so needs at least one. */
export function needsDepartments(role: Role): boolean {
	return role === 'staff' || role === 'viewer';
}
