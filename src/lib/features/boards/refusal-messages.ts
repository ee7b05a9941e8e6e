import type { KeptRefusal } from '$lib/client/apply-kept.ts';
import type { Refusal, UpdateRefusal } from '#domain/refusal.ts';

/** A new refusal without a sentence does not compile. */
type Messages<R extends { code: string }> = {
	readonly [C in R['code']]: (refusal: Extract<R, { code: C }>) => string;
};

const RULES: Messages<KeptRefusal> = {
	'cannot-repeat': () => 'This cannot be done again on today’s board. Copy its words where they belong.',
	'card-gone': () => 'This card is no longer on the board.',
	'column-gone': () => 'That column is no longer on the board. Choose another one.',
	'owner-required': () => 'Outside the inbox a card needs one person. Choose who does it.',
	'due-required': () => 'Outside the inbox a card needs a due time. Choose one.',
	'due-invalid': () => 'That is not a day in the calendar. Choose another one.',
	'title-required': () => 'Say in a few words what is to be done.',
	'reason-required': () => 'Say in a few words what it is waiting for.',
	'comment-required': () => 'Write something first.',
	'too-many-comments': ({ limit }) => `This card has ${limit} comments. Finish it and go on with a new card.`,
	'text-too-long': ({ limit }) => `Use at most ${limit.toLocaleString('en-US')} characters.`
};

const UPDATES: Messages<UpdateRefusal> = {
	malformed: () => 'The server could not read a change from this device.',
	'too-large': () => 'A change from this device was larger than the server takes.',
	'foreign-author': () => 'A change from this device carried another person’s mark.',
	'unknown-shape': () => 'A change from this device had a form that the server does not know.',
	'invalid-value': () => 'A change from this device held a value that the server does not take.',
	'not-whole': () => 'A change from this device left a card incomplete.',
	'removed-by-client': () => 'A change from this device removed something that only the server may remove.',
	'not-allowed': () => 'You may read this board but not change it.'
};

export function messageFor(refusal: Refusal | KeptRefusal): string {
	return (RULES[refusal.code] as (refusal: KeptRefusal) => string)(refusal);
}

/** What was wrong with an update that the server would not take; null for a code that this version has no word for. */
export function messageForUpdate(code: string): string | null {
	const message = Object.hasOwn(UPDATES, code) ? UPDATES[code as UpdateRefusal['code']] : null;
	return message ? message({ code } as never) : null;
}
