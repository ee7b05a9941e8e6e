import { count } from './counting.ts';

const cards = (n: number) => count(n, { one: 'card', other: 'cards' });

/** A card of the archive, read in the search. */
const archived = {
	lead: (board: string, when: string) => `Archived from ${board}, ${when}.`,
	opening: 'Opening the card…',
	gone: 'This card is not in the archive any more. It may be back on its board.',
	restore: 'Restore to board',
	toBoard: 'Go to the board',
	description: 'Description',
	checklist: 'Checklist',
	done: 'Done',
	open: 'Open',
	comments: 'Comments',
	owner: 'Owner',
	due: 'Due',
	patient: 'Patient reference',
	labels: 'Labels',
	back: 'Back to the search'
} as const;

/** The search over all boards. */
export const search = {
	title: 'Search all boards',
	open: 'Search all boards',
	field: 'Title, patient reference, or anything in the archive',
	results: 'Cards found',
	hint: 'Cards on every board that you open, and the archive.',
	none: 'No card has these words. Try fewer, or only how they begin.',
	more: 'There are more. Add a word.',
	searching: 'Searching…',
	offline: 'The search needs the server, which cannot be reached now.',
	mark: 'Archived',
	finished: 'Finished',
	found: (n: number) => `${cards(n)} found`,
	noOwner: 'No owner',
	close: 'Close',
	archived
} as const;
