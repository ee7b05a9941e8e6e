import { count } from './counting.ts';

const cards = (n: number) => count(n, { one: 'card', other: 'cards' });

/** How a step of one's own is named; `what` is a card's title in quotes, or how many cards. */
export const undo = {
	undo: 'Undo',
	/** On the button: what it would take back. */
	would: (words: string) => `Undo: ${words}`,
	nothing: 'Nothing to undo',
	undone: (words: string) => `Undone: ${words}`,
	close: 'Close',
	label: 'What you just did',
	cards,
	quoted: (title: string) => `“${title}”`,
	moved: (what: string, column: string) => `Moved ${what} to ${column}`,
	reordered: (what: string) => `Moved ${what} within its column`,
	archived: (what: string) => `Archived ${what}`,
	broughtBack: (what: string) => `Brought back ${what}`,
	added: (what: string) => `Added ${what}`,
	changed: (field: string, what: string) => `Changed ${field} of ${what}`,
	several: (what: string) => `Changed ${what}`,
	blocked: (what: string) => `Marked ${what} as blocked`,
	unblocked: (what: string) => `Marked ${what} as no longer blocked`,
	labelled: (label: string, what: string) => `Put the label ${label} on ${what}`,
	unlabelled: (label: string, what: string) => `Took the label ${label} off ${what}`,
	stepAdded: (text: string) => `Added the step “${text}”`,
	stepsAdded: (n: number) => `Added ${count(n, { one: 'step', other: 'steps' })}`,
	stepRemoved: (text: string) => `Removed the step “${text}”`,
	stepTicked: (text: string) => `Ticked “${text}”`,
	stepUnticked: (text: string) => `Took the tick off “${text}”`,
	stepChanged: (text: string) => `Changed the step “${text}”`,
	stepMoved: (text: string) => `Moved the step “${text}”`,
	fields: {
		owner: 'the owner',
		due: 'the due time',
		category: 'the category',
		priority: 'the priority',
		patient: 'the patient reference'
	},
	changedSince: (who: string, title: string) => `${who} changed “${title}” since; nothing was undone.`,
	somebody: 'A colleague',
	gone: 'That card is no longer on the board; nothing was undone.'
} as const;
