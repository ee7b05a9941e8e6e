import { count } from './counting.ts';

/** What a screen on the wall says. Kept apart from all else, since a screen loads nothing but this. */
export const wall = {
	title: 'Wall screen',
	pairing: {
		heading: 'Pair this screen',
		lead: 'It shows your boards to everybody who passes, and nobody is signed in on it.',
		steps: [
			'On a phone or a computer, a manager opens Daybreak.',
			'In the menu, the manager chooses “Wall screens”.',
			'There the manager types this code, or scans the square with a phone.'
		],
		qr: 'Opens Daybreak with the code of this screen',
		left: (minutes: number) => `The code is good for ${minutes} min, then a new one comes by itself.`,
		asking: 'Asking for a code…'
	},
	noCookie: {
		heading: 'This browser cannot keep its pairing',
		lead: 'A wall screen is known by a cookie, and this browser keeps none from this address.',
		steps: [
			'Open Daybreak by its https address. From another machine, plain http cannot work.',
			'If the address begins with https, allow cookies for it and switch private browsing off.',
			'Then reload this page.'
		]
	},
	unreachable: 'Daybreak cannot be reached. This screen tries again by itself.',
	live: (clock: string) => `Live · ${clock}`,
	late: (clock: string) => `Last update ${clock}, reconnecting`,
	boardNotLive: (board: string, clock: string) => `${board}: not live since ${clock}`,
	dead: (clock: string) => `Not live since ${clock}`,
	deadHow: 'What stands here may be out of date. Ask the front desk.',
	numbers: { overdue: 'overdue', unowned: 'no owner', blocked: 'blocked', soon: 'due in 2 h' },
	rightNow: 'Right now',
	huddle: {
		title: 'Huddle',
		steps: {
			wins: 'Wins: what went well?',
			'look-back': 'Looking back',
			walk: 'The walk',
			help: 'What do we need from others?',
			problems: 'What is on no board yet?',
			close: 'Who does what by when'
		},
		of: (at: number, of: number) => `${at} of ${of}`,
		left: (time: string) => `${time} left`,
		over: (time: string) => `${time} over`,
		paused: 'Paused',
		decided: (n: number) => `${n} decided`
	},
	now: 'Now',
	more: (n: number) => `+${n} more`,
	calm: 'Nothing calls for anybody right now.',
	finished: (n: number) => `${count(n, { one: 'card', other: 'cards' })} finished this week`,
	finishedWord: 'finished this week',
	finishedShort: (n: number) => `${n} this week`,
	slide: (at: number, of: number) => `${at} of ${of}`,
	noOwner: 'No owner',
	noDue: 'no due time',
	blocked: (span: string) => (span === '' ? 'Blocked' : `Blocked ${span}`),
	unowned: (span: string) => (span === '' ? 'No owner' : `No owner for ${span}`),
	help: 'Asks for help',
	overLimit: (n: number, limit: number) => `${n} of at most ${limit}`,
	call: (who: string | null) => (who === null ? 'Help wanted' : `${who} asks for help`),
	reading: 'Can you read this line from the farthest seat?',
	readingSmall: 'And this one? If not, tell your manager to choose a farther seat.',
	/** A soft hyphen stands where a long word may be broken: a column of a large screen holds eight wide letters. */
	kinds: {
		'fax-sweep': 'Fax sweep',
		'opening-round': 'Opening round',
		'daily-close': 'Daily close',
		'wait-list': 'Wait list',
		'no-show': 'Missed visit',
		appeal: 'Appeal',
		denial: 'Denial',
		claim: 'Claim',
		authorization: 'Author\u00adization',
		'verify-insurance': 'Verify insurance',
		'plan-of-care': 'Plan of care',
		'progress-report': 'Progress report',
		'discharge-summary': 'Dis\u00adcharge summary',
		'co-sign': 'Co-sign',
		documentation: 'Documen\u00adtation',
		referral: 'Referral',
		records: 'Records',
		fax: 'Fax',
		evaluation: 'Evalu\u00adation',
		copay: 'Copay',
		payment: 'Payment',
		charges: 'Charges',
		'call-back': 'Call back',
		schedule: 'Sched\u00aduling',
		forms: 'Forms',
		letter: 'Letter',
		'e-mail': 'E-mail',
		supplies: 'Supplies',
		equipment: 'Equip\u00adment',
		audit: 'Review',
		training: 'Training',
		people: 'Staff matter',
		policy: 'Policy',
		meeting: 'Meeting',
		administrative: 'Office task',
		clinical: 'Clinical task',
		billing: 'Billing task',
		'follow-up': 'Follow-up',
		task: 'Task'
	}
} as const;
