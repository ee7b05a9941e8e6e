import { standing, type Task } from './task.ts';

export const FRONT_DESK_INTAKE: readonly Task[] = [
	...standing(['inbox'], 'follow-up', [
		{ title: 'Voicemail {time}: wants to move {weekday}', patient: true },
		{ title: 'Voicemail {time}: running late, asks to be called back', patient: true },
		{ title: 'Voicemail {time}: new patient, sent by {doctor}' },
		{ title: 'Voicemail {time}: question about a bill of {amount}', patient: true },
		{ title: 'Portal message {time}: can I bring my walker?', patient: true },
		{ title: 'Portal message {time}: is the pool open on {weekday}?', patient: true },
		{
			title: 'Web form {time}: {shoulder|knee|balance|hand|speech} evaluation wanted',
			says: ['Spoke briefly, call again at lunch.']
		},
		{ title: 'Walk-in {time}: left an order from {doctor}', patient: true },
		{ title: 'Fax {time}: {n} pages, no cover sheet' },
		{ title: 'Fax {time}: referral from {doctor}', patient: true },
		{ title: 'Missed call {time}, no message left', says: ['Number is the school nurse.'] },
		{ title: 'E-mail {time}: mother asks for a school note', patient: true }
	]),
	...standing(['to-do', 'doing', 'contacted-waiting'], 'follow-up', [
		{
			title: 'New referral from {doctor}, {born} {time}',
			patient: true,
			about: 'Call within the hour. Insurance, order complete, first free evaluation, tell the office.',
			says: ['First call: no answer.'],
			ends: 'Booked for {weekday} {hour} with {therapist}.'
		},
		{
			title: 'Referral from {doctor}: {shoulder|low back|knee|gait|neck} evaluation',
			patient: true,
			says: ['Wants the same therapist as last year.']
		},
		{
			title: '{Speech|Hand|Vestibular|Feeding|Pelvic floor} evaluation for {doctor}',
			patient: true,
			says: ['Next opening is in two weeks, offered the wait list.']
		},
		{
			title: 'Third and last try, referral of {date} from {doctor}',
			patient: true,
			about: 'Letter to the patient, note to the office that we could not reach them.',
			ends: 'Letter is out.'
		},
		{
			title: 'Get the missing {signature|diagnosis|frequency|date} on the order from {doctor}',
			patient: true,
			stuck: 'The office answers only by fax, sent three times',
			says: ['Faxed again, asked for the nurse.'],
			ends: 'The nurse has it on her desk.'
		},
		{ title: 'Tell {doctor} that the referral of {date} is booked', patient: true },
		{
			title: 'Order from {doctor} expires {ahead}: ask for a new one',
			patient: true,
			says: ['They want the last progress note first.']
		}
	]),
	...standing(['verify-benefits', 'to-do'], 'billing', [
		{
			title: 'Verify {payer} for {weekday} {hour}',
			patient: true,
			about: 'Active, copay, deductible left, visits a year and used, referral or authorisation needed, patient told.',
			ends: 'Deductible not met, told the patient what to bring.'
		},
		{ title: 'Is {doctor} in network with {payer}?', patient: true, ends: 'In network since last year.' },
		{
			title: 'Second insurance behind {payer}? Ask and scan',
			patient: true,
			stuck: 'Patient has to call the plan about who pays first'
		},
		{
			title: 'New card from {payer}: check again before {weekday}',
			patient: true,
			says: ['Old number ended with the month.']
		},
		{
			title: 'Does {payer} want a referral on top of the order?',
			patient: true,
			says: ['Yes, and it has to name the therapist.']
		}
	]),
	...standing(['verify-benefits'], 'billing', [
		{
			title: 'Visits left with {payer} after {n} used',
			patient: true,
			stuck: 'Plan counts last year still, waiting for a supervisor'
		},
		{
			title: 'Claim number and adjuster for {payer}, injury of {date}',
			patient: true,
			stuck: 'Adjuster has not opened the claim',
			says: ['Employer confirms, adjuster calls {weekday}.']
		},
		{
			title: 'Good-faith estimate before {weekday} {hour}',
			patient: true,
			about: 'Self-pay. Evaluation and the first four visits, in writing, before the first visit.'
		},
		{
			title: 'Coverage ended {date} says the portal: ask the patient',
			patient: true,
			says: ['New job, new card on {weekday}.']
		}
	])
];
