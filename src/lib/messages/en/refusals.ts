import type { Refusal } from '#domain/refusal.ts';
import { number, plural } from './counting.ts';

type Of<C extends Refusal['code']> = Extract<Refusal, { code: C }>;

/** Why a rule said no, and what to do. */
export const refusals = {
	'cannot-repeat': () => 'This cannot be done again on today’s board. Copy its words where they belong.',
	'card-gone': () => 'This card is no longer on the board.',
	'column-gone': () => 'That column is no longer on the board. Choose another one.',
	'owner-required': () => 'Outside the inbox a card needs one person. Choose who does it.',
	'due-required': () => 'Outside the inbox a card needs a due time. Choose one.',
	'due-invalid': () => 'That is not a day in the calendar. Choose another one.',
	'title-required': () => 'Say in a few words what is to be done.',
	'reason-required': () => 'Say in a few words what it is waiting for.',
	'comment-required': () => 'Write something first.',
	'too-many-comments': ({ limit }: Of<'too-many-comments'>) =>
		`This card has ${limit} comments. Finish it and go on with a new card.`,
	'text-too-long': ({ limit }: Of<'text-too-long'>) => `Use at most ${number(limit)} characters.`,
	'comment-gone': () => 'This comment is no longer there.',
	'not-your-comment': () => 'Only its author changes or removes a comment. Write one of your own.',
	'item-gone': () => 'Somebody has removed this checklist item. Add it again if it is still needed.',
	'item-required': () => 'Say in a few words what this step is.',
	'too-many-items': ({ limit }: Of<'too-many-items'>) =>
		`A checklist takes ${limit} steps. Make a second card for the rest.`,
	'label-required': () => 'Give the label a name.',
	'too-many-labels': ({ limit }: Of<'too-many-labels'>) => `A card takes ${limit} labels. Remove one first.`,
	'some-not-ready': ({ cards }: Of<'some-not-ready'>) =>
		plural(cards.length, {
			one: 'One of these cards needs a person and a due time before it leaves the inbox. Nothing was moved.',
			other: `${cards.length} of these cards need a person and a due time before they leave the inbox. Nothing was moved.`
		}),
	'too-many-at-once': ({ limit }: Of<'too-many-at-once'>) =>
		`That is more than ${number(limit)} cards. Take fewer at once, or archive what is finished first.`,
	'no-further': () => 'It is already at the edge.',
	'card-there': () => 'That department has a card of this id already, so nothing was handed over.',
	claimed: () => 'A colleague is on it. Ask them, or wait until their five minutes are over.',
	'column-not-done': () => 'Only cards in a column for finished work are archived together. Choose one of those.',
	'too-many-columns': ({ limit }: Of<'too-many-columns'>) => `A board takes ${limit} columns. Remove one first.`,
	'column-needed': ({ kind }: Of<'column-needed'>) =>
		kind === 'inbox'
			? 'A board needs a column where new cards arrive. Make another one an inbox first.'
			: 'A board needs a column for finished work. Make another one first.',
	'limit-invalid': ({ most }: Of<'limit-invalid'>) => `Choose a whole number from 1 to ${most}, or no limit.`,
	'changed-since': ({ by }: Of<'changed-since'>) =>
		by === null
			? 'This card has changed since, so nothing was undone. Look at it first.'
			: 'A colleague has changed this card since, so nothing was undone. Look at it first.'
} as const;

/** Why the server would not take a change. */
export const updateRefusals = {
	malformed: () => 'The server could not read a change from this device.',
	'too-large': () => 'A change from this device was larger than the server takes.',
	'foreign-author': () => 'A change from this device carried another person’s mark.',
	'unknown-shape': () => 'A change from this device had a form that the server does not know.',
	'invalid-value': () => 'A change from this device held a value that the server does not take.',
	'not-whole': () => 'A change from this device left a card incomplete.',
	'removed-by-client': () => 'A change from this device removed something that only the server may remove.',
	'not-allowed': () => 'You may read this board but not change it.'
} as const;
