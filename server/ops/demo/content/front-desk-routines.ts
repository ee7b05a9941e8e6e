import { standing, type Task } from './task.ts';

export const FRONT_DESK_ROUTINES: readonly Task[] = [
	...standing(['to-do', 'doing'], 'administrative', [
		{
			title: 'Opening round {today}: voicemail, e-mail, portal',
			daily: true,
			ends: 'Eleven voicemails, each one has a card now.'
		},
		{ title: 'Morning fax sweep {today}', daily: true, ends: '14 in, 13 cards, one misdirected and sent back.' },
		{ title: 'Midday fax sweep {today}', daily: true, ends: 'Two more pages were under the tray, look there too.' },
		{ title: 'Copays against the schedule, {today}', daily: true, ends: 'Two missed, both have a card.' },
		{
			title: 'Daily close and deposit {today}',
			daily: true,
			about: 'Check-outs, cash and card tie out, paper out of the fax, phones over.'
		},
		{
			title: 'Fill {weekday} openings from the wait list of {born}',
			ends: 'Three calls, one taken, two want mornings only.'
		},
		{
			title: 'Intake forms audit, ten charts from {date}',
			about:
				'Name as on the card, date of birth as on the ID, both sides of the card, second insurance asked, notices signed.'
		},
		{
			title: 'Confirm new evaluations for {tomorrow}',
			daily: true,
			about: 'Forms done, card and ID, order on file, arrival 15 minutes early.'
		},
		{ title: 'Call the likely no-shows for {tomorrow}', daily: true },
		{ title: 'Print {tomorrow} intake packets', daily: true },
		{
			title:
				'Count {toner and paper|clipboards and pens|privacy notices|gloves and wipes} before the {next month} order'
		},
		{
			title: 'Cancellation log for the week of {date}',
			about: 'Who cancelled twice, who gets the policy letter, what goes to {therapist}.'
		},
		{ title: 'Update the phone greeting for the {holiday|staff meeting|early closing} on {ahead}' },
		{ title: 'Post new hours at the {front door|elevator|parking entrance} by {ahead}' },
		{ title: 'Scan the {consent|intake|release} forms left from {date}', says: ['Half the box is done.'] },
		{
			title: 'Move {therapist} off the schedule on {ahead}',
			about: 'Course day. Offer the patients another therapist first, another day second.',
			says: ['All but two are moved.']
		},
		{ title: 'Balance the petty cash for {recent}' },
		{ title: 'Tidy the wait list: nobody older than {date}' },
		{ title: 'Reorder appointment cards, {n} boxes left', ends: 'Ordered, here by {weekday}.' },
		{ title: 'Match sign-in sheet and check-ins for {recent}' },
		{ title: 'Send the {next month} reminder texts for yearly forms' },
		{
			title: 'Interpreter for {weekday} {morning|afternoon}, {Spanish|Portuguese|Arabic|sign language}',
			stuck: 'Agency has nobody free, asked a second one'
		}
	]),
	...standing(['to-do', 'contacted-waiting'], 'follow-up', [
		{
			title: 'No-show on {recent} at {hour}: call and rebook',
			patient: true,
			ends: 'Forgot, was very sorry. Booked for {weekday}.'
		},
		{
			title: 'Late cancel on {recent}: offer {weekday} instead',
			patient: true,
			says: ['Left a message with two times.']
		},
		{
			title: 'No next visit booked since {date}',
			patient: true,
			about: 'Plan runs another {n} visits. Book the rest, or ask {therapist} about discharge.',
			says: ['Back from vacation next week, then twice a week.']
		},
		{ title: 'Rebook {n} visits after {therapist} was out on {date}', says: ['Half of them done.'] },
		{ title: 'Move the {weekday} {hour} visit to the other site', patient: true },
		{
			title: 'Ask for a ride: {paratransit|county van|plan transport} for {weekday} {hour}',
			patient: true,
			stuck: 'Transport wants a form from the doctor first',
			says: ['Pick-up window is an hour before.']
		},
		{ title: 'Copay of {copay} missed on {recent}', patient: true, ends: 'Will pay at the next visit.' },
		{ title: 'Text the parking directions before {weekday} {hour}', patient: true },
		{
			title: 'Wants {early mornings|evenings|only Fridays}: look for a slot with {therapist}',
			patient: true,
			ends: 'Nothing before next month, put on the wait list.'
		},
		{
			title: 'Records request from {doctor}, asked {date}',
			patient: true,
			about: 'Check the signed release and its dates, send only what it covers, log it.',
			stuck: 'Release is not signed',
			says: ['Release came back without a date.']
		},
		{
			title: 'Records for {an attorney|a disability claim|a school}, asked {date}',
			patient: true,
			stuck: 'ID of the person asking is missing',
			says: ['They want it on paper, 40 pages.']
		},
		{
			title: 'Second try: unhappy about the wait on {date}',
			patient: true,
			says: ['Twenty minutes late twice in a row. Apologised, {therapist} knows.']
		}
	])
];
