import { hiddenIn, lineOf } from './key-ring.ts';
import type { Owner } from './local-names.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Draft } from './unsent-work.ts';
import { vault } from './vault.ts';

/** Words that somebody typed and has not handed over yet: a new card's title, a comment, a step, what a card waits for. */
export type DraftPlace = `capture/${string}` | `comment/${string}` | `reason/${string}` | `step/${string}`;

const PREFIX = 'daybreak/draft/';

/** Readable in this page's memory alone; the device has them hidden with their person's key. */
let open: { readonly owner: Owner; readonly texts: Map<string, string> } | null = null;

/** Takes in hand what this person left on the device. Lines of a version without keys are hidden now. */
export async function openDrafts(owner: Owner): Promise<void> {
	const ring = vault.ringFor(owner);
	const texts = new Map<string, string>();
	for (const key of keysOf(owner.person)) {
		const line = localStorage.getItem(key) ?? '';
		const hidden = hiddenIn(line);
		const text = hidden ? await ring.openJson<string>(hidden, key) : line;
		if (text === null) continue;
		texts.set(key, text);
		if (!hidden) localStorage.setItem(key, lineOf(await ring.hideJson(text, key)));
	}
	open = { owner, texts };
}

/** The screen is locked, or its person has left: the words go out of this page's memory. */
export function closeDrafts(): void {
	open = null;
}

export function readDraft(person: PersonId, place: DraftPlace): string {
	return open?.texts.get(keyOf(person, place)) ?? '';
}

/** Kept at every key stroke, so that a reload, a crash or a closed tab takes no word of it. An empty one is forgotten. */
export function keepDraft(person: PersonId, place: DraftPlace, text: string): void {
	const key = keyOf(person, place);
	if (open?.owner.person !== person) return;
	if (text === '') {
		open.texts.delete(key);
		remove(key);
		return;
	}
	open.texts.set(key, text);
	void write(open, key, text);
}

/** Only what is still so by the time it is hidden: letters are typed faster than they are written. */
async function write(from: NonNullable<typeof open>, key: string, text: string): Promise<void> {
	try {
		const hidden = await vault.ringFor(from.owner).hideJson(text, key);
		if (from.texts.get(key) === text) localStorage.setItem(key, lineOf(hidden));
	} catch {
		// A full or forbidden storage: the words still stand in the field.
	}
}

export function countDrafts(person: PersonId): number {
	return draftsOf(person).length;
}

export function draftsOf(person: PersonId): Draft[] {
	if (open?.owner.person !== person) return [];
	const start = keyOf(person, '');
	const drafts = [...open.texts].map(([key, text]) => ({ place: key.slice(start.length), text }));
	return drafts.filter(({ text }) => text.trim() !== '');
}

/** What was sealed is back in its field, unless its person has begun to write something else there. */
export function putBackDrafts(person: PersonId, drafts: readonly Draft[]): void {
	for (const { place, text } of drafts) {
		if (readDraft(person, place as DraftPlace).trim() === '') keepDraft(person, place as DraftPlace, text);
	}
}

/** Everything this person typed and did not send goes from this device. */
export function forgetDrafts(person: PersonId): void {
	for (const key of keysOf(person)) remove(key);
	if (open?.owner.person === person) open.texts.clear();
}

/** What lies there as it was typed, from a version without keys, of anybody. */
export function plainDrafts(): { readonly person: PersonId; readonly draft: Draft }[] {
	return allKeys().flatMap((key) => {
		const line = localStorage.getItem(key) ?? '';
		const [person, ...place] = key.slice(PREFIX.length).split('/');
		return hiddenIn(line) || !person
			? []
			: [{ person: person as PersonId, draft: { place: place.join('/'), text: line } }];
	});
}

const keyOf = (person: PersonId, place: DraftPlace | ''): string => `${PREFIX}${person}/${place}`;

const keysOf = (person: PersonId): string[] => allKeys().filter((key) => key.startsWith(keyOf(person, '')));

function allKeys(): string[] {
	try {
		return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
	} catch {
		return [];
	}
}

function remove(key: string): void {
	try {
		localStorage.removeItem(key);
	} catch {
		// A forbidden storage holds nothing.
	}
}
