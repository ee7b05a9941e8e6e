import type { Person } from '#domain/access/can.ts';
import type { DepartmentId } from '#domain/board/departments.ts';
import type { PersonId } from '#domain/ids.ts';

/** Of every account of the demo. */
export const DEMO_PASSWORD = 'daybreak-demo';

export interface DemoPerson extends Person {
	readonly email: string;
}

const staff = (name: string, department: DepartmentId): DemoPerson => someone(name, 'staff', department);
/** In a practice of this size somebody of the billing team looks after privacy, beside their work. */
const privacyOfficer = (person: DemoPerson): DemoPerson => ({ ...person, privacyOfficer: true });
const manager = (name: string): DemoPerson => someone(name, 'manager', 'management');

function someone(name: string, role: Person['role'], department: DepartmentId): DemoPerson {
	const id = name.split(' ')[0]!.toLowerCase();
	return { id: id as PersonId, name, role, privacyOfficer: false, departments: [department], email: `${id}@demo.test` };
}

/** Everybody at the demo practice, all invented; the first is the manager who set it up. */
export const DEMO_PEOPLE: readonly [DemoPerson, ...DemoPerson[]] = [
	manager('Maria Santos'),
	staff('Jamie Reyes', 'front-desk'),
	staff('Ana Petrova', 'front-desk'),
	staff('Lee Nakamura', 'clinical-team'),
	staff('Dana Kowalski', 'billing'),
	staff('Keisha Brown', 'front-desk'),
	staff('Priya Raman', 'clinical-team'),
	staff('Sam Ortiz', 'clinical-team'),
	staff('Grace Holm', 'clinical-team'),
	staff('Victor Osei', 'billing'),
	privacyOfficer(staff('Ruth Abelson', 'billing')),
	manager('Helen Park')
];

export function peopleOf(department: DepartmentId): PersonId[] {
	return DEMO_PEOPLE.filter(({ departments }) => departments.includes(department)).map(({ id }) => id);
}

export const MANAGERS = DEMO_PEOPLE.filter(({ role }) => role === 'manager').map(({ id }) => id);
