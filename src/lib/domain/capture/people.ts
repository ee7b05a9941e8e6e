import { fold } from '../fold.ts';
import type { PersonId } from '../ids.ts';

/** Somebody who can be named in a line or a comment. */
export interface Named {
	readonly id: PersonId;
	readonly name: string;
}

/** Who a name can mean, and how many words of the text it takes. */
export interface NameMatch {
	readonly people: readonly PersonId[];
	readonly words: number;
}

const TITLES = ['dr', 'mr', 'mrs', 'ms', 'prof'];

/** Everybody's words are asked for again and again while somebody types a line. */
const known = new Map<string, string[]>();

/** A name's words in small letters without accents, its title left out. */
export function nameWords(name: string): readonly string[] {
	const cached = known.get(name);
	if (cached) return cached;
	if (known.size > 1_000) known.clear();
	const words = fold(name).replace(/[.,]/g, ' ').split(/\s+/).filter(Boolean);
	const plain = words.filter((word) => !TITLES.includes(word));
	known.set(name, plain.length > 0 ? plain : words);
	return known.get(name)!;
}

/** The names of one person in the order in which they count: each may be all that is written. */
function namesOf(person: Named): string[][] {
	const words = nameWords(person.name);
	const last = words.length > 1 ? words.at(-1)! : words[0]!;
	const initials = words.map((word) => [...word][0]).join('');
	return [[words[0]!], [initials, [...words[0]!][0]! + [...last][0]!], [last]];
}

/**
 * Who the words behind an `@` mean: a full name first, then a first name, initials, a last name, and the beginning of
 * a first name. The first of these that anybody answers to decides, so `@ana` is Ana also beside an Anabel. When
 * several people answer, the next word tells them apart if it begins a last name: `@ana p`.
 *
 * @param words what stands behind the `@`, folded, one or more.
 * @param begun whether the beginning of a name counts too.
 */
export function whoIs(words: readonly string[], people: readonly Named[], begun = true): NameMatch {
	const [first = '', second = ''] = words;
	if (first === '') return { people: [], words: 0 };
	for (const length of [4, 3, 2]) {
		if (words.length < length) continue;
		const written = words.slice(0, length).join(' ');
		const full = people.filter(({ name }) => nameWords(name).join(' ') === written);
		if (full.length > 0) return { people: full.map(({ id }) => id), words: length };
	}
	const ranks: ((person: Named) => boolean)[] = [
		(person) => nameWords(person.name).join('') === first.replace(/[._-]/g, ''),
		...[0, 1, 2].map((rank) => (person: Named) => namesOf(person)[rank]!.includes(first)),
		(person) => begun && first.length > 1 && nameWords(person.name)[0]!.startsWith(first)
	];
	const found = ranks.map((rank) => people.filter(rank)).find((some) => some.length > 0) ?? [];
	const told = found.length > 1 && second !== '' ? found.filter((person) => begins(person, second)) : [];
	if (told.length === 1) return { people: [told[0]!.id], words: 2 };
	return { people: found.map(({ id }) => id), words: 1 };
}

function begins(person: Named, word: string): boolean {
	const words = nameWords(person.name);
	return words.length > 1 && words.at(-1)!.startsWith(word);
}

/** The shortest thing to write behind an `@` that means this person and nobody else. */
export function shortName(person: Named, people: readonly Named[]): string {
	const first = person.name.trim().split(/\s+/)[0] ?? person.name;
	const meant = whoIs([fold(first)], people).people;
	return meant.length === 1 && meant[0] === person.id ? first : person.name.trim().replace(/\s+/g, ' ');
}
