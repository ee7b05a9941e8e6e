import { plural } from './counting.ts';

/** What the pages around signing in say. */
export const account = {
	product: 'Daybreak',
	signIn: {
		title: (practice: string | null) => (practice ? `Sign in to ${practice}` : 'Sign in'),
		email: 'E-mail',
		password: 'Password',
		submit: 'Sign in',
		signedOutElsewhere: 'You have been signed out. Sign in again to go on; what you changed is kept on this device.',
		notSetUp: 'This Daybreak is not set up yet.',
		notSetUpHow: 'Open the set-up link that was printed where Daybreak was started.',
		demo: 'This is the demo practice. Sign in as maria@demo.test, jamie@demo.test, ana@demo.test, lee@demo.test or dana@demo.test; the password is daybreak-demo.',
		help: 'No account yet, or the password is forgotten? A manager of your practice can send you a link.'
	},
	setUp: {
		title: 'Set up your practice',
		lead: 'Three short answers, and your team can start.',
		practice: 'Your practice',
		practiceName: 'Name of the practice',
		timeZone: 'Time zone',
		timeZoneHint: 'Due times and “late” follow this clock. Type a city to search.',
		manager: 'You, the first manager',
		name: 'Your name',
		email: 'Your e-mail',
		password: 'Password',
		passwordHint: 'At least 12 characters. A few words in a row are good.',
		departments: 'Departments',
		departmentsHint: 'Each gets a board of its own. Two are enough for a start.',
		submit: 'Open the practice',
		linkUsed: 'This practice is already set up.',
		linkUsedHow: 'The set-up link works once. Sign in, or ask a manager of the practice for an invitation.',
		linkWrong: 'This set-up link is not valid.',
		linkWrongHow:
			'Each start of the server prints a new one. Copy the whole line from the place where Daybreak was started.',
		linkMissing: 'The set-up link is not complete.',
		linkMissingHow: 'It ends with # and a long word. Copy the whole line from the place where Daybreak was started.',
		toSignIn: 'Go to sign-in'
	},
	invite: {
		title: (name: string) => `Welcome, ${name}`,
		lead: (practice: string) => `${practice} invites you to its task boards. Choose a password and you are in.`,
		email: 'You sign in with',
		password: 'Choose a password',
		passwordHint: 'At least 12 characters. A few words in a row are good.',
		submit: 'Join',
		over: 'This invitation cannot be used.',
		overHow: 'An invitation works once and for seven days. Ask the manager who sent it for a new one.',
		opening: 'Opening your invitation…'
	},
	missing: {
		practiceName: 'Enter the name of your practice.',
		timeZone: 'Choose a time zone from the list, such as America/Chicago.',
		name: 'Enter your name.',
		personName: 'Enter the person’s name.',
		email: 'Enter a whole e-mail address, such as maria@practice.com.',
		signInEmail: 'Enter your e-mail address.',
		signInPassword: 'Enter your password.',
		code: 'Enter the code.',
		passkeyName: 'Give this passkey a name.',
		password: 'Use at least 12 characters; a few words in a row are good.',
		departments: 'Choose at least one department.'
	},
	emergencies: {
		label: 'Emergency access',
		opened: (who: string, board: string, when: string) => `${who} opened ${board} in an emergency, ${when}.`,
		reason: (reason: string) => `Their reason: “${reason}”`,
		somebody: 'Somebody',
		putAway: 'Put away'
	},
	trouble: {
		offline: 'The server cannot be reached. Try again in a moment.',
		offlineTyped: 'The server cannot be reached. What you typed is still here; try again in a moment.',
		unexpected: 'Something went wrong on this page. Reload it and try again.',
		request: (sentence: string, request: string) => `${sentence} (request ${request})`,
		unreachable: 'Daybreak cannot reach your practice’s server.',
		unreachableHow: 'Check the network. This page tries again by itself.',
		again: 'Try again',
		close: 'Close'
	},
	signOut: {
		waits: (n: number) =>
			plural(n, {
				one: 'One change could not be sent. It waits here, sealed, and will be sent when the one who made it next signs in on this device.',
				other: `${n} changes could not be sent. They wait here, sealed, and will be sent when the one who made them next signs in on this device.`
			}),
		offline: 'Signing out needs the server, and it cannot be reached. Try again when the network is back.'
	},
	menu: {
		label: (name: string, initials: string) => `${initials}, ${name}: your menu`,
		people: 'People',
		walls: 'Wall screens',
		emergency: 'Emergency access',
		record: 'Record',
		ownRecord: 'Your record',
		boards: 'Boards',
		account: 'Your account',
		signOut: 'Sign out',
		lookAuto: 'Look: like this device',
		lookLight: 'Look: light',
		lookDark: 'Look: dark'
	}
} as const;
