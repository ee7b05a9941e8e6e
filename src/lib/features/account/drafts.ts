import type { PersonId } from '#domain/ids.ts';

/** Words that somebody typed and has not handed over yet: a new card's title, a comment, what a card waits for. */
export type DraftPlace = `capture/${string}` | `comment/${string}` | `reason/${string}`;

const PREFIX = 'daybreak/draft/';

const keyOf = (person: PersonId, place: DraftPlace) => `${PREFIX}${person}/${place}`;

export function readDraft(person: PersonId, place: DraftPlace): string {
	try {
		return localStorage.getItem(keyOf(person, place)) ?? '';
	} catch {
		return '';
	}
}

/** Kept at every key stroke, so that a reload, a crash or a closed tab takes no word of it. An empty one is forgotten. */
export function keepDraft(person: PersonId, place: DraftPlace, text: string): void {
	try {
		if (text === '') localStorage.removeItem(keyOf(person, place));
		else localStorage.setItem(keyOf(person, place), text);
	} catch {
		// A full or forbidden storage: the words still stand in the field.
	}
}

export function countDrafts(person: PersonId): number {
	return keysOf(person).filter((key) => localStorage.getItem(key)?.trim()).length;
}

/** Everything this person typed and did not send goes from this device. */
export function forgetDrafts(person: PersonId): void {
	for (const key of keysOf(person)) localStorage.removeItem(key);
}

function keysOf(person: PersonId): string[] {
	try {
		return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${person}/`));
	} catch {
		return [];
	}
}
