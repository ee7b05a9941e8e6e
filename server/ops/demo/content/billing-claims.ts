import { standing, type Task } from './task.ts';

export const BILLING_CLAIMS: readonly Task[] = [
	...standing(['inbox'], 'billing', [
		{ title: 'Letter of {date} from {payer}, {n} pages, not read yet' },
		{ title: 'Desk asks {time}: may we see the patient without {payer}?', patient: true },
		{ title: 'Patient called {time}: billed twice, {amount}', patient: true },
		{ title: 'Check over {amount} without a remittance, came {date}' },
		{ title: 'Adjuster {time}: wants the bills since {date}', patient: true },
		{ title: 'Payment plan asked for at {time}, balance {amount}', patient: true },
		{ title: 'Clearinghouse mail {time}: new payer number for {payer}' }
	]),
	...standing(['to-verify', 'ready-to-submit'], 'billing', [
		{
			title: 'Charges of {recent} entered and checked',
			about: 'Visits equal charges, eight-minute rule holds, modifiers on.',
			says: ['One without minutes, back to {therapist}.'],
			ends: '31 visits, 31 charges.'
		},
		{ title: 'Clearinghouse rejections of {recent}', says: ['Five, four were one wrong number.'] },
		{ title: 'Claim batch of {recent}, {payer}', says: ['22 claims, all scrubbed.', 'One pulled, diagnosis missing.'] },
		{
			title: 'Hold: no signed plan of care, visits since {date}',
			patient: true,
			stuck: 'The doctor has not signed the plan of care',
			says: ['Clinical has refaxed it.']
		},
		{
			title: 'Corrected claim, {modifier|units|diagnosis order|rendering therapist}, {date}',
			patient: true,
			ends: 'Note agrees with the new code.'
		}
	]),
	...standing(['to-verify'], 'billing', [
		{
			title: 'Authorisation ends {ahead}, {n} visits left with {payer}',
			patient: true,
			about: 'Notes, outcome scores, submit, write the reference number on the card.',
			says: ['Scores asked for.', 'Submitted, reference number noted.'],
			stuck: 'Progress report is not written yet'
		},
		{
			title: 'Therapy threshold near: {$1,940|$2,010|$2,080|$2,150|$2,220} this year',
			patient: true,
			says: ['Modifier and reason are in the note.']
		},
		{ title: 'Late-cancel fee of {date}: does {payer} allow it?', patient: true },
		{ title: 'Unbilled since {date}: what holds it?', patient: true, ends: 'Note was not signed, is now.' },
		{
			title: 'Who pays first, {payer} or the other plan?',
			patient: true,
			stuck: 'Patient has to answer the letter of the plan',
			says: ['Form sent home.']
		},
		{
			title: 'Dates on the authorisation of {payer} do not cover {date}',
			patient: true,
			says: ['Asked them to backdate by a week.']
		},
		{ title: 'Statement came back: address for {amount}', patient: true },
		{ title: 'Credit balance of {amount}: refund or keep for {next month}?', patient: true }
	]),
	...standing(['ready-to-submit'], 'billing', [
		{ title: 'Paper claims for {payer} with notes, {date}', says: ['Copied, needs a second signature.'] },
		{ title: 'Statements over {$100|$200|$250}, run of {date}' },
		{ title: 'Second insurance claims after the remittance of {date}', says: ['Nine of eleven.'] },
		{ title: 'Renewal to {payer}: {n} more visits', patient: true }
	]),
	...standing(['submitted'], 'billing', [
		{ title: 'Claims sent {date} to {payer}, {amount}', says: ['Received, in process.'], ends: 'First half is paid.' },
		{
			title: 'Authorisation asked of {payer} on {date}, {n} visits',
			patient: true,
			stuck: 'Reviewer wants to talk to the therapist first',
			says: ['Pending, five working days.', 'Called, reviewer assigned.']
		},
		{ title: 'Corrected claim sent {date}, {amount}', patient: true, says: ['New claim number noted.'] },
		{ title: 'No answer from {payer} since {date}, {amount}', patient: true, says: ['They say 30 days from receipt.'] },
		{ title: 'Lien letter of {date} for {amount}', patient: true, says: ['Attorney has confirmed it.'] }
	])
];
