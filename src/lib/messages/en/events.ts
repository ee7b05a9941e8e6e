import { count, plural } from './counting.ts';

const times = (said: string, n: number) =>
	n > 1 ? `${said}, ${plural(n, { one: 'once', other: `${n} times` })}` : said;

/** What the record tells beside the changes of cards. Each phrase goes on after the person's name. */
export const events = {
	somebody: 'Somebody',
	onServer: 'on the server itself',
	nothing: 'nothing',
	yes: 'yes',
	no: 'no',
	founded: (practice: string) => `set up the practice ${practice}`,
	signedIn: {
		password: 'signed in with the password',
		'password-and-code': 'signed in with password and code',
		'password-and-passkey': 'signed in with password and passkey',
		'password-and-recovery-code': 'signed in with password and a recovery code',
		passkey: 'signed in with a passkey',
		invitation: 'signed in by an invitation',
		'reset-link': 'signed in by a reset link',
		'set-up': 'signed in by the set-up link'
	},
	failed: {
		wrong: 'wrong e-mail or password',
		'too-many-tries': 'too many tries',
		disabled: 'the account is disabled',
		'second-factor': 'wrong second factor',
		passkey: 'wrong passkey'
	},
	couldNot: (why: string, n: number) => times(`could not sign in: ${why}`, n),
	couldNotAs: (who: string, why: string, n: number) => times(`could not sign in as ${who}: ${why}`, n),
	signedOut: 'signed out',
	ended: {
		idle: 'was signed out: nobody used the session',
		over: 'was signed out: the session was as long as a session may be',
		replaced: 'was signed out: somebody signed in at the same browser',
		revoked: 'ended a session elsewhere',
		disabled: 'was signed out: the account was disabled',
		'password-changed': 'was signed out: the password changed'
	},
	locked: { idle: 'was locked out: nobody used the screen', asked: 'locked the screen' },
	unlocked: {
		pin: 'unlocked the screen with the PIN',
		passkey: 'unlocked the screen with a passkey',
		password: 'unlocked the screen with the password'
	},
	unlockFailed: {
		pin: 'could not unlock the screen with the PIN',
		passkey: 'could not unlock the screen with a passkey',
		password: 'could not unlock the screen with the password'
	},
	passwordChanged: { own: 'changed the password', 'reset-link': 'chose a new password by a reset link' },
	resetLink: (who: string) => `made a link for ${who} to choose a new password`,
	factorAdded: { totp: 'added an authenticator app for signing in', passkey: 'added a passkey for signing in' },
	factorRemoved: { totp: 'removed an authenticator app for signing in', passkey: 'removed a passkey for signing in' },
	factorsCleared: (who: string) => `took the second factor off ${who}’s account`,
	passkeyAdded: (name: string) => `added the passkey ${name}`,
	passkeyRemoved: (name: string) => `removed the passkey ${name}`,
	recoveryCodes: 'made new recovery codes',
	pinSet: 'set a PIN for this kind of screen',
	invited: (name: string, role: string) => `invited ${name} as ${role}`,
	invitationWithdrawn: (name: string) => `withdrew the invitation of ${name}`,
	joined: (role: string) => `joined as ${role}`,
	roleIn: (role: string, departments: string) => `${role} (${departments})`,
	personChanged: (who: string, field: string, from: string, to: string) =>
		`changed ${who}: ${field} from ${from} to ${to}`,
	disabled: (who: string) => `disabled the account of ${who}`,
	enabled: (who: string) => `enabled the account of ${who} again`,
	trusted: (device: string) => `marked ${device} as a trusted device`,
	untrusted: (device: string) => `marked ${device} as no longer trusted`,
	rule: (rule: string, from: string, to: string) => `changed a rule of the practice: ${rule} from ${from} to ${to}`,
	/** What of a person or a rule was changed; what has no word here is told by its own name. */
	fields: {
		name: 'name',
		role: 'role',
		departments: 'departments',
		privacyOfficer: 'privacy officer',
		'second-factor-required': 'a second step for everybody',
		'idle-minutes-manager': 'minutes until a manager’s screen locks',
		'idle-minutes-staff': 'minutes until a staff screen locks',
		'idle-minutes-viewer': 'minutes until a viewer’s screen locks',
		'idle-minutes-none': 'minutes until other screens lock'
	},
	boardOpened: 'opened the board',
	wallPaired: (name: string, zone: string) => `paired the wall screen ${name}, for ${zone.toLowerCase()}`,
	wallChanged: (name: string, zone: string) => `changed the wall screen ${name}, for ${zone.toLowerCase()}`,
	wallRemoved: (name: string) => `turned the wall screen ${name} dark`,
	cardRead: 'read the card',
	recordRead: 'looked through the record',
	recordReadOf: (who: string) => `looked through the record of ${who}`,
	searched: (n: number) => `searched all boards: ${count(n, { one: 'card', other: 'cards' })} found`,
	exported: (n: number) => `took along ${count(n, { one: 'line', other: 'lines' })} of the record`,
	refused: (code: string, n: number) => times(`made a change that was refused (${code})`, n),
	accessRefused: (method: string, route: string, code: string, n: number) =>
		times(`asked for what is not theirs: ${method} ${route} (${code})`, n),
	emergency: (until: string) => `opened the board in an emergency, until ${until}`,
	emergencyEnded: 'ended the emergency',
	huddleStarted: (whose: string) => `started the huddle of ${whose}`,
	huddleLed: {
		given: (whose: string, who: string) => `gave the lead of the huddle of ${whose} to ${who}`,
		taken: (whose: string) => `took the lead of the huddle of ${whose}`
	},
	huddleEnded: {
		closed: (decisions: number) => `ended the huddle: ${decisions} decided`,
		left: (decisions: number) => `ended a huddle that had been left: ${decisions} decided`
	},
	delivered: (n: number) =>
		plural(n, {
			one: 'delivered a change that a locked screen had kept',
			other: `delivered ${n} changes that a locked screen had kept`
		}),
	restored: (n: number) => `went on from a backup with ${count(n, { one: 'board', other: 'boards' })}`,
	shortened: (upTo: number) => `let the lines up to number ${upTo} go: they were older than they are kept`,
	column: {
		added: (column: string) => `added the column ${column}`,
		removed: (column: string) => `removed the column ${column}`,
		renamed: (from: string, to: string) => `renamed the column ${from} to ${to}`,
		kind: (column: string, from: string, to: string) =>
			`changed what the column ${column} is for: from “${from}” to “${to}”`,
		limit: (column: string, limit: number) => `set the limit of ${column} to ${limit}`,
		noLimit: (column: string) => `took the limit off the column ${column}`,
		moved: (column: string) => `moved the column ${column}`
	},
	boardChanged: (field: string, from: string, to: string) => `changed the board: ${field} from ${from} to ${to}`,
	boardRestored: (when: string) => `took the board back to ${when}`
} as const;
