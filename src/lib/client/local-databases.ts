import type { PersonId } from '#domain/ids.ts';

/** Deletes every local copy of this person on this device, edits that never reached the server included. */
export async function forgetPerson(_practice: string, _person: PersonId): Promise<void> {}

/** How many edits of this person on this device the server does not hold; to be asked before signing out. */
export async function countUnsaved(_practice: string, _person: PersonId): Promise<number> {
	return 0;
}
