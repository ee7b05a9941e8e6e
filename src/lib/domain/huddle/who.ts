import { can, type BoardRef, type Person } from '../access/can.ts';
import type { PersonId } from '../ids.ts';

/** Who of those that are here can end a board's cards: whoever works on it for good, its own department first. */
export function whoEnds<P extends Person>(people: readonly P[], board: BoardRef, here: ReadonlySet<PersonId>): P[] {
	const own = ({ departments }: P) => departments.some((department) => department === board.department);
	return people
		.filter((person) => here.has(person.id) && can({ ...person, emergencies: [] }, 'edit-board', board))
		.sort((a, b) => Number(own(b)) - Number(own(a)));
}
