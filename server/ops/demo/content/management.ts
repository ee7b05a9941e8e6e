import { MANAGEMENT_TASKS } from './management-tasks.ts';
import type { DepartmentContent } from './task.ts';

export const MANAGEMENT: DepartmentContent = {
	columns: [
		{ column: 'ideas-and-problems', cards: 8, routes: [[]], days: 9, ahead: 8 },
		{ column: 'this-month', cards: 13, routes: [[], ['ideas-and-problems'], ['parking-lot']], days: 8, ahead: 10 },
		{ column: 'doing', cards: 4, routes: [['this-month'], ['ideas-and-problems', 'this-month']], days: 2, ahead: 3 },
		{
			column: 'escalated-waiting',
			cards: 6,
			routes: [
				['this-month', 'doing'],
				['ideas-and-problems', 'doing']
			],
			days: 8,
			ahead: 7
		},
		{ column: 'parking-lot', cards: 6, routes: [['ideas-and-problems'], ['this-month']], days: 14, ahead: 25 }
	],
	finishing: [
		['this-month'],
		['this-month', 'doing'],
		['ideas-and-problems', 'this-month', 'doing'],
		['this-month', 'doing', 'escalated-waiting']
	],
	tasks: MANAGEMENT_TASKS,
	remarks: [
		'Bring it to the huddle.',
		'Wrote it down for the owners.',
		'Agreed with everybody, starting {weekday}.',
		'Let us try it for two weeks and look again.',
		'Asked in writing this time.',
		'Good catch, thank you.',
		'I will speak with the team first.',
		'Numbers are better than last month.'
	],
	obstacles: ['Waiting for the landlord', "Needs the owner's word on the cost", 'Vendor does not answer'],
	unowned: 5,
	late: 2,
	blocked: 2,
	finishedThisWeek: 6,
	finishedEachWeekBefore: 4
};
