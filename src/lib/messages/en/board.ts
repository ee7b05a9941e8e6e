import { count, plural } from './counting.ts';

export const categories = {
	administrative: 'Administrative',
	clinical: 'Clinical',
	billing: 'Billing',
	'follow-up': 'Follow-up'
} as const;

export const priorities = {
	routine: 'Routine',
	urgent: 'Urgent',
	asap: 'As soon as possible',
	stat: 'At once'
} as const;

/** The status line, word for word; `since` is a time on the practice's clock. */
export const status = {
	saved: () => 'Saved on server',
	saving: () => 'Saving…',
	offline: () => 'Offline: kept on this device',
	'not-saved': () => 'Not saved yet',
	'not-live': (since: string) => `Not live since ${since}`
} as const;

/** What is safe, and what to do. */
export const statusDetails = {
	saved: 'The server has everything you did.',
	saving: 'Your last change is on its way.',
	offline: 'Your changes are safe on this device and go to the server when the network is back. You can go on working.',
	'not-saved':
		'Your last changes are neither confirmed by the server nor safe on this device yet. Leave this page open.',
	'not-live': 'The server has not been heard since. Colleagues’ changes may be missing here; yours are kept.'
} as const;

/** Everything else that the board says. */
export const board = {
	board: {
		title: (board: string) => `${board} · Daybreak`,
		boards: 'Boards',
		columns: 'Columns',
		menu: 'Board menu',
		print: 'Print',
		here: 'Who is here',
		moreHere: (n: number) => `and ${n} more`,
		opening: 'Opening the board',
		empty: 'Nothing here yet. Write the first card where it asks “What came in?”',
		offlineFirst: 'This board has not been opened on this device before, so it needs the server once.',
		reading: 'You can read this board. To change it, ask a manager of your practice.',
		noBoards: 'No board is open to you yet.',
		noBoardsHow: 'Ask a manager of your practice to add you to a department.'
	},
	paper: {
		printed: (practice: string, when: string) => `${practice} · printed ${when}`,
		filtered: 'Only the cards that the filter shows',
		blocked: (reason: string) => `blocked: ${reason}`
	},
	column: {
		label: (title: string) => `Column: ${title}`,
		late: (n: number) => `${n} late`,
		overLimit: (count: number, limit: number) => `${count} of ${limit}, over the limit`,
		withinLimit: (count: number, limit: number) => `${count} of ${limit}`,
		empty: 'No cards',
		emptyInbox: 'Nothing waits here',
		emptyDone: 'Nothing finished yet'
	},
	capture: {
		label: (column: string) => `New card in ${column}`,
		placeholder: 'What came in?',
		add: 'Add card',
		added: (title: string) => `Added: ${title}`
	},
	card: {
		noOwner: 'No owner',
		owner: (name: string) => `Owner: ${name}`,
		formerOwner: 'Somebody who left',
		left: (name: string) => `${name} (left)`,
		blocked: 'Blocked',
		done: 'Finished',
		comments: (n: number) => count(n, { one: 'comment', other: 'comments' }),
		move: (title: string) => `Move to…: ${title}`,
		finish: (title: string) => `Finish: ${title}`,
		looking: (names: string) => `${names} here`
	},
	move: {
		label: 'Move to…',
		search: { label: 'Find a column', nothing: 'No column of that name' },
		steps: { up: 'Up', down: 'Down', left: 'Left', right: 'Right', top: 'To the top', bottom: 'To the bottom' },
		moved: (title: string, column: string) => `Moved ${title} to ${column}`,
		finished: (title: string, column: string) => `Finished ${title}: it is in ${column}`
	},
	/** Carrying cards by keys. */
	carry: {
		pickedUp: (name: string) => `Picked up ${name}. Arrows move it, space drops it, Escape puts it back.`,
		at: (column: string, place: number, of: number) => `${column}, ${place} of ${of}`,
		edge: 'No further',
		dropped: (name: string, where: string) => `Dropped ${name}: ${where}`,
		putBack: (name: string) => `Put back ${name}`
	},
	/** Several cards at once. */
	selected: {
		label: 'Selected cards',
		cards: (n: number) => count(n, { one: 'card', other: 'cards' }),
		count: (n: number) => `${n} selected`,
		select: 'Select',
		mark: (title: string) => `Select: ${title}`,
		owner: 'Owner…',
		archive: 'Archive',
		clear: 'Clear',
		none: 'Nothing selected',
		said: (title: string, on: boolean, n: number) =>
			`${on ? 'Selected' : 'No longer selected'}: ${title}. ${n} selected`,
		given: (n: number, name: string) => `${count(n, { one: 'card', other: 'cards' })} given to ${name}`,
		archived: (n: number) => `${count(n, { one: 'card', other: 'cards' })} archived`
	},
	whoAndWhen: {
		title: 'Who and by when?',
		lead: (title: string, column: string) => `“${title}” goes to ${column}.`,
		leadMany: (n: number, column: string) => `${n} cards go to ${column}.`,
		fills: 'Cards that have an owner or a due time keep them.',
		submitMany: 'Move cards',
		owner: 'Who does it',
		chooseOwner: 'Choose a person',
		you: (name: string) => `${name} (you)`,
		due: 'By when',
		day: 'Day',
		time: 'Time',
		quick: { noon: 'Today 12:00', close: 'Today 17:00', tomorrow: 'Tomorrow 12:00' },
		submit: 'Move card',
		cancel: 'Cancel'
	},
	panel: {
		label: (title: string) => `Card: ${title}`,
		close: 'Close card',
		title: 'Title',
		description: 'Description',
		descriptionHint: 'What should the next person know?',
		owner: 'Owner',
		due: 'Due',
		noDue: 'No due time',
		noPatient: 'None',
		day: 'Due day',
		time: 'Due time',
		clearDue: 'Clear due time',
		category: 'Category',
		noCategory: 'No category',
		priority: 'Priority',
		patient: 'Patient reference',
		patientHint: 'e.g. J.M. 4821',
		finish: 'Finish',
		finished: 'Finished',
		move: 'Move to…',
		copyLink: 'Copy link to this card',
		copied: 'Copied',
		gone: 'This card is no longer on the board.',
		goneHow: 'Somebody archived it or handed it over. What was written on it is kept in the record.',
		alsoHere: (names: string) => `Also here: ${names}`
	},
	blocked: {
		heading: 'Blocked',
		mark: 'Mark as blocked',
		reason: 'What is it waiting for?',
		save: 'Mark as blocked',
		change: 'Change reason',
		clear: 'No longer blocked',
		cancel: 'Cancel'
	},
	comments: {
		heading: 'Comments',
		none: 'No comments yet.',
		label: 'New comment',
		placeholder: 'Write to your colleagues',
		send: 'Comment'
	},
	history: {
		heading: 'History',
		none: 'The history of this card starts with its first saved change.',
		offline: 'The history is on the server, which cannot be reached now.',
		failed: 'The history could not be read.',
		again: 'Try again',
		earlier: 'Show all'
	},
	notices: {
		label: 'News',
		overridden: (who: string, title: string, column: string) => `${who} moved “${title}” to ${column}.`,
		somebody: 'A colleague',
		show: 'Show card',
		dismiss: 'Close',
		more: (n: number) => plural(n, { one: 'One earlier notice', other: `${n} earlier notices` }),
		showAll: 'Show all',
		dismissAll: 'Close all',
		kept: (n: number) =>
			plural(n, { one: 'One change of yours could not be saved.', other: `${n} changes of yours could not be saved.` }),
		keptShow: 'Look at them'
	},
	kept: {
		title: 'Changes that could not be saved',
		lead: 'These changes of yours are not on the board as it is now, so they are kept here. Apply each one again, copy its words, or discard it.',
		apply: 'Apply',
		copy: 'Copy',
		copied: 'Copied',
		discard: 'Discard',
		close: 'Close',
		newCard: (column: string) => `A new card for ${column}`,
		moved: (column: string) => `Moved to ${column}`,
		field: (field: string) => `Changed ${field}`,
		cleared: (field: string) => `Cleared ${field}`,
		blocked: 'Marked as blocked',
		unblocked: 'Marked as no longer blocked',
		inTitle: 'Wrote in the title',
		inDescription: 'Wrote in the description',
		comment: 'A comment',
		other: 'Another change',
		left: (board: string) =>
			`The card had been handed over to ${board} when this arrived, so it is not on the card there. Copy it and write it there, or tell them.`,
		another: 'another board',
		showThere: 'Show the card there'
	},
	ended: {
		noRight: 'This board is not open to you any more.',
		noRightHow: 'Ask a manager of your practice if you need it.',
		noBoard: 'There is no such board, or it is not open to you.',
		noBoardHow: 'Check the address, or ask a manager of your practice if you need it.',
		toBoards: 'Go to your boards'
	},
	emergency: {
		ask: 'Emergency access',
		which: 'Which board can it not wait for?',
		none: 'There is no board that you would need it for.',
		title: 'Open this board in an emergency',
		lead: 'It opens for one hour, to read and to edit. Your managers are told at once, and it stays in the record with your reason.',
		reason: 'Why can it not wait?',
		short: 'Say it in a few words: managers read it.',
		open: 'Open for one hour',
		cancel: 'Cancel',
		banner: 'Emergency access: this board is open to you for an hour at most. Managers have been told.',
		end: 'End it now'
	}
} as const;
