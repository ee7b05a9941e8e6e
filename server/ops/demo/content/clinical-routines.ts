import { standing, type Task } from './task.ts';

export const CLINICAL_ROUTINES: readonly Task[] = [
	...standing(['inbox'], 'clinical', [
		{ title: 'Desk asks {time}: can {therapist} take an evaluation on {weekday}?', patient: true },
		{ title: 'Patient called {time}: sore since yesterday, come in or not?', patient: true },
		{ title: '{doctor} called {time}, wants a word about the plan', patient: true },
		{ title: 'Brace shop {time}: fitting on {weekday}, who goes along?', patient: true },
		{ title: 'Parent at the window {time}: new glasses, does it matter?', patient: true },
		{ title: '{Treadmill|Mat table|Traction table|Pulley} squeaks again, noticed {time}' },
		{ title: 'Student from the college asks to observe, mail of {time}' },
		{ title: 'Home health calls {time}: hand-over on {weekday}', patient: true }
	]),
	...standing(['to-do', 'in-progress'], 'clinical', [
		{
			title: "Yesterday's notes signed: {me}, {today}",
			daily: true,
			ends: 'All signed but one, caregiver signs {weekday}.'
		},
		{
			title: "Dates of today's patients checked: {me}, {today}",
			daily: true,
			about: 'Authorisation active, visits left, plan of care in date. If not: stop and tell the desk.'
		},
		{ title: 'Prepare {tomorrow} evaluations: {me}', daily: true },
		{
			title: 'Hot pack water temperature log, {today}',
			daily: true,
			says: ['149 °F in the morning, thermostat turned up, 158 °F at noon.'],
			ends: '161 °F, initialled.'
		},
		{ title: 'Safety round in the gym, {today}', daily: true, ends: 'One frayed cord, out of service.' },
		{
			title: 'Caseload walk {today}: nobody lost',
			daily: true,
			about: 'Not seen for 14 days, no next visit, discharge pending.'
		},
		{ title: 'Documentation to billing, week of {date}', ends: 'Two holds, both mine.' }
	]),
	...standing(['to-do'], 'administrative', [
		{ title: 'Wash the {weighted vests|theraputty tubs|sensory bin|slings} before {weekday}' },
		{
			title: 'Order {theraband|kinesio tape|electrodes|splint material|thickener samples}, {month} stock',
			ends: 'Ordered on the usual account.'
		},
		{
			title: 'Sticker check: {ultrasound|traction table|e-stim} calibration ends {ahead}',
			stuck: 'Technician comes only with two devices or more'
		},
		{ title: 'Restock {gait belts|ice bags|pulse oximeter batteries|hand towels} in room {n}' },
		{ title: 'Swap the {weekday} {hour} room with {therapist}' },
		{ title: 'Balance group on {ahead}: plan and chairs', says: ['Eight people said yes.'] },
		{
			title: 'In-service on {ahead}: {vertigo|hand splints|feeding|documentation}',
			says: ['Thirty minutes, lunch is on the practice.']
		},
		{ title: 'Fit the new {parallel bars|step|swing|mirror} in before {ahead}' }
	])
];
