import { plural } from './counting.ts';

export const recordGroups = {
	changes: 'Changes on boards',
	reads: 'Reading and taking along',
	'sign-ins': 'Signing in',
	people: 'People and rights',
	refusals: 'Refused',
	settings: 'Settings and upkeep'
} as const;

export const record = {
	title: 'Record',
	lead: 'Who did what, who saw what and who was refused. Nothing here can be changed, and looking is recorded too.',
	mine: 'Your record',
	mineLead: 'What you did, and what was done to your account. Boards that you no longer open are left out.',
	notYours: 'Managers and the privacy officer read the whole record. Your own part is below.',
	filter: 'What to show',
	patient: 'Patient reference',
	show: 'Show',
	person: 'Person',
	anybody: 'Anybody',
	kind: 'What',
	anything: 'Anything',
	from: 'From',
	until: 'To',
	clear: 'Show everything',
	csv: 'Save as CSV',
	saving: 'Saving…',
	patientCards: (n: number, patient: string) =>
		n === 0
			? `No card has ever had the reference ${patient}.`
			: plural(n, {
					one: `One card has had the reference ${patient}. Below: everybody who read or changed it.`,
					other: `${n} cards have had the reference ${patient}. Below: everybody who read or changed them.`
				}),
	gone: 'a card that is gone',
	oneCard: (title: string) => `Only the card ${title}`,
	none: 'Nothing fits. Choose a longer time, or show everything.',
	earlier: 'Show earlier lines',
	loading: 'Reading the record…',
	again: 'Try again'
} as const;
