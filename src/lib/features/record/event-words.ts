import type { Recordable, SecurityEvent, SignInMethod } from '#domain/activity/events.ts';
import type { PersonId } from '#domain/ids.ts';

/** A line in words: what goes on after the name, and the words themselves where somebody wrote some. */
export interface Told {
	readonly what: string;
	readonly quote?: string | null;
}

export interface EventContext {
	readonly nameOf: (person: PersonId) => string;
	/** A moment by the practice's clock. */
	readonly momentOf: (at: number) => string;
}

const METHODS: Readonly<Record<SignInMethod, string>> = {
	password: 'with the password',
	'password-and-code': 'with password and code',
	'password-and-passkey': 'with password and passkey',
	'password-and-recovery-code': 'with password and a recovery code',
	passkey: 'with a passkey',
	invitation: 'by an invitation',
	'reset-link': 'by a reset link',
	'set-up': 'by the set-up link'
};

const ENDED = {
	idle: 'was signed out: nobody used the session',
	over: 'was signed out: the session was as long as a session may be',
	replaced: 'was signed out: somebody signed in at the same browser',
	revoked: 'ended a session elsewhere',
	disabled: 'was signed out: the account was disabled',
	'password-changed': 'was signed out: the password changed'
} as const;

const FAILED = {
	wrong: 'wrong e-mail or password',
	'too-many-tries': 'too many tries',
	disabled: 'the account is disabled',
	'second-factor': 'wrong second factor',
	passkey: 'wrong passkey'
} as const;

const UNLOCKED = { pin: 'the PIN', passkey: 'a passkey', password: 'the password' } as const;
const FACTORS = { totp: 'an authenticator app', passkey: 'a passkey' } as const;

type Of<K extends SecurityEvent['kind']> = SecurityEvent & { readonly kind: K };
type Table = { readonly [K in SecurityEvent['kind']]: (event: Of<K>, context: EventContext) => Told | string };

/** What happened beside the changes of boards. A new kind of event does not compile before it has its words. */
const WORDS: Table = {
	'practice-founded': ({ name }) => `set up the practice ${name}`,
	'signed-in': ({ method }) => `signed in ${METHODS[method]}`,
	'sign-in-failed': ({ reason, account, times }, { nameOf }) =>
		`could not sign in${account ? ` as ${nameOf(account)}` : ''}: ${FAILED[reason]}${timesWords(times)}`,
	'signed-out': () => 'signed out',
	'session-ended': ({ why }) => ENDED[why],
	locked: ({ why }) => (why === 'idle' ? 'was locked out: nobody used the screen' : 'locked the screen'),
	unlocked: ({ method }) => `unlocked the screen with ${UNLOCKED[method]}`,
	'unlock-failed': ({ method }) => `could not unlock the screen with ${UNLOCKED[method]}`,
	'password-changed': ({ method }) =>
		method === 'own' ? 'changed the password' : 'chose a new password by a reset link',
	'reset-link-made': ({ person }, { nameOf }) => `made a link for ${nameOf(person)} to choose a new password`,
	'second-factor-added': ({ method }) => `added ${FACTORS[method]} for signing in`,
	'second-factor-removed': ({ method }) => `removed ${FACTORS[method]} for signing in`,
	'second-factor-cleared': ({ person }, { nameOf }) => `took the second factor off ${nameOf(person)}’s account`,
	'passkey-added': ({ name }) => `added the passkey ${name}`,
	'passkey-removed': ({ name }) => `removed the passkey ${name}`,
	'recovery-codes-made': () => 'made new recovery codes',
	'pin-set': () => 'set a PIN for this kind of screen',
	'person-invited': (event) => `invited ${event.name} as ${roleWords(event)}`,
	'invitation-withdrawn': ({ name }) => `withdrew the invitation of ${name}`,
	'person-joined': (event) => `joined as ${roleWords(event)}`,
	'person-changed': (event, { nameOf }) => `changed ${nameOf(event.person)}: ${changeWords(event.field, event)}`,
	'person-disabled': ({ person }, { nameOf }) => `disabled the account of ${nameOf(person)}`,
	'person-enabled': ({ person }, { nameOf }) => `enabled the account of ${nameOf(person)} again`,
	'device-trusted': ({ device }) => `marked ${device} as a trusted device`,
	'device-untrusted': ({ device }) => `marked ${device} as no longer trusted`,
	'setting-changed': (event) => `changed a rule of the practice: ${changeWords(event.setting, event)}`,
	'board-opened': () => 'opened the board',
	'card-read': () => 'read the card',
	'record-read': ({ choice }, { nameOf }) => {
		const person = choice.person && ` of ${nameOf(choice.person)}`;
		return { what: `looked through the record${person ?? ''}`, quote: choice.patient ?? null };
	},
	searched: ({ count }) => `searched all boards: ${count} ${count === 1 ? 'card' : 'cards'} found`,
	exported: ({ what, count, choice }) => ({
		what: `took along ${count} ${count === 1 ? 'line' : 'lines'} of the ${what}`,
		quote: choice?.patient ?? null
	}),
	'update-refused': ({ code, times }) => `made a change that was refused (${code})${timesWords(times)}`,
	'access-refused': ({ method, route, code, times }) =>
		`asked for what is not theirs: ${method} ${route} (${code})${timesWords(times)}`,
	'break-glass': ({ reason, until }, { momentOf }) => ({
		what: `opened the board in an emergency, until ${momentOf(until)}`,
		quote: reason
	}),
	'break-glass-ended': () => 'ended the emergency',
	'sealed-edits-delivered': ({ count }) => `delivered ${count} changes that a locked screen had kept`,
	'data-restored': ({ boards }) => `went on from a backup with ${boards} boards`,
	'record-shortened': ({ upTo }) => `let the lines up to number ${upTo} go: they were older than they are kept`
};

export function tellEvent(event: SecurityEvent, context: EventContext): Told {
	const tell = WORDS[event.kind] as (event: SecurityEvent, context: EventContext) => Told | string;
	const told = tell(event, context);
	return typeof told === 'string' ? { what: told } : told;
}

function roleWords({ role, departments }: { role: string; departments: readonly string[] }): string {
	return departments.length > 0 ? `${role} (${departments.join(', ')})` : role;
}

function changeWords(name: string, { from, to }: { from: Recordable; to: Recordable }): string {
	return `${name} from ${valueWords(from)} to ${valueWords(to)}`;
}

function valueWords(value: Recordable): string {
	if (value === null || value === '') return 'nothing';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	return typeof value === 'object' ? value.join(', ') || 'nothing' : String(value);
}

function timesWords(times = 1): string {
	return times > 1 ? `, ${times} times` : '';
}
