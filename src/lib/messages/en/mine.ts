import { countIn } from '../counting.ts';
import { number, plural } from './counting.ts';

const count = countIn('en');
const cards = (n: number) => count(n, { one: 'card', other: 'cards' });

/** One's own work over all boards, and the managers' view of everybody's. */
export const mine = {
	title: 'My day',
	views: { label: 'What to see', day: 'Day', week: 'Week', everybody: 'Everybody' },
	print: 'Print',
	printed: (practice: string, when: string) => `${practice} · printed ${when}`,
	person: (name: string) => `My day: ${name}`,
	badge: (n: number, title: string) => `(${n}) ${title}`,
	overdue: 'Late',
	today: 'Today',
	anyTime: 'Any time today',
	waiting: 'Waiting',
	next: 'Next',
	asked: 'I asked others for',
	mentions: 'Colleagues wrote to me',
	mentioned: (who: string, when: string) => `${who}, ${when}`,
	more: (n: number) => `Show all ${n}`,
	nothingDue: 'Nothing is due today.',
	nextIs: (title: string, due: string) => `Next is “${title}”, ${due}.`,
	nothingNext: 'Nothing else is yours just now. New work stands in the inbox of your board.',
	nothingAsked: 'Nothing is open that you asked others for.',
	opening: 'Opening your boards…',
	missing: (boards: string) => `${boards} cannot be opened without the server yet, so its cards are missing here.`,
	notOpen: (boards: string) => `${boards} is not open to you any more, so its cards are missing here.`,
	kept: (board: string, n: number) =>
		plural(n, {
			one: `One change of yours on ${board} could not be saved.`,
			other: `${n} changes of yours on ${board} could not be saved.`
		}),
	week: {
		of: (from: string, to: string) => `${from} to ${to}`,
		before: 'Week before',
		after: 'Week after',
		now: 'This week',
		earlier: 'Earlier',
		later: 'Later',
		undated: 'No due time',
		nothing: 'Nothing'
	},
	everybody: {
		overdue: 'Everything late',
		noneOverdue: 'Nothing is late on any board.',
		unowned: 'Nobody’s yet',
		noneUnowned: 'Every card has an owner.',
		load: 'What everybody has in hand',
		noLoad: 'Nobody has open cards.',
		loadOf: (open: number, late: number, today: number, waiting: number) =>
			[
				`${cards(open)} open`,
				late > 0 ? `${late} late` : '',
				today > 0 ? `${today} due today` : '',
				waiting > 0 ? `${waiting} waiting` : ''
			]
				.filter(Boolean)
				.join(', ')
	},
	row: {
		finish: (title: string) => `Finish: ${title}`,
		move: (title: string) => `Move to…: ${title}`,
		due: (title: string) => `New due time: ${title}`,
		give: (title: string) => `Give to…: ${title}`,
		where: (board: string, column: string) => `${board} · ${column}`
	},
	due: {
		label: 'New due time',
		inAnHour: (time: string) => `In an hour, ${time}`,
		todayAt: (time: string) => `Today ${time}`,
		tomorrowAt: (time: string) => `Tomorrow ${time}`,
		nextWeek: (time: string) => `Next Monday ${time}`,
		other: 'Another day or time…',
		lead: (title: string) => `When is “${title}” due?`,
		day: 'Day',
		time: 'Time',
		missing: 'Choose a day.',
		save: 'Save',
		cancel: 'Cancel',
		saved: (title: string, due: string) => `${title} is due ${due}`
	},
	give: 'Give to…',
	banner: {
		label: 'Due',
		says: (late: number, soon: number) =>
			[
				late > 0 ? `${cards(late)} of yours ${late === 1 ? 'is' : 'are'} late` : '',
				soon > 0 ? `${late > 0 ? soon : cards(soon) + ' of yours'} due within half an hour` : ''
			]
				.filter(Boolean)
				.join(', '),
		count: (n: number) => number(n),
		show: 'Show my day',
		dismiss: 'Not now'
	}
} as const;
