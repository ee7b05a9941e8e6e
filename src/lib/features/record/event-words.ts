import type { Recordable, SecurityEvent } from '#domain/activity/events.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Zone } from '#domain/wall/settings.ts';
import { events as words } from '$lib/messages/events-messages.ts';
import { locale } from '$lib/messages/languages.ts';
import { walls } from '$lib/messages/walls-messages.ts';

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

type Of<K extends SecurityEvent['kind']> = SecurityEvent & { readonly kind: K };
type Table = { readonly [K in SecurityEvent['kind']]: (event: Of<K>, context: EventContext) => Told | string };

/** What happened beside the changes of boards. A new kind of event does not compile before it has its words. */
const WORDS: Table = {
	'practice-founded': ({ name }) => words.founded(name),
	'signed-in': ({ method }) => words.signedIn[method],
	'sign-in-failed': ({ reason, account, times = 1 }, { nameOf }) => {
		const why = words.failed[reason];
		return account ? words.couldNotAs(nameOf(account), why, times) : words.couldNot(why, times);
	},
	'signed-out': () => words.signedOut,
	'session-ended': ({ why }) => words.ended[why],
	locked: ({ why }) => words.locked[why],
	unlocked: ({ method }) => words.unlocked[method],
	'unlock-failed': ({ method }) => words.unlockFailed[method],
	'password-changed': ({ method }) => words.passwordChanged[method],
	'reset-link-made': ({ person }, { nameOf }) => words.resetLink(nameOf(person)),
	'second-factor-added': ({ method }) => words.factorAdded[method],
	'second-factor-removed': ({ method }) => words.factorRemoved[method],
	'second-factor-cleared': ({ person }, { nameOf }) => words.factorsCleared(nameOf(person)),
	'passkey-added': ({ name }) => words.passkeyAdded(name),
	'passkey-removed': ({ name }) => words.passkeyRemoved(name),
	'recovery-codes-made': () => words.recoveryCodes,
	'pin-set': () => words.pinSet,
	'person-invited': (event) => words.invited(event.name, roleWords(event)),
	'invitation-withdrawn': ({ name }) => words.invitationWithdrawn(name),
	'person-joined': (event) => words.joined(roleWords(event)),
	'person-changed': ({ person, field, from, to }, { nameOf }) =>
		words.personChanged(nameOf(person), fieldWords(field), valueWords(from), valueWords(to)),
	'person-disabled': ({ person }, { nameOf }) => words.disabled(nameOf(person)),
	'person-enabled': ({ person }, { nameOf }) => words.enabled(nameOf(person)),
	'device-trusted': ({ device }) => words.trusted(device),
	'device-untrusted': ({ device }) => words.untrusted(device),
	'setting-changed': ({ setting, from, to }) => words.rule(fieldWords(setting), valueWords(from), valueWords(to)),
	'wall-paired': ({ name, zone }) => words.wallPaired(name, walls.zones[zone as Zone].label),
	'wall-changed': ({ name, zone }) => words.wallChanged(name, walls.zones[zone as Zone].label),
	'wall-removed': ({ name }) => words.wallRemoved(name),
	'board-opened': () => words.boardOpened,
	'card-read': () => words.cardRead,
	'record-read': ({ choice }, { nameOf }) => ({
		what: choice.person ? words.recordReadOf(nameOf(choice.person)) : words.recordRead,
		quote: choice.patient ?? null
	}),
	searched: ({ count }) => words.searched(count),
	exported: ({ count, choice }) => ({ what: words.exported(count), quote: choice?.patient ?? null }),
	'update-refused': ({ code, times }) => words.refused(code, times),
	'access-refused': ({ method, route, code, times }) => words.accessRefused(method, route, code, times),
	'break-glass': ({ reason, until }, { momentOf }) => ({ what: words.emergency(momentOf(until)), quote: reason }),
	'break-glass-ended': () => words.emergencyEnded,
	'huddle-started': ({ whose }) => words.huddleStarted(whose),
	'huddle-led': ({ whose, leader, how }, { nameOf }) => words.huddleLed[how](whose, nameOf(leader)),
	'huddle-ended': ({ why, decisions }) => words.huddleEnded[why](decisions),
	'sealed-edits-delivered': ({ count }) => words.delivered(count),
	'data-restored': ({ boards }) => words.restored(boards),
	'record-shortened': ({ upTo }) => words.shortened(upTo)
};

export function tellEvent(event: SecurityEvent, context: EventContext): Told {
	const tell = WORDS[event.kind] as (event: SecurityEvent, context: EventContext) => Told | string;
	const told = tell(event, context);
	return typeof told === 'string' ? { what: told } : told;
}

function roleWords({ role, departments }: { role: string; departments: readonly string[] }): string {
	return departments.length > 0 ? words.roleIn(role, listWords(departments)) : role;
}

function fieldWords(name: string): string {
	return Object.hasOwn(words.fields, name) ? words.fields[name as keyof typeof words.fields] : name;
}

function valueWords(value: Recordable): string {
	if (value === null || value === '') return words.nothing;
	if (typeof value === 'boolean') return value ? words.yes : words.no;
	return typeof value === 'object' ? listWords(value) || words.nothing : String(value);
}

const LIST = new Intl.ListFormat(locale, { type: 'unit' });
const listWords = (list: readonly string[]): string => LIST.format(list);
