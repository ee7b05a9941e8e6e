import { fold } from '../fold.ts';
import { SAFE_WORDS } from './safe-words.ts';

/** Letters of a title beyond this cannot be read from five metres anyway. */
const MOST_LETTERS = 80;

/** Stands where words were left out. */
const LEFT_OUT = '…';

/**
 * A title as a wall for staff may show it: only words that are known to name nobody, in their order, with one mark for
 * each run of others. What holds a digit (a phone, a date, a record) is never shown.
 *
 * @returns null when nothing would be left.
 */
export function safeTitle(title: string): string | null {
	const words: string[] = [];
	for (const word of title.slice(0, 400).split(/\s+/).filter(Boolean)) {
		if (isSafe(word)) words.push(word);
		else if (words.at(-1) !== LEFT_OUT) words.push(LEFT_OUT);
	}
	if (words.every((word) => word === LEFT_OUT)) return null;
	const text = words.join(' ');
	return text.length <= MOST_LETTERS ? text : `${text.slice(0, text.lastIndexOf(' ', MOST_LETTERS))} ${LEFT_OUT}`;
}

/** Between letters only what words are written with: `a,b` is two words, and one of them might be a name. */
function isSafe(word: string): boolean {
	const bare = fold(word)
		.replace(/’/g, "'")
		.replace(/^[("'“]+|[)"'”.,;:!?]+$/g, '');
	return bare !== '' && (SAFE_WORDS.has(bare) || bare.split(/[/&-]/).every((part) => SAFE_WORDS.has(part)));
}

/** The patient's initials, at most two, or null for a reference without letters. `J.M.`, `Jane Moe` and `Moe, Jane #12` differ. */
export function patientToken(reference: string | null): string | null {
	const words = (reference ?? '').match(/\p{L}+/gu) ?? [];
	const [only] = words;
	if (only === undefined) return null;
	const letters = words.length === 1 && /^\p{Lu}{2,3}$/u.test(only) ? [...only] : words.map((word) => [...word][0]!);
	const shown = letters.length > 2 ? [letters[0]!, letters.at(-1)!] : letters;
	return shown.map((letter) => `${letter.toUpperCase()}.`).join('');
}
