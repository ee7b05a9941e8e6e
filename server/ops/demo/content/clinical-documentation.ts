import { standing, type Task } from './task.ts';

export const CLINICAL_DOCUMENTATION: readonly Task[] = [
	...standing(['awaiting-signature', 'in-progress'], 'clinical', [
		{
			title: 'Plan of care to {doctor}, evaluation of {date}',
			patient: true,
			about: 'Fax with cover sheet, file the receipt. Refax after 14 days, call after 20, never let it reach 30.',
			stuck: '{doctor} is away, the covering doctor will not sign',
			says: [
				'Faxed, receipt filed.',
				'Called the office, it is in the signing folder.',
				'Refaxed with both pages this time.'
			]
		},
		{
			title: 'Recertification to {doctor}, period ends {ahead}',
			patient: true,
			says: ['New goals agreed with the patient.', 'Second fax sent.']
		},
		{
			title: 'Discharge summary to {doctor}, last visit {date}',
			patient: true,
			ends: 'Goals met, home programme given.'
		}
	]),
	...standing(['awaiting-signature'], 'clinical', [
		{
			title: '{doctor}: sign the {home exercise|brace|splint|walker|TENS} order of {date}',
			patient: true,
			says: ['Office says by {weekday}.']
		},
		{
			title: 'School report of {date}: parent has to sign',
			patient: true,
			stuck: 'Parents want the wording of the goals changed',
			says: ['Sent home in the folder.']
		},
		{
			title: 'Unsigned since {date}: {doctor} asked for the evaluation again',
			patient: true,
			says: ['Third copy. Hand-delivered by {therapist}.']
		}
	]),
	...standing(['to-do', 'in-progress'], 'clinical', [
		{
			title: 'Progress report by visit 10, now at visit {8|9}, plan of {date}',
			patient: true,
			about: 'Outcome scores, change since the last report, why skilled care is still needed.',
			says: ['Retested today, score up by eleven points.']
		},
		{ title: 'Evaluation write-up, seen {recent} {hour}', patient: true, says: ['Draft done, goals to add.'] },
		{ title: 'Late note of {recent}: finish and sign', patient: true, says: ['Had the paper sheet in my pocket.'] },
		{
			title: 'Recertification due {ahead}: re-evaluation and new goals',
			patient: true,
			says: ['Booked for {weekday} {hour}.']
		},
		{
			title: 'Discharge summary, not seen since {date}',
			patient: true,
			says: ['Desk reached him, he is not coming back.']
		},
		{
			title: 'Letter of need for a {wheelchair|stair lift|night splint|talker|shower chair}',
			patient: true,
			about: 'What was tried, what failed, measurements, who trains the family.',
			stuck: 'Vendor has not sent the measurements',
			says: ['Photos are in the chart.']
		},
		{
			title: 'Home programme in {large print|Spanish|pictures} for {weekday}',
			patient: true,
			ends: 'Printed two copies.'
		},
		{ title: 'Outcome form missing from {date}', patient: true },
		{
			title: 'Read the operative report from {doctor} before {weekday} {hour}',
			patient: true,
			stuck: 'Hospital has not released the report',
			says: ['Weight bearing as tolerated, says the surgeon.']
		},
		{
			title: 'Call {doctor} about {precautions|pain at night|dizziness|the protocol}',
			patient: true,
			ends: 'Nurse calls back after clinic.'
		},
		{ title: 'Answer the case manager: return to work {full duty|light duty|with limits}?', patient: true },
		{ title: 'Swallow study result from {doctor}: change the diet sheet', patient: true },
		{ title: 'Goals for the school meeting on {ahead}', patient: true, says: ['Teacher sent her notes.'] },
		{ title: 'Functional capacity report, tested {date}', patient: true }
	]),
	...standing(['co-sign-or-review', 'to-do'], 'clinical', [
		{
			title: 'Co-sign notes of {recent}, {Sam|student|aide} queue',
			says: ['Four left, one sent back for the minutes.']
		},
		{ title: 'Review the student evaluation of {date}', patient: true, says: ['Good reasoning, goals need numbers.'] },
		{ title: 'Second look at the {fall|pain flare|skin} report of {date}', patient: true },
		{ title: 'Supervision visit with {Sam|the student}, week of {date}' }
	]),
	...standing(['co-sign-or-review'], 'clinical', [
		{
			title: "Read {therapist}'s appeal letter before billing sends it, {date}",
			patient: true,
			says: ['Add the scores of the first visit.']
		},
		{
			title: 'Peer audit: {n} charts of {therapist}, {month}',
			about: 'Need for skilled care, measurable goals, minutes and units, signature and date.'
		},
		{ title: 'Check the dry needling consent of {date}', patient: true }
	])
];
