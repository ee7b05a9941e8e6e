import { plural } from './counting.ts';

/** What the second step of signing in, the page “Your account” and the reset of a password say. */
export const entry = {
	passkey: 'Use a passkey',
	or: 'or',
	noPasskey: 'This device showed no passkey. Try again, or use another way.',
	passkeyThere: 'This device holds a passkey for your account already.',
	second: {
		title: 'One more step',
		lead: 'Your password was right. Now show that it is you.',
		code: 'Code from your app',
		codeHint: 'Six digits; they change every half minute',
		recovery: 'Recovery code',
		recoveryHint: 'One of the ten that you wrote down; each works once',
		submit: 'Sign in',
		useRecovery: 'Use a recovery code',
		useCode: 'Use the code from your app',
		lost: 'Lost your phone and your codes? A manager of your practice can make you a link to start anew.',
		again: 'Begin again'
	},
	setUp: {
		title: 'Set up a second step',
		lead: 'Your practice asks everybody for one more thing beside the password. It takes a minute, once.',
		which: 'What would you like to use?',
		app: 'An app on my phone',
		appAbout: 'It shows six digits that you type in, such as Google Authenticator, 1Password or Aegis.',
		passkey: 'A passkey',
		passkeyAbout: 'Your fingerprint, face or PIN on this device, or a security key.',
		back: 'Back'
	},
	app: {
		title: 'Add an authenticator app',
		scan: 'Scan this with the app',
		or: 'or type this key into it',
		code: 'Code that the app shows now',
		submit: 'Add the app'
	},
	passkeyForm: {
		title: 'Add a passkey',
		name: 'Name of this passkey',
		nameHint: 'So that you know it again, such as “Desk at the front”',
		usual: 'This device',
		submit: 'Add a passkey',
		save: 'Save',
		rename: 'Rename passkey'
	},
	codes: {
		title: 'Your recovery codes',
		lead: 'When your phone or key is lost, each of these gets you in once. Write them down or print them now: they are not shown again.',
		copy: 'Copy',
		copied: 'Copied',
		done: 'I have kept them'
	},
	confirm: {
		title: 'Show that it is you',
		why: 'This changes how you sign in.',
		password: 'Your password',
		submit: 'Go on',
		cancel: 'Cancel'
	},
	account: {
		title: 'Your account',
		password: 'Password',
		old: 'Password until now',
		fresh: 'New password',
		change: 'Change password',
		changed: 'Your password is changed. Wherever else you were signed in, you are signed out.',
		second: 'Second step',
		secondNone: 'You sign in with your password alone. A second step keeps others out who have found it out.',
		secondOn: 'After your password you show one of these.',
		required: 'Your practice asks everybody for a second step.',
		app: 'Authenticator app',
		appAdd: 'Add an app',
		added: (day: string) => `Added ${day}`,
		passkeys: 'Passkeys',
		passkeysAbout: 'A passkey signs you in by itself, with your fingerprint, face or PIN.',
		passkeyAdd: 'Add a passkey',
		passkeyUsed: (when: string) => `last used ${when}`,
		passkeysNotHere: 'Passkeys work over https, at an address with a name.',
		rename: 'Rename',
		renameLabel: (name: string) => `Rename ${name}`,
		remove: 'Remove',
		removeLabel: (name: string) => `Remove ${name}`,
		recovery: 'Recovery codes',
		recoveryLeft: (n: number) => plural(n, { one: 'One is left.', other: `${n} are left.` }),
		recoveryNew: 'Make new ones',
		sessions: 'Where you are signed in',
		here: 'This device',
		seen: (when: string) => `last seen ${when}`,
		signOut: 'Sign out',
		signOutLabel: (device: string, when: string) => `Sign out ${device}, last seen ${when}`,
		signOutOthers: 'Sign out all others',
		loading: 'Reading your account…'
	},
	reset: {
		opening: 'Opening your link…',
		title: (name: string) => `Welcome back, ${name}`,
		lead: 'Choose a new password. Wherever you are signed in, you will be signed out.',
		factors: 'Your second step is taken away too: you can set up a new one afterwards.',
		email: 'You sign in with',
		password: 'New password',
		submit: 'Save and sign in',
		over: 'This link cannot be used.',
		overHow: 'It works once and for a day. Ask the manager who sent it for a new one.'
	},
	resetLink: {
		open: 'Make a reset link…',
		title: (name: string) => `A new start for ${name}`,
		lead: 'The link lets them choose a new password and signs them out everywhere. Give it to nobody else.',
		factors: 'Their phone or passkey is lost too: take away the second step',
		make: 'Make the link',
		link: (name: string) => `The link for ${name}`,
		linkHint: 'Works once, for 24 hours. It is not shown again.',
		copy: 'Copy the link',
		copied: 'Copied',
		close: 'Close'
	},
	rules: {
		title: 'Rules of the practice',
		second: 'Ask everybody for a second step at sign-in',
		secondHint: 'An authenticator app or a passkey. Who has none sets one up at their next sign-in.',
		idle: 'Minutes until an untouched screen locks',
		save: 'Save the rules',
		saved: 'Saved.',
		roles: { manager: 'Managers', staff: 'Staff', viewer: 'Viewers', none: 'Without boards' },
		minutes: (most: number) => `Choose from 1 to ${most} minutes.`
	}
} as const;
