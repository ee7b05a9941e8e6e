import { standing, type Task } from './task.ts';

export const BILLING_DENIALS: readonly Task[] = [
	...standing(['denied'], 'billing', [
		{
			title: 'Denied: no authorisation, {amount}, {payer}',
			patient: true,
			about: 'Was there one for these dates? If yes, send it with the remittance. Last day to answer is {ahead}.',
			says: ['There was one, under the old number.', 'Window ends {ahead}.'],
			stuck: 'Old authorisation letter cannot be found'
		},
		{ title: 'Denied: not medically necessary, {amount}', patient: true, says: ['Asked {therapist} for the scores.'] },
		{
			title: 'Denied: filed too late, visits of {date}',
			patient: true,
			about: 'Clearinghouse receipt shows when it was first sent. That is the proof.',
			says: ['Receipt found, going to appeal.']
		},
		{ title: 'Denied: coverage ended before {date}, {amount}', patient: true, says: ['Desk has the new card.'] },
		{
			title: 'Denied: duplicate of {date}, {payer}',
			patient: true,
			says: ['Morning and afternoon session, two notes.']
		},
		{
			title: 'Denied: {modifier missing|wrong place of service|diagnosis not covered}, {amount}',
			patient: true,
			says: ['Correct and resend, no appeal needed.']
		},
		{
			title: 'Denied: visits used up with {payer}, {date}',
			patient: true,
			stuck: 'Plan counts visits of another clinic'
		},
		{
			title: 'Denied: other insurance first, {amount}',
			patient: true,
			stuck: "Patient does not answer the plan's questionnaire"
		},
		{ title: 'Took back {amount} for {date}', patient: true, ends: 'Paid twice, they are right.' }
	]),
	...standing(['appeal'], 'billing', [
		{
			title: 'Appeal to {payer}: need for therapy, visits from {date}',
			patient: true,
			about: 'First level. Letter, evaluation, progress report, scores. Certified mail, keep the receipt.',
			says: ['Letter is drafted, {therapist} reads it.'],
			ends: 'Mailed, receipt in the chart.'
		},
		{
			title: 'Second-level appeal, {amount}, due {ahead}',
			patient: true,
			says: ['Asked for a reviewer who is a therapist.'],
			stuck: 'Waiting for the letter from the doctor'
		},
		{
			title: 'Appeal: filing proof for {date}, {payer}',
			patient: true,
			ends: 'They found the first claim after all.'
		},
		{
			title: 'Call between {doctor} and the reviewer of {payer}',
			patient: true,
			stuck: 'Doctor offers one slot, the plan another',
			says: ['Set for {weekday} {hour}.']
		},
		{ title: 'Appeal decision late, sent {date}, {amount}', patient: true, says: ['Wrote to the state office too.'] },
		{ title: 'Reconsideration asked {date}: {units|modifier|bundled codes}', patient: true }
	]),
	...standing([], 'billing', [
		{ title: 'Post remittances and patient payments of {recent}', ends: 'Ties with the deposit.' },
		{ title: 'New denials of {recent} triaged', ends: 'Three: one correct, two appeal.' },
		{ title: 'Twenty largest over 30 days, list of {date}', says: ['Eleven called, six promised.'] },
		{ title: 'No-show charges of {recent} by payer rule' },
		{ title: 'Authorisation statuses, week of {date}', ends: 'Four pending, two renewed.' },
		{ title: 'Visit caps and thresholds, week of {date}' },
		{ title: 'Timely filing watch {date}: nothing older than 14 days' },
		{ title: 'Payment plan for {amount} agreed', patient: true },
		{ title: 'Refund of {amount} sent', patient: true }
	])
];
