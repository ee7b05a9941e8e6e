import type { DueFilter } from '#domain/board/filter.ts';

export const DUE_FILTER_WORDS: Readonly<Record<DueFilter, string>> = {
	overdue: 'Overdue',
	today: 'Due today',
	week: 'Due this week',
	none: 'No due time'
};

export const FINDING_WORDS = {
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
	lane: (owner: string, n: number) => `${owner}: ${n} ${n === 1 ? 'card' : 'cards'}`,
	count: (shown: number, all: number) => `${shown} of ${all} ${all === 1 ? 'card' : 'cards'}`,
	clear: 'Clear',
	close: 'Close the filter',
	nothing: 'No card answers the filter.',
	nothingHow: 'Press Escape in it, or Clear.',
	hidden: (n: number) => `The filter hides ${n} ${n === 1 ? 'card' : 'cards'}`,
	of: (shown: number, all: number) => `${shown} of ${all}`
} as const;
