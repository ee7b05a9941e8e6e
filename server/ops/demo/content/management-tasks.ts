import { standing, type Task } from './task.ts';

export const MANAGEMENT_TASKS: readonly Task[] = [
	...standing(['ideas-and-problems', 'parking-lot'], 'administrative', [
		{
			title: 'Phones ring out between {11:30 and 12:30|8:00 and 8:20|4:30 and 5:00}: change the breaks?',
			says: ['Counted for a week: 14 lost calls.']
		},
		{
			title: 'Send evaluation forms by text before the visit',
			says: ['Half of the late starts are paper.']
		},
		{ title: 'Same question twice at intake: {address|allergies|emergency contact|employer}' },
		{
			title: 'Two {tablets|headsets|card readers|label printers} more for the {desk|gym}?',
			says: ['Would save a walk each time.']
		},
		{ title: 'Wait list by {time of day|therapist|payer} instead of by date' },
		{ title: 'Fax tray is read by three people: one owner a day?' },
		{ title: 'Saturday {mornings|once a month}: who would work, who would come?' },
		{ title: 'Missing charges come from {room 2|the other site|late notes}: why?', says: ['Six in two weeks.'] },
		{ title: 'Waiting room: {coat hooks|a second clock|chairs with arms|a quiet corner}' },
		{ title: 'Group class for {balance|back pain|running|new mothers} on {weekday} evenings' },
		{ title: 'Cheat sheet of plans that want a referral' },
		{ title: 'Denials for coverage: check again on the day of the visit?' }
	]),
	...standing(['this-month', 'doing'], 'administrative', [
		{
			title: 'Weekly numbers of {date}',
			about: 'New patients, visits, cancellations, arrivals, units a visit.',
			says: ['Cancellations under ten per cent.']
		},
		{
			title: 'Monthly task review, {month}',
			about: 'What was late three times, what is done twice, what nobody needs any more.'
		},
		{
			title: 'Update the procedure: {opening round|fax intake|no-show calls|verification|daily close}',
			says: ['Two steps fewer.', '{therapist} reads it as a newcomer would.']
		},
		{
			title: 'Train {the desk|billing|the aides|everybody} on the new {fax rule|phone script|denial codes}',
			says: ['Two sessions, so the phones are covered.']
		},
		{ title: 'Exclusion list check, {month}', about: 'Staff, contractors, vendors. Keep the print-outs.' },
		{ title: "Leavers' access gone? List of {date}" },
		{ title: 'Sign-ins at odd hours, week of {date}', ends: 'One, and it was me.' },
		{
			title: '{Licence|CPR card|liability cover|payer profile} of {therapist} ends {ahead}',
			stuck: 'State board site is closed for maintenance',
			ends: 'Course is booked.'
		},
		{ title: 'Review with {therapist} on {ahead}' },
		{ title: 'Denial causes of {month} for the huddle', says: ['Eligibility leads again.'] },
		{ title: 'Restore test and downtime pack, {month}', ends: 'Restored in twelve minutes.' },
		{ title: 'Interviews for the {aide|front desk|hand therapist} opening, {n} people' },
		{ title: 'Vacation plan for {next month}' },
		{
			title: 'Privacy walk through {both sites|the gym|the front|billing}, {month}',
			says: ['Screen at window two faces the chairs.']
		},
		{ title: 'Extinguishers, first aid and defibrillator, {month}' },
		{ title: 'Huddle of {date}: who does what by when', ends: 'Read back, three actions, three owners.' },
		{ title: 'Late and unowned cards swept, {today}', daily: true, ends: 'Nine without an owner, now none.' }
	]),
	...standing(['escalated-waiting', 'doing'], 'administrative', [
		{
			title: 'Landlord: {ramp light|parking lines|air conditioning|water pressure} since {date}',
			stuck: 'Landlord has to send an electrician',
			says: ['Second letter is out.']
		},
		{
			title: 'Rates with {payer}: answer to our letter of {date}',
			stuck: 'Contract person has left, no successor named',
			says: ['They offer two per cent.']
		},
		{
			title: 'Chart vendor: {slow mornings|missing faxes|double log-off|lost templates}, ticket of {date}',
			says: ['They can see it now.']
		},
		{
			title: 'Credentialing of {therapist} with {payer}',
			stuck: "File is with the plan's committee",
			ends: 'Complete since last week.'
		},
		{
			title: 'Incident of {date}: facts, contact, action',
			about: 'What happened, who was told, what changes so that it does not happen again.'
		},
		{ title: 'Phone company: second line for the {other site|fax|billing office}' }
	])
];
