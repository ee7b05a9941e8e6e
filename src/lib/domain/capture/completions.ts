import { CATEGORIES, PRIORITIES } from '../board/schema.ts';
import { fold } from '../fold.ts';
import type { PersonId } from '../ids.ts';
import { nameWords, shortName, type Named } from './people.ts';

/** What may stand in place of the mark that is being typed. */
export interface Completions {
	readonly kind: 'owner' | 'tag' | 'priority';
	/** The letters to replace. */
	readonly from: number;
	readonly to: number;
	readonly options: readonly Completion[];
}

export interface Completion {
	readonly label: string;
	/** What to write, the mark included. */
	readonly insert: string;
	readonly person?: PersonId;
}

const MOST = 8;

/**
 * What the mark at the caret may become: people by any of their names or their initials, categories and labels,
 * priorities. Also behind a first name and a blank, as long as that tells several people apart.
 *
 * @returns null when no mark is being typed, or nothing begins like it.
 */
export function completions(
	line: string,
	caret: number,
	people: readonly Named[],
	labels: readonly string[] = []
): Completions | null {
	const typed = /(?<![^\s(])([@#!])((?:[^\s@#!]| (?=[^\s@#!]*$))*)$/u.exec(line.slice(0, caret));
	if (!typed) return null;
	const [, mark, written = ''] = typed;
	const query = fold(written).trimStart();
	const at = { from: typed.index, to: caret };
	const all = mark === '@' ? peopleLike(query, people) : /\s/.test(query) ? [] : wordsLike(mark!, query, labels);
	if (all.length === 0) return null;
	return { kind: mark === '@' ? 'owner' : mark === '#' ? 'tag' : 'priority', ...at, options: all.slice(0, MOST) };
}

function peopleLike(query: string, people: readonly Named[]): Completion[] {
	const ranked = people
		.map((person) => ({ person, rank: rankOf(query, person) }))
		.filter(({ rank }) => rank !== null)
		.sort((a, b) => a.rank! - b.rank! || (a.person.name < b.person.name ? -1 : 1));
	if (query.includes(' ') && ranked.length < 2 && !ranked.some(({ person }) => isPart(query, person))) return [];
	return ranked.map(({ person }) => {
		return { label: person.name, insert: `@${shortName(person, people)}`, person: person.id };
	});
}

/** A last name has been begun, not only the blank after a first name. */
function isPart(query: string, person: Named): boolean {
	const words = nameWords(person.name);
	return !query.endsWith(' ') && words.join(' ').startsWith(query) && query !== words[0];
}

function rankOf(query: string, { name }: Named): number | null {
	const words = nameWords(name);
	if (words.join(' ').startsWith(query)) return 0;
	if (words.some((word) => word.startsWith(query))) return 1;
	return words
		.map((word) => [...word][0])
		.join('')
		.startsWith(query)
		? 2
		: null;
}

function wordsLike(mark: string, query: string, labels: readonly string[]): Completion[] {
	const names: readonly string[] =
		mark === '!' ? PRIORITIES.filter((one) => one !== 'routine') : [...CATEGORIES, ...labels];
	return names
		.filter((name) => fold(name).replace(/\s+/g, '-').startsWith(query))
		.map((name) => ({ label: name, insert: mark + fold(name).replace(/\s+/g, '-') }));
}
