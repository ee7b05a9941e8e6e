import { plural } from './counting.ts';

/** Why the server did not do what it was asked to; what is wrong with a single answer is in `fields`. */
export const problems = {
	clearText: 'This connection is not encrypted. Open Daybreak by its https address.',
	/** A page of its own, in HTML: whoever reached Daybreak in clear text gets nothing else. */
	clearTextTitle: 'Daybreak needs an encrypted connection',
	clearTextHeading: 'Nobody can sign in here, because this connection is not encrypted',
	clearTextWhy:
		'You reached Daybreak by plain <code>http</code> from another machine. Anybody on the network between could read patients’ names and passwords, so Daybreak sends nothing this way, and browsers would not keep you signed in.',
	clearTextWays: 'If you look after this server, there are two ways out:',
	clearTextOwnTls:
		'<strong>Let Daybreak serve https itself:</strong> start it with <code>TLS_CERT</code> and <code>TLS_KEY</code> naming the files of a certificate and its key, then open the <code>https</code> address.',
	clearTextProxy:
		'<strong>Let something else do the encryption:</strong> put a proxy that speaks https in front of it (and name the proxy’s address in <code>TRUST_PROXY</code> when it runs on another machine), or open Daybreak on the machine it runs on, at <code>http://localhost</code> and its port.',
	clearTextAsk:
		'If you work at the practice, ask whoever set up Daybreak for the address that begins with <code>https</code>.',
	foreignOrigin: 'This came from another site, so nothing was done. Use Daybreak’s own pages.',
	tooLarge: 'This is more than one request may hold.',
	malformed: 'The request’s body is not JSON.',
	notFound: 'There is nothing at this address.',
	notBuilt: 'The pages are not built. Run npm run build, then start again.',
	notDone: 'The request could not be done.',
	failed: 'Something went wrong on our side. Try again; if it happens again, tell us the request’s number.',
	ruleSaidNo: 'A rule of the board said no. Nothing was changed.',
	damaged: 'The database is damaged, so nothing can be saved. Tell whoever runs your server.',
	boardDamaged:
		'What the server keeps of this board is damaged, so it stays closed. What you typed is kept on your device. Tell whoever runs your server.',
	boardNotSaved: 'The board cannot be saved at the moment. Try again in a minute.',
	cardNotHandedOver: 'The card cannot be handed over at the moment. Try again in a minute.',

	notSignedIn: 'Sign in to go on.',
	signInFailed: 'This e-mail and password do not go together. Check both and try again.',
	unknownPasskey: 'This passkey does not open Daybreak. Sign in with your password.',
	wrongCode: 'This code does not fit or was used before. Type the newest one.',
	wrongSecondPasskey: 'This passkey does not fit. Use another way.',
	wrongTooOften: 'That was wrong five times. Begin again with your e-mail and password.',
	beginAgain: 'This took too long. Begin again with your e-mail and password.',
	tooManyTries: (seconds: number) =>
		seconds > 90
			? `Too many tries. Wait ${Math.ceil(seconds / 60)} minutes, then try again.`
			: `Too many tries. Wait ${plural(seconds, { one: 'a second', other: `${seconds} seconds` })}, then try again.`,
	noPasskeysHere: 'Passkeys work only in a browser, at an address with a name. Use your password here.',
	noPasskeyForHere: 'None of your passkeys is for this address. Use another way to sign in.',

	locked: 'This screen is locked. Unlock it to go on.',
	wrongPin: (left: number) =>
		`That is not your PIN. ${plural(left, { one: 'One more try', other: `${left} more tries` })}, then your password is needed.`,
	pinBlocked: 'Too many wrong PINs. Use your password.',
	wrongPassword: 'That is not your password.',
	wrongPasskey: 'This passkey does not open this screen. Use another way.',
	noSuchSession: 'Nobody is signed in on that device any more.',
	sealedUnreadable: 'The server cannot open these sealed edits. Tell whoever runs it; they stay on this device.',

	confirmFirst: 'Type your password first: this changes how you sign in.',
	enrolmentOver: 'This took too long. Begin again.',
	secondFactorRequired: 'Your practice asks everybody for a second factor. Add another one first.',
	noSecondFactor: 'Recovery codes stand in for a second factor. Add one first.',
	ownFactorFirst: 'Set up a second factor for yourself first, on the page “Your account”.',

	alreadySetUp: 'This practice is set up already. Sign in instead.',
	wrongLink: 'This set-up link does not work any more. Each start of the server prints a new one: use that.',
	invitationOver: 'This invitation was used, withdrawn or has run out. Ask a manager for a new one.',
	resetOver: 'This link was used, replaced or has run out. Ask a manager for a new one.',
	ownAccount:
		'You change your own password on the page “Your account”. If you lost it, another manager makes the link.',
	personDisabled: 'This person cannot sign in at all. Enable them first.',
	lastManager: 'Somebody has to manage the practice. Make another person manager first.',

	onlyManagers: 'Only a manager can do this. Ask one of yours.',
	onlyManagersRule: 'Only a manager can change the practice’s rules. Ask one of yours.',
	onlyManagersTrust: 'Only a manager can trust a device. Ask one of yours.',
	onlyManagersRestore: 'Only a manager can take a board back. Ask one of yours.',
	onlyManagersScreens: 'Only a manager can look after screens. Ask one of yours.',
	onlyRecordReaders: 'Only managers and the privacy officer read the record. Your own part is under Your record.',
	onlyReads: 'You can read this board. To change it, ask a manager.',
	onlyFollows: 'You can follow this huddle. To start it, ask somebody who works on its boards.',
	emergencyForStaff: 'Emergency access is for staff. Ask a manager of your practice.',
	alreadyOpen: 'This board is open to you already.',

	screenNotPaired: 'This screen is not paired.',
	noSuchScreenCode: 'No screen shows this code now. Compare it with the screen; a code is good for ten minutes.',
	tooManyScreenCodes: 'That were too many wrong codes. Try again in ten minutes.'
} as const;
