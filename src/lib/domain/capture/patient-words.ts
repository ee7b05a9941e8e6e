import { fold } from '../fold.ts';
import { LIMITS } from '../board/schema.ts';
import type { WallClock } from '../ids.ts';
import { GIVEN_NAMES, NO_NAMES } from './name-lists.ts';
import { nameWords, type Named } from './people.ts';

/** Letters of a title that look as if they told who a patient is. */
export interface PatientWords {
	readonly why: 'full-name' | 'birth-date' | 'record-number';
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

export interface PatientContext {
	/** Colleagues are no patients. */
	readonly people: readonly Named[];
	readonly clock: WallClock;
}

/** A number that a word says is a patient's, or one that is written like a social security number. */
const RECORD =
	/\b(?:mrn|medical record|chart|patient id|pt id|acct|account|ssn|member id)\b\s*(?:no\.?|number|#|:)*\s*#?\s*([a-z]{0,3}-?\d[\d-]{3,})|\b(\d{3}-\d{2}-\d{4})\b/iu;
const BORN =
	/\b(?:d\.?o\.?b\.?|born|birth ?date|date of birth)\b[\s:]*([\d/.-]{4,10}|\p{L}{3,9}\.? \d{1,2}(?:,? \d{2,4})?)?/iu;
const DATED =
	/(?<!\bdos:? )(?<![\d/.-])(?:(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-]((?:19|20)\d\d|\d\d)|((?:19|20)\d\d)-\d\d-\d\d)(?![\d/-])/iu;

/** `Jane`, `O'Neil`, `Smith-Jones`, `McAdams`; never `POC`, `PT` or `J.M.`. */
const NAME_WORD = /^\p{Lu}(?:['’]\p{Lu})?[\p{Ll}\p{M}]+(?:['’-]?\p{Lu}?[\p{Ll}\p{M}]+)*$/u;
const DOCTOR = /^(?:dr|drs|doctor|prof)\.?$/iu;
const LED = ['mr', 'mrs', 'ms', 'miss', 'patient', 'pt', 'client'];

/**
 * Whether a title seems to tell who a patient is: a full name, a date of birth, a record number. It is only asked
 * about, gently, so it rather misses one than cries wolf: names count in capitals alone, and colleagues, doctors,
 * payers and the practice's own words are none.
 */
export function looksLikePatient(title: string, context: PatientContext): PatientWords | null {
	const record = RECORD.exec(title);
	if (record) return found('record-number', title, record.index, record[0].length);
	const born = BORN.exec(title);
	if (born?.[1]) return found('birth-date', title, born.index, born[0].length);
	const dated = DATED.exec(title);
	if (dated && isLongAgo(dated[1] ?? dated[2]!, context.clock)) {
		return found('birth-date', title, dated.index, dated[0].length);
	}
	return fullName(title, context.people);
}

function found(why: PatientWords['why'], title: string, from: number, length: number): PatientWords {
	const text = title.slice(from, from + length).trimEnd();
	return { why, from, to: from + text.length, text };
}

/** Two years back and more; a date of last year is a visit's. */
function isLongAgo(year: string, clock: WallClock): boolean {
	const now = Number(clock.slice(0, 4));
	const full = year.length === 4 ? Number(year) : 2000 + Number(year) > now ? 1900 + Number(year) : 2000 + Number(year);
	return full <= now - 2;
}

interface Part {
	readonly text: string;
	readonly from: number;
	readonly to: number;
	/** Whether a stop or a bracket stands between it and the next word; a comma is `,`. */
	readonly after: string;
}

function fullName(title: string, people: readonly Named[]): PatientWords | null {
	const parts = [...title.matchAll(/[\p{L}\p{M}\p{N}'’.@#!-]+/gu)].map((piece): Part => {
		const text = piece[0].replace(/['’]s$/u, '').replace(/[.!-]+$/u, '');
		return {
			text,
			from: piece.index,
			to: piece.index + text.length,
			after: title[piece.index + piece[0].length] ?? ''
		};
	});
	const staff = new Set(people.flatMap(({ name }) => nameWords(name)));
	for (const [i, first] of parts.entries()) {
		const second = parts[i + 1];
		if (!second || !isPair(parts, i, staff)) continue;
		const third = parts[i + 2];
		const longer = third && second.after === ' ' && isNameWord(third) && !isKnown(third, staff) ? third : second;
		return found('full-name', title, first.from, longer.to - first.from);
	}
	return null;
}

/**
 * `Jane Doe`, `Doe, Jane`, and behind another word `Doe Jane`. Two capitals that are no common names count only behind
 * a word in small letters: a title may be written in capitals throughout.
 */
function isPair(parts: readonly Part[], i: number, staff: ReadonlySet<string>): boolean {
	const [before, first, second] = [parts[i - 1], parts[i]!, parts[i + 1]!];
	if (!isNameWord(first) || !isNameWord(second)) return false;
	// A patient may bear a colleague's first name; a colleague's whole name is nobody else's.
	const namesake = isColleague(first, staff) && isGiven(first) && first.after === ' ' && !isKnown(second, staff);
	if (namesake) return !isCommon(first);
	if (isKnown(first, staff) || isKnown(second, staff)) return false;
	if (before && DOCTOR.test(before.text)) return false;
	if (first.after === ',') return isGiven(second);
	if (first.after !== ' ') return false;
	if (isGiven(first) || (before && (isGiven(second) || LED.includes(fold(before.text))))) return true;
	return before !== undefined && !isNameWord(before);
}

function isGiven({ text }: Part): boolean {
	return GIVEN_NAMES.has(fold(text).split('-')[0]!);
}

function isNameWord({ text }: Part): boolean {
	return text.length > 1 && NAME_WORD.test(text);
}

function isKnown(part: Part, staff: ReadonlySet<string>): boolean {
	return isCommon(part) || isColleague(part, staff);
}

function isCommon({ text }: Part): boolean {
	return NO_NAMES.has(fold(text)) || NO_NAMES.has(fold(text).replace(/s$/, ''));
}

const isColleague = ({ text }: Part, staff: ReadonlySet<string>): boolean => staff.has(fold(text));

/** The title without the words, and the words for the patient field. */
export function moveToPatient(title: string, { from, to, text }: PatientWords): { title: string; patient: string } {
	const left = title.slice(0, from).replace(/[\s(:–-]+$/u, '');
	const right = title
		.slice(to)
		.replace(/^['’]s\b/u, '')
		.replace(/^[\s)]+/u, '');
	const gap = left === '' || right === '' || /^[.,;:!?]/.test(right) ? '' : ' ';
	return { title: `${left}${gap}${right}`, patient: text.slice(0, LIMITS.patient) };
}

/** A line of quick capture with the words marked as the patient; null where they do not stand together in it. */
export function markPatient(line: string, { text }: PatientWords): string | null {
	const at = line.indexOf(text);
	if (at < 0 || text.length > LIMITS.patient) return null;
	const blank = (around: string | undefined) => (around === undefined || /\s/.test(around) ? '' : ' ');
	const [before, after] = [line[at - 1], line[at + text.length]];
	return `${line.slice(0, at)}${blank(before)}pt:"${text}"${blank(after)}${line.slice(at + text.length)}`;
}
