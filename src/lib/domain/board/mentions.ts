import { whoIs, type Named } from '../capture/people.ts';
import { fold } from '../fold.ts';
import type { PersonId } from '../ids.ts';

/** A colleague named in a comment, and the letters that name them, the `@` included. */
export interface Mention {
	readonly person: PersonId;
	readonly from: number;
	readonly to: number;
}

const NAME =
	/(?<![\p{L}\p{N}_.@])@([\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*(?:\.[\p{L}\p{N}'’_-]+)*)((?:[ ][\p{L}][\p{L}\p{M}'’-]*){0,3})/gu;

/**
 * The colleagues that a comment speaks to. Only whole names count, and a name that several people have means nobody:
 * better no notice than one to the wrong person.
 */
export function mentionsIn(text: string, people: readonly Named[]): Mention[] {
	return [...text.matchAll(NAME)].flatMap((match): Mention[] => {
		const words = [match[1]!, ...match[2]!.split(' ').filter(Boolean)];
		const { people: who, words: taken } = whoIs(words.map(fold), people, false);
		if (who.length !== 1) return [];
		const length = words.slice(0, taken).join(' ').length;
		return [{ person: who[0]!, from: match.index, to: match.index + 1 + length }];
	});
}
