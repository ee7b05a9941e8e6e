import { count, plural } from './counting.ts';

const cards = (n: number) => count(n, { one: 'card', other: 'cards' });

/** What a kind of column is for, as the staff say it. */
export const columnKinds = {
	inbox: 'Inbox: new work',
	todo: 'To do',
	doing: 'Doing',
	waiting: 'Waiting on somebody',
	done: 'Done'
} as const;

/** What changing columns says. */
export const columns = {
	menu: (title: string) => `Column menu: ${title}`,
	rename: 'Rename',
	left: 'Move left',
	right: 'Move right',
	addAfter: 'Add a column to the right',
	details: 'Kind and limit…',
	remove: 'Remove…',
	edit: 'Edit columns…',
	name: (title: string) => `Name of the column ${title}`,
	newTitle: 'New column',
	dialog: {
		title: 'Columns of this board',
		lead: 'From left to right. Everybody at the board sees each change at once.',
		order: (title: string) => `Drag, or use the arrow keys, to move ${title}`,
		name: 'Name',
		kind: 'Kind',
		limit: 'Limit',
		noLimit: 'none',
		limitHow: 'A limit warns when more cards stand there; it never refuses one.',
		earlier: (title: string) => `Move up (left on the board): ${title}`,
		later: (title: string) => `Move down (right on the board): ${title}`,
		remove: (title: string) => `Remove: ${title}`,
		add: 'Add a column',
		close: 'Done'
	},
	removal: {
		title: (title: string) => `Remove the column “${title}”?`,
		empty: 'No cards are in it.',
		holds: (n: number) =>
			plural(n, { one: 'One card is in it. Say where it goes.', other: `${n} cards are in it. Say where they go.` }),
		where: 'Send its cards to',
		choose: 'Choose a column',
		missing: 'Choose where its cards go.',
		submit: (n: number) => (n === 0 ? 'Remove column' : `Remove column and send ${cards(n)}`),
		cancel: 'Cancel'
	},
	done: {
		renamed: (from: string, to: string) => `Renamed “${from}” to “${to}”`,
		moved: (title: string, place: number, of: number) => `Moved “${title}”: column ${place} of ${of}`,
		kind: (title: string, kind: string) => `“${title}” is now: ${kind}`,
		limit: (title: string, limit: number | null) =>
			limit === null ? `“${title}” has no limit now` : `“${title}” warns above ${cards(limit)}`,
		added: (title: string) => `Added “${title}”`,
		removed: (title: string, n: number, to: string) =>
			n === 0 ? `Removed “${title}”` : `Removed “${title}”; ${cards(n)} went to “${to}”`
	},
	undo: 'Undo',
	undone: 'Taken back',
	notUndone: 'A colleague has gone on from it, so nothing was taken back.',
	close: 'Close'
} as const;
