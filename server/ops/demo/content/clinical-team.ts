import { CLINICAL_DOCUMENTATION } from './clinical-documentation.ts';
import { CLINICAL_ROUTINES } from './clinical-routines.ts';
import type { DepartmentContent } from './task.ts';

export const CLINICAL_TEAM: DepartmentContent = {
	columns: [
		{ column: 'inbox', cards: 6, routes: [[]], days: 1.2, ahead: 2 },
		{ column: 'to-do', cards: 22, routes: [[], [], ['inbox']], days: 3, ahead: 5 },
		{ column: 'in-progress', cards: 8, routes: [['to-do'], ['inbox', 'to-do']], days: 1, ahead: 1.5 },
		{
			column: 'awaiting-signature',
			cards: 12,
			routes: [['in-progress'], ['to-do', 'in-progress'], ['to-do', 'in-progress', 'co-sign-or-review']],
			days: 10,
			ahead: 8
		},
		{ column: 'co-sign-or-review', cards: 7, routes: [['in-progress'], ['to-do', 'in-progress']], days: 2, ahead: 2 }
	],
	finishing: [
		['to-do'],
		['to-do', 'in-progress'],
		['to-do', 'in-progress', 'co-sign-or-review'],
		['to-do', 'in-progress', 'awaiting-signature'],
		['inbox', 'in-progress']
	],
	tasks: [...CLINICAL_DOCUMENTATION, ...CLINICAL_ROUTINES],
	remarks: [
		"Will finish it between my 2 and 3 o'clock.",
		'Goals are in, the rest after the last patient.',
		'Please read the second paragraph again before it goes out.',
		'Half of it is in the chart.',
		'Family asks for a copy as well.',
		'Numbers look good, walking without the cane now.',
		'I can cover this while you are at the course.',
		'Ask me before it goes out, please.',
		'Asked the desk to book the re-evaluation.',
		'Minutes and units do not agree, corrected.'
	],
	obstacles: [
		'Waiting for the operative report',
		'Therapist is out until next week',
		'Chart is locked by the system, support has been told'
	],
	unowned: 2,
	late: 5,
	blocked: 2,
	finishedThisWeek: 14,
	finishedEachWeekBefore: 7
};
