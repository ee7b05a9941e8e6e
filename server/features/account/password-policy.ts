import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { wrongField } from '../../http/body.ts';
import { say, type Sentence } from '../../http/say.ts';

/** Who chooses a password: their own words are the first that somebody else would try. */
export interface Chooser {
	readonly name: string;
	readonly email: string;
	readonly practice: string | null;
}

const LIST = new URL('./breached-passwords.bin', import.meta.url);
const HASH_BYTES = 5;
/** Fewer different characters than this, and it is a pattern rather than a password. */
const FEWEST_CHARACTERS = 5;
/** Characters that follow their neighbour in the alphabet or on the dial, as in 987654321098. */
const MOST_NEIGHBOURS = 0.7;
/** What has to be left of a password beside its chooser's own words. */
const FEWEST_OTHERS = 6;
const SHORTEST_OWN_WORD = 4;

/** @throws {Problem} 422 at `field`, saying why somebody else would find this password soon. */
export function refuseWeakPassword(password: string, chooser: Chooser, field: string): void {
	const why = weaknessOf(password, chooser);
	if (why) throw wrongField(field, why);
}

/** Length is the form's to see to; this is what length does not help against. Null when nothing is wrong. */
export function weaknessOf(password: string, chooser: Chooser): Sentence | null {
	const plain = password.normalize('NFKC').toLowerCase();
	if (isPattern(plain)) return say('passwordPattern');
	if (isListed(plain)) return say('passwordListed');
	if (stemsOf(plain).some(isListed)) {
		return say('passwordAlmostListed');
	}
	if (isMadeOfOwnWords(plain, chooser)) {
		return say('passwordOwnWords');
	}
	return null;
}

function isPattern(plain: string): boolean {
	const points = [...plain].map((character) => character.codePointAt(0)!);
	const neighbours = points.slice(1).filter((point, i) => [0, 1, 9].includes(Math.abs(point - points[i]!)));
	return new Set(points).size < FEWEST_CHARACTERS || neighbours.length > points.length * MOST_NEIGHBOURS;
}

/** What is left when digits and signs around a word go, or a word that stands there twice is read once. */
function stemsOf(plain: string): string[] {
	const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
	return [bare, onceOf(plain), onceOf(bare)].filter((stem) => stem !== plain && stem.length >= FEWEST_OTHERS);
}

function onceOf(text: string): string {
	return /^(.+?)\1+$/u.exec(text)?.[1] ?? text;
}

function isMadeOfOwnWords(plain: string, { name, email, practice }: Chooser): boolean {
	const words = `${name} ${email} ${practice ?? ''} daybreak`
		.normalize('NFKC')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u);
	const own = words.filter((word) => word.length >= SHORTEST_OWN_WORD).sort((a, b) => b.length - a.length);
	const rest = own.reduce((text, word) => text.replaceAll(word, ' '), plain);
	return rest !== plain && rest.replace(/[^\p{L}]/gu, '').length < FEWEST_OTHERS;
}

let list: Buffer | null = null;

/** Read when the first password is chosen, which most starts of the server never see. */
function isListed(plain: string): boolean {
	list ??= readFileSync(LIST);
	const hash = createHash('sha256').update(plain).digest().subarray(0, HASH_BYTES);
	let [low, high] = [0, list.length / HASH_BYTES];
	while (low < high) {
		const middle = (low + high) >>> 1;
		const order = list.compare(hash, 0, HASH_BYTES, middle * HASH_BYTES, (middle + 1) * HASH_BYTES);
		if (order === 0) return true;
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return false;
}
