import { count } from './counting.ts';

/** What the open card says, beside the board's own words. */
export const card = {
	verbs: 'What to do with it',
	checklist: {
		heading: 'Checklist',
		progress: (done: number, total: number) => `${done} of ${total} done`,
		add: 'Add a step',
		placeholder: 'Add a step, or paste several lines',
		tick: (text: string) => `Done: ${text}`,
		text: (text: string) => `Step: ${text}`,
		handle: (text: string) => `Move the step: ${text}. Arrow up and down move it.`,
		remove: (text: string) => `Remove the step: ${text}`
	},
	labels: {
		heading: 'Labels',
		add: 'Add a label',
		remove: (label: string) => `Remove the label ${label}`,
		make: (label: string) => `New label: ${label}`
	},
	comments: {
		edited: 'edited',
		edit: 'Edit',
		remove: 'Delete',
		sure: 'Delete this comment? The record keeps its words.',
		keep: 'Keep',
		save: 'Save',
		cancel: 'Cancel',
		editing: 'Your comment'
	},
	mentioned: (who: string, title: string) => `${who} mentioned you on “${title}”.`,
	claim: {
		take: 'I’m on it',
		hint: 'Tells everybody for five minutes that you are at it',
		mine: (minutes: number) => `You are on it, ${minutes} min left`,
		theirs: (who: string, minutes: number) => `${who} is on it, ${minutes} min left`,
		tile: (who: string, minutes: number) => `${who} on it, ${minutes} min`,
		more: 'Five more minutes',
		release: 'Let go'
	},
	help: {
		ask: 'Ask for help',
		hint: 'Everybody sees it on the card, and a wall screen shows it for half a minute',
		mine: (ago: string) => `You asked for help ${ago}`,
		theirs: (who: string, ago: string) => `${who} asked for help ${ago}`,
		tile: (who: string) => `${who} asks for help`,
		end: 'Help has come'
	},
	handOver: {
		button: 'Hand over…',
		offline: 'A card is handed over by the server, which cannot be reached now.',
		title: 'Hand over to another department',
		lead: 'It lands in their inbox with everything that is written on it, and leaves this board.',
		to: 'Department',
		choose: 'Choose a department',
		owner: 'Who does it there',
		nobody: 'They decide',
		due: 'Due',
		asIs: 'As it is',
		submit: 'Hand over',
		cancel: 'Cancel',
		unsaved: 'Your last changes to it are not saved yet. Try again in a moment.',
		failed: 'It could not be handed over. Try again in a minute.',
		done: (title: string, board: string) => `Handed over “${title}” to ${board}`
	},
	archive: {
		button: 'Archive card',
		all: (n: number) => `Archive ${count(n, { one: 'finished card', other: 'finished cards' })}`,
		menu: 'Archived cards…',
		title: 'Archived cards',
		lead: 'They leave this list at night, once the board is written anew. Search finds them then.',
		none: 'Nothing is archived here. Search finds what was put away earlier.',
		restore: 'Bring back',
		close: 'Close',
		gone: (title: string) => `“${title}” is in the archive.`,
		left: (title: string, board: string) => `“${title}” was handed over to ${board}.`,
		another: 'another department'
	},
	copyLink: 'Copy link'
} as const;
