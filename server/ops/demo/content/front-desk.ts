import type { DepartmentContent } from './task.ts';
import { FRONT_DESK_INTAKE } from './front-desk-intake.ts';
import { FRONT_DESK_ROUTINES } from './front-desk-routines.ts';

export const FRONT_DESK: DepartmentContent = {
	columns: [
		{ column: 'inbox', cards: 10, routes: [[]], days: 1.2, ahead: 2 },
		{ column: 'to-do', cards: 21, routes: [[], ['inbox'], ['inbox']], days: 3, ahead: 4 },
		{ column: 'doing', cards: 6, routes: [['to-do'], ['inbox', 'to-do'], ['inbox']], days: 1, ahead: 1 },
		{
			column: 'contacted-waiting',
			cards: 14,
			routes: [
				['to-do', 'doing'],
				['inbox', 'doing'],
				['inbox', 'to-do']
			],
			days: 6,
			ahead: 5
		},
		{
			column: 'verify-benefits',
			cards: 8,
			routes: [['to-do'], ['inbox', 'contacted-waiting'], ['inbox', 'to-do', 'contacted-waiting']],
			days: 2,
			ahead: 3
		}
	],
	finishing: [
		['to-do'],
		['to-do', 'doing'],
		['inbox', 'doing'],
		['inbox', 'to-do', 'doing'],
		['inbox', 'contacted-waiting', 'verify-benefits'],
		['to-do', 'doing', 'contacted-waiting']
	],
	tasks: [...FRONT_DESK_ROUTINES, ...FRONT_DESK_INTAKE],
	remarks: [
		'Left a message, trying again after lunch.',
		'Called twice, no answer. Sent a text.',
		'Will call us back before {weekday}.',
		'On hold for twenty minutes, then cut off. Next try in the morning.',
		'Taking this one while you are at the window.',
		'Noted in the chart too.',
		'Asked {therapist}, fine from the clinical side.',
		'Voicemail is full, wrote a letter instead.',
		'My part is done, the rest is yours.',
		'Prefers a call after 4.'
	],
	obstacles: [
		'The phone number on the referral is not in service',
		'Waiting for the daughter, who handles the appointments',
		'Portal of the plan has been down since this morning'
	],
	unowned: 5,
	late: 6,
	blocked: 3,
	finishedThisWeek: 16,
	finishedEachWeekBefore: 8
};
