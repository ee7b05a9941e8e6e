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
	'text-too-long': ({ limit }) => `Use at most ${limit.toLocaleString('en-US')} characters.`,
	'comment-gone': () => 'This comment is no longer there.',
	'not-your-comment': () => 'Only its author changes or removes a comment. Write one of your own.',
	'item-gone': () => 'Somebody has removed this checklist item. Add it again if it is still needed.',
	'item-required': () => 'Say in a few words what this step is.',
	'too-many-items': ({ limit }) => `A checklist takes ${limit} steps. Make a second card for the rest.`,
	'label-required': () => 'Give the label a name.',
	'too-many-labels': ({ limit }) => `A card takes ${limit} labels. Remove one first.`,
	'some-not-ready': ({ cards }) =>
		cards.length === 1
			? 'One of these cards needs a person and a due time before it leaves the inbox. Nothing was moved.'
			: `${cards.length} of these cards need a person and a due time before they leave the inbox. Nothing was moved.`,
	'too-many-at-once': ({ limit }) =>
		`That is more than ${limit.toLocaleString('en-US')} cards. Take fewer at once, or archive what is finished first.`,
	'no-further': () => 'It is already at the edge.',
	'card-there': () => 'That department has a card of this id already, so nothing was handed over.',
	claimed: () => 'A colleague is on it. Ask them, or wait until their five minutes are over.',
	'column-not-done': () => 'Only cards in a column for finished work are archived together. Choose one of those.',
	'too-many-columns': ({ limit }) => `A board takes ${limit} columns. Remove one first.`,
	'column-needed': ({ kind }) =>
		kind === 'inbox'
			? 'A board needs a column where new cards arrive. Make another one an inbox first.'
			: 'A board needs a column for finished work. Make another one first.',
	'limit-invalid': ({ most }) => `Choose a whole number from 1 to ${most}, or no limit.`,
	'changed-since': ({ by }) =>
		by === null
			? 'This card has changed since, so nothing was undone. Look at it first.'
			: 'A colleague has changed this card since, so nothing was undone. Look at it first.'
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
