import { plural } from './counting.ts';

/**
 * Why the server said no, by its problem's code. Codes that stand for several sentences are not here: for those the
 * server's own words are shown.
 */
export const problems = {
	'already-open': () => 'This board is open to you already.',
	'already-set-up': () => 'This practice is set up already. Sign in instead.',
	'clear-text': () => 'This connection is not encrypted. Open Daybreak by its https address.',
	'confirm-first': () => 'Type your password first: this changes how you sign in.',
	damaged: () =>
		'What the server keeps of this board is damaged, so it stays closed. What you typed is kept on your device. Tell whoever runs your server.',
	'enrolment-over': () => 'This took too long. Begin again.',
	failed: () => 'Something went wrong on our side. Try again; if it happens again, tell us the request’s number.',
	'foreign-origin': () => 'This came from another site, so nothing was done. Use Daybreak’s own pages.',
	'invitation-over': () => 'This invitation was used, withdrawn or has run out. Ask a manager for a new one.',
	'last-manager': () => 'Somebody has to manage the practice. Make another person manager first.',
	locked: () => 'This screen is locked. Unlock it to go on.',
	'no-second-factor': () => 'Recovery codes stand in for a second factor. Add one first.',
	'no-such-code': () => 'No screen shows this code now. Compare it with the screen; a code is good for ten minutes.',
	'no-such-session': () => 'Nobody is signed in on that device any more.',
	'not-found': () => 'There is nothing at this address.',
	'not-signed-in': () => 'Sign in to go on.',
	'own-account': () =>
		'You change your own password on the page “Your account”. If you lost it, another manager makes the link.',
	'own-factor-first': () => 'Set up a second factor for yourself first, on the page “Your account”.',
	'person-disabled': () => 'This person cannot sign in at all. Enable them first.',
	'pin-blocked': () => 'Too many wrong PINs. Use your password.',
	'reset-over': () => 'This link was used, replaced or has run out. Ask a manager for a new one.',
	'sealed-unreadable': () =>
		'The server cannot open these sealed edits. Tell whoever runs it; they stay on this device.',
	'second-factor-required': () => 'Your practice asks everybody for a second factor. Add another one first.',
	'too-large': () => 'This is more than one request may hold.',
	'wrong-link': () => 'This set-up link does not work any more. Each start of the server prints a new one: use that.',
	'wrong-passkey': () => 'This passkey does not open this screen. Use another way.',
	'wrong-password': () => 'That is not your password.'
} as const;

export const problemDetails = {
	wait: (seconds: number) =>
		seconds > 90
			? `Too many tries. Wait ${plural(Math.ceil(seconds / 60), { one: 'a minute', other: `${Math.ceil(seconds / 60)} minutes` })}, then try again.`
			: `Too many tries. Wait ${plural(seconds, { one: 'a second', other: `${seconds} seconds` })}, then try again.`,
	request: (sentence: string, request: string) => `${sentence} (request ${request})`
} as const;
