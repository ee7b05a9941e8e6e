import { CATEGORIES, LIMITS, PRIORITIES, type Category, type Priority } from '../board/schema.ts';
import { fold } from '../fold.ts';
import type { PersonId } from '../ids.ts';
import type { CaptureContext, CaptureWarning, SpanKind } from './captured.ts';
import { momentAt, type Moment } from './moments.ts';
import { whoIs } from './people.ts';
import type { Word } from './words.ts';

/** What some words of a line mean, by its kind. */
type Meaning =
	| { readonly kind: 'owner'; readonly value: PersonId }
	| { readonly kind: 'due'; readonly value: Moment }
	| { readonly kind: 'category'; readonly value: Category }
	| { readonly kind: 'priority'; readonly value: Priority }
	| { readonly kind: 'patient'; readonly value: string }
	| { readonly kind: 'label'; readonly value: string };

/** Words of a line that mean something; `words` counts them. */
export type Match = Meaning & { readonly at: number; readonly words: number };

/** Words that look like a mark and mean nothing here. */
export interface Miss {
	readonly at: number;
	readonly words: number;
	readonly warning: CaptureWarning | null;
}

export const isMiss = (found: Match | Miss): found is Miss => !('kind' in found);

const CATEGORY_NAMES: Readonly<Record<Category, readonly string[]>> = {
	administrative: ['administrative', 'admin'],
	clinical: ['clinical'],
	billing: ['billing'],
	'follow-up': ['follow up', 'followup', 'fu']
};

/** What the words from `at` on mean; null for an ordinary word. */
export function matchAt(words: readonly Word[], at: number, context: CaptureContext): Match | Miss | null {
	const { text, folded } = words[at]!;
	if (/^@./u.test(text)) return personAt(words, at, context);
	if (/^#\p{L}/u.test(text)) return tagAt(words[at]!, at, context);
	if (/^!\p{L}/u.test(text)) return priorityAt(words[at]!, at);
	const patient = /^(?:pt|p|patient):(.+)$/isu.exec(text);
	if (patient) return patientAt(patient[1]!, at);
	const { clock, endOfDay = '17:00' } = context;
	const moment = momentAt(folds(words), at, { clock, endOfDay });
	return moment && folded !== '' ? { kind: 'due', value: moment, at, words: moment.words } : null;
}

/** The folded words of a line; a line's own are asked for at every word. */
const foldedOf = new WeakMap<readonly Word[], readonly string[]>();
function folds(words: readonly Word[]): readonly string[] {
	const known = foldedOf.get(words) ?? words.map(({ folded }) => folded);
	foldedOf.set(words, known);
	return known;
}

function personAt(words: readonly Word[], at: number, { people, me }: CaptureContext): Match | Miss {
	const { folded, text, from } = words[at]!;
	if (folded === '@me' && me) return { kind: 'owner', value: me, at, words: 1 };
	// A stop or a comma behind the mark ends the name: `@ana, please`.
	const rest: string[] = [];
	for (let i = at + 1; i < words.length && i < at + 4 && words[i]!.from === words[i - 1]!.to + 1; i += 1) {
		rest.push(words[i]!.folded);
	}
	const { people: who, words: taken } = whoIs([folded.slice(1), ...rest], people);
	if (who.length === 1) return { kind: 'owner', value: who[0]!, at, words: taken };
	const code = who.length > 1 ? 'which-person' : 'unknown-person';
	return { at, words: 1, warning: { code, from, to: from + text.length, text, candidates: who } };
}

function tagAt({ text, from, to }: Word, at: number, { labels = [] }: CaptureContext): Match | Miss {
	const name = plain(text.slice(1));
	const label = labels.find((one) => plain(one) === name);
	if (label !== undefined) return { kind: 'label', value: label, at, words: 1 };
	const category = CATEGORIES.find((one) => CATEGORY_NAMES[one].some((called) => called.startsWith(name)));
	if (category) return { kind: 'category', value: category, at, words: 1 };
	const begun = labels.filter((one) => plain(one).startsWith(name));
	if (begun.length === 1 && name.length > 1) return { kind: 'label', value: begun[0]!, at, words: 1 };
	return { at, words: 1, warning: { code: 'unknown-mark', from, to, text } };
}

/** `New patient`, `new-patient` and `NEW_PATIENT` are one name. */
const plain = (name: string) =>
	fold(name)
		.replace(/[\s_-]+/g, ' ')
		.trim();

function priorityAt({ text, folded, from, to }: Word, at: number): Match | Miss {
	const name = folded.slice(1);
	const priority = PRIORITIES.find((one) => one === name || (name.length > 1 && one.startsWith(name)));
	if (priority) return { kind: 'priority', value: priority, at, words: 1 };
	return { at, words: 1, warning: { code: 'unknown-mark', from, to, text } };
}

function patientAt(written: string, at: number): Match | Miss {
	const value = written
		.replace(/^["“]|["”]$/gu, '')
		.replace(/\s+/g, ' ')
		.trim();
	if (value === '') return { at, words: 1, warning: null };
	if (value.length <= LIMITS.patient) return { kind: 'patient', value, at, words: 1 };
	return { at, words: 1, warning: { code: 'too-long', field: 'patient', limit: LIMITS.patient } };
}

/** Whether a card has one value of this kind at most. */
export const isSingle = (kind: SpanKind) => kind !== 'label';
