import type { DueFilter } from '#domain/board/filter.ts';
import { count as counted, plural } from './counting.ts';

const cards = (n: number) => counted(n, { one: 'card', other: 'cards' });

const dueFilters = {
	overdue: 'Overdue',
	today: 'Due today',
	week: 'Due this week',
	none: 'No due time'
} as const satisfies Readonly<Record<DueFilter, string>>;

/** The filter over a board. */
export const finding = {
	label: 'Filter',
	open: 'Filter this board',
	on: 'Filter this board: on',
	text: 'Words on this board',
	owner: 'Owner',
	nobody: 'No owner',
	owners: (first: string, others: number) => (others > 0 ? `${first} +${others}` : first),
	due: 'Due',
	category: 'Category',
	labels: 'Label',
	noLabels: 'No card has a label',
	any: 'Any',
	blocked: 'Blocked',
	lanes: 'Lanes by owner',
	lane: (owner: string, n: number) => `${owner}: ${cards(n)}`,
	count: (shown: number, all: number) => `${shown} of ${all} ${plural(all, { one: 'card', other: 'cards' })}`,
	clear: 'Clear',
	close: 'Close the filter',
	nothing: 'No card answers the filter.',
	nothingHow: 'Press Escape in it, or Clear.',
	hidden: (n: number) => `The filter hides ${cards(n)}`,
	of: (shown: number, all: number) => `${shown} of ${all}`,
	dueFilters
} as const;
