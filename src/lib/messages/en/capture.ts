import { LIMITS } from '#domain/board/limits.ts';
import type { PasteProblem } from '#domain/capture/paste.ts';
import type { PatientWords } from '#domain/capture/patient-words.ts';
import { count } from './counting.ts';

const cards = (n: number) => count(n, { one: 'card', other: 'cards' });

/** Why a title seems to tell who the patient is. */
const patientWhy = {
	'full-name': 'looks like a patient’s name',
	'birth-date': 'looks like a date of birth',
	'record-number': 'looks like a record number'
} as const satisfies Readonly<Record<PatientWords['why'], string>>;

/** By code, so that a new problem cannot be forgotten here. */
const problems = {
	'no-title': () => 'No title: this line cannot become a card.',
	'title-too-long': () => `The title is longer than ${LIMITS.title} letters: shorten it and paste it again.`,
	'which-person': ({ text }: { readonly text: string }) =>
		`Several people are called ${text}; nobody is the owner yet.`,
	'unknown-person': ({ text }: { readonly text: string }) => `Nobody here is called ${text}; nobody is the owner yet.`,
	'unknown-due': ({ text }: { readonly text: string }) => `“${text}” is no day or time; it goes into the description.`,
	'unknown-category': ({ text }: { readonly text: string }) =>
		`“${text}” is no category; it goes into the description.`,
	'unknown-priority': ({ text }: { readonly text: string }) =>
		`“${text}” is no priority; it goes into the description.`,
	'patient-too-long': () => 'The patient reference is too long; it goes into the description.',
	'already-passed': () => 'The due time has passed already.',
	'moved-to-next-year': () => 'This year’s day has passed, so next year is meant.',
	'moved-to-tomorrow': () => 'The time has passed today, so tomorrow is meant.',
	'looks-like-patient': ({ text }: { readonly text: string }) => `“${text}” tells who the patient is.`
} as const satisfies Readonly<Record<PasteProblem['code'], unknown>>;

const paste = {
	title: (n: number) => `Add ${cards(n)}?`,
	lead: 'Look them through. Nothing is added before you say so.',
	take: (title: string) => `Add: ${title}`,
	noTitle: 'No title',
	left: (n: number) => `${n} more lines are too many at once; paste them afterwards.`,
	to: (column: string) => `They go to ${column}.`,
	add: (n: number) => `Add ${cards(n)}`,
	cancel: 'Cancel',
	added: (n: number, column: string) => `Added ${cards(n)} to ${column}`,
	line: (n: number) => `Line ${n}`
} as const;

/** Whatever a line of capture says back. */
export const capture = {
	label: (column: string) => `New card in ${column}`,
	placeholder: 'What came in?',
	add: 'Add card',
	added: (title: string) => `Added: ${title}`,
	hidden: 'Added, but the filter hides it.',
	showIt: 'Show everything',
	addTo: (column: string) => `Add a card to ${column}`,
	leave: 'Close',
	understood: 'Understood',
	suggestions: 'Suggestions',
	remove: (words: string) => `Not meant so: ${words}`,
	change: (words: string) => `Change: ${words}`,
	owner: (name: string) => `Owner: ${name}`,
	due: (words: string) => `Due: ${words}`,
	category: (name: string) => `Category: ${name}`,
	priority: (name: string) => `Priority: ${name}`,
	patient: (reference: string) => `Patient: ${reference}`,
	patientChip: (reference: string) => `Patient ${reference}`,
	labelChip: (name: string) => `Label: ${name}`,
	passed: (time: string) => `since ${time} has passed`,
	nextYear: 'since this year’s has passed',
	late: 'already passed',
	missingOwner: 'Who?',
	missingDue: 'By when?',
	noDay: 'No due time',
	someDay: 'Another day…',
	day: 'Due day',
	time: 'Due time',
	set: 'Set',
	whichPerson: (written: string) => `Who is ${written}?`,
	unknownPerson: (written: string) => `Nobody here is called ${written.replace(/^@/, '')}; it stays in the title.`,
	unknownMark: (written: string) => `${written} is none of the known words; it stays in the title.`,
	onlyOne: 'A card has one of each; the last one counts.',
	tooLong: { title: `A title holds ${LIMITS.title} letters.`, patient: `A patient reference holds ${LIMITS.patient}.` },
	toPatient: 'Move to patient field',
	patientWhy,
	looksLike: (text: string, why: string) => `“${text}” ${why}.`,
	problems,
	paste
} as const;
