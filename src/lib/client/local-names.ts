import type { BoardId, LineageId, PersonId } from '#domain/ids.ts';

/** Whose copies, on a device that several people of several practices may use. */
export interface Owner {
	readonly practice: string;
	readonly person: PersonId;
}

const startOf = ({ practice, person }: Owner): string => `daybreak/${practice}/${person}/`;

export const keptName = (owner: Owner): string => `${startOf(owner)}kept`;

export function boardCopyName(owner: Owner, board: BoardId, lineage: LineageId): string {
	return `${startOf(owner)}${board}/${lineage}`;
}

/** @returns null for a database that is no copy of a board of this person's. */
export function boardCopyNamed(owner: Owner, name: string): { board: BoardId; lineage: LineageId } | null {
	if (!name.startsWith(startOf(owner))) return null;
	const [board, lineage] = name.slice(startOf(owner).length).split('/');
	return board && lineage ? { board: board as BoardId, lineage: lineage as LineageId } : null;
}

export function isSameOwner(one: Owner, other: Owner): boolean {
	return one.practice === other.practice && one.person === other.person;
}

/** Whose database it is; null for one that is nobody's in particular. */
export function ownerNamed(name: string): Owner | null {
	const [product, practice, person, rest] = name.split('/');
	return product === 'daybreak' && practice && person && rest ? { practice, person: person as PersonId } : null;
}
