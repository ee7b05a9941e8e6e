import { mentionsIn } from '#domain/board/mentions.ts';
import type { Named } from '#domain/capture/people.ts';
import type { PersonId } from '#domain/ids.ts';

/** A piece of a comment; with a person where it names one. */
export interface Part {
	readonly text: string;
	readonly person: PersonId | null;
}

/** A comment's words in their order, the names in it for themselves. */
export function partsOf(text: string, people: readonly Named[]): Part[] {
	const parts: Part[] = [];
	let at = 0;
	for (const { person, from, to } of mentionsIn(text, people)) {
		if (from > at) parts.push({ text: text.slice(at, from), person: null });
		parts.push({ text: text.slice(from, to), person });
		at = to;
	}
	if (at < text.length || parts.length === 0) parts.push({ text: text.slice(at), person: null });
	return parts;
}
