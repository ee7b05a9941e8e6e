import { BILLING_CLAIMS } from './billing-claims.ts';
import { BILLING_DENIALS } from './billing-denials.ts';
import type { DepartmentContent } from './task.ts';

export const BILLING: DepartmentContent = {
	columns: [
		{ column: 'inbox', cards: 6, routes: [[]], days: 1.2, ahead: 2 },
		{ column: 'to-verify', cards: 14, routes: [[], ['inbox']], days: 3, ahead: 4 },
		{ column: 'ready-to-submit', cards: 6, routes: [['to-verify'], ['inbox', 'to-verify']], days: 1, ahead: 1 },
		{
			column: 'submitted',
			cards: 16,
			routes: [['to-verify', 'ready-to-submit'], ['ready-to-submit']],
			days: 12,
			ahead: 9
		},
		{
			column: 'denied',
			cards: 9,
			routes: [['inbox'], ['submitted'], ['ready-to-submit', 'submitted']],
			days: 3,
			ahead: 4
		},
		{
			column: 'appeal',
			cards: 9,
			routes: [['denied'], ['submitted', 'denied'], ['inbox', 'denied']],
			days: 9,
			ahead: 8
		}
	],
	finishing: [
		['to-verify', 'ready-to-submit'],
		['to-verify', 'ready-to-submit', 'submitted'],
		['inbox', 'ready-to-submit'],
		['inbox', 'denied', 'appeal'],
		['submitted', 'denied', 'appeal'],
		['to-verify']
	],
	tasks: [...BILLING_CLAIMS, ...BILLING_DENIALS],
	remarks: [
		'Portal says in process, checking again on {weekday}.',
		'Reference number is in the chart.',
		'Spoke to a supervisor this time.',
		'Corrected and sent again.',
		'Cause goes to the desk, card is linked in my note.',
		'Paid in part, rest is patient share.',
		'They want it by fax only.',
		'Asked {therapist} for the missing note.',
		'Nothing on the remittance yet.',
		'Told the patient what to expect.'
	],
	obstacles: [
		'Waiting for the signed plan of care',
		'Clearinghouse rejects the file, ticket is open',
		'The plan has two records for this patient',
		'Bank has not matched the deposit yet'
	],
	unowned: 2,
	late: 6,
	blocked: 4,
	finishedThisWeek: 14,
	finishedEachWeekBefore: 7
};
