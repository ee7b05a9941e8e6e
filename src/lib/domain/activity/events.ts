import type { Change } from './changes.ts';
import type { BoardId, CardId, Instant, PersonId } from '../ids.ts';

/** Who did something before they could be known: a sign-in that failed, a request without a session. */
export const NOBODY = 'nobody' as PersonId;

export type SignInMethod =
	| 'password'
	| 'password-and-code'
	| 'password-and-passkey'
	| 'password-and-recovery-code'
	| 'passkey'
	| 'invitation'
	| 'reset-link'
	| 'set-up';

/** What a setting or a person's field was and became. */
export type Recordable = string | number | boolean | null | readonly string[];

/** How a part of the record was chosen to be read or taken along. */
export interface RecordChoice {
	readonly person?: PersonId;
	readonly card?: CardId;
	readonly patient?: string;
	readonly kind?: RecordGroup;
	readonly from?: Instant;
	readonly until?: Instant;
}

/** What happened beside the changes of boards: who came in, who saw what, who may do what. */
export type SecurityEvent =
	| { readonly kind: 'practice-founded'; readonly name: string; readonly departments: readonly string[] }
	/** `on` is the browser in words; the entry's device is the session that began. */
	| { readonly kind: 'signed-in'; readonly method: SignInMethod; readonly on: string }
	/** Never what was typed: it may be a password in the wrong field. `account` is whose it was, when it is anybody's. */
	| {
			readonly kind: 'sign-in-failed';
			readonly reason: 'wrong' | 'too-many-tries' | 'disabled' | 'second-factor' | 'passkey';
			readonly account: PersonId | null;
			readonly times?: number;
	  }
	| { readonly kind: 'signed-out' }
	| {
			readonly kind: 'session-ended';
			readonly why: 'idle' | 'over' | 'replaced' | 'revoked' | 'disabled' | 'password-changed';
	  }
	| { readonly kind: 'locked'; readonly why: 'idle' | 'asked' }
	| { readonly kind: 'unlocked'; readonly method: 'pin' | 'passkey' | 'password' }
	| { readonly kind: 'unlock-failed'; readonly method: 'pin' | 'passkey' | 'password' }
	| { readonly kind: 'password-changed'; readonly method: 'own' | 'reset-link' }
	| { readonly kind: 'reset-link-made'; readonly person: PersonId }
	| { readonly kind: 'second-factor-added' | 'second-factor-removed'; readonly method: 'totp' | 'passkey' }
	| { readonly kind: 'second-factor-cleared'; readonly person: PersonId }
	| { readonly kind: 'passkey-added' | 'passkey-removed'; readonly name: string }
	| { readonly kind: 'recovery-codes-made' }
	| { readonly kind: 'pin-set' }
	| {
			readonly kind: 'person-invited' | 'invitation-withdrawn';
			readonly name: string;
			readonly role: string;
			readonly departments: readonly string[];
	  }
	| { readonly kind: 'person-joined'; readonly role: string; readonly departments: readonly string[] }
	| {
			readonly kind: 'person-changed';
			readonly person: PersonId;
			readonly field: string;
			readonly from: Recordable;
			readonly to: Recordable;
	  }
	| { readonly kind: 'person-disabled' | 'person-enabled'; readonly person: PersonId }
	| { readonly kind: 'device-trusted' | 'device-untrusted'; readonly device: string }
	| {
			readonly kind: 'setting-changed';
			readonly setting: string;
			readonly from: Recordable;
			readonly to: Recordable;
	  }
	/** A screen on the wall: what it may say, and of which boards. */
	| {
			readonly kind: 'wall-paired' | 'wall-changed';
			readonly name: string;
			readonly zone: string;
			readonly boards: readonly string[];
	  }
	| { readonly kind: 'wall-removed'; readonly name: string }
	| { readonly kind: 'board-opened' }
	| { readonly kind: 'card-read' }
	| { readonly kind: 'record-read'; readonly choice: RecordChoice }
	/** Looked for cards over all boards; never what for. */
	| { readonly kind: 'searched'; readonly count: number }
	| {
			readonly kind: 'exported';
			readonly what: string;
			readonly count: number;
			readonly choice?: RecordChoice;
	  }
	/** A client's edit that the gate did not take; `times` counts those of one minute. */
	| { readonly kind: 'update-refused'; readonly code: string; readonly times: number }
	/** Asked for what they have no right to; `route` is the pattern, never the path. */
	| {
			readonly kind: 'access-refused';
			readonly method: string;
			readonly route: string;
			readonly code: string;
			readonly times: number;
	  }
	| { readonly kind: 'break-glass'; readonly reason: string; readonly until: Instant }
	| { readonly kind: 'break-glass-ended' }
	| { readonly kind: 'sealed-edits-delivered'; readonly count: number }
	/** `whose`: the department's name, or the practice's. */
	| { readonly kind: 'huddle-started'; readonly whose: string }
	/** The lead went to somebody: given by whoever had it, or taken by themselves. */
	| { readonly kind: 'huddle-led'; readonly whose: string; readonly leader: PersonId; readonly how: 'given' | 'taken' }
	| { readonly kind: 'huddle-ended'; readonly why: 'closed' | 'left'; readonly decisions: number }
	/** The practice went on from a backup. */
	| { readonly kind: 'data-restored'; readonly boards: number }
	/** Rows up to `upTo` were older than the practice keeps them; `hash` is the last one's, where the chain goes on from. */
	| { readonly kind: 'record-shortened'; readonly upTo: number; readonly hash: string };

/** One line of the record, whatever it tells of. */
export interface RecordEntry {
	/** Counts the whole practice's record from 1, without a hole. */
	readonly seq: number;
	readonly at: Instant;
	readonly board: BoardId | null;
	readonly card: CardId | null;
	readonly person: PersonId;
	/** The session that it came from. */
	readonly device: string | null;
	/** The network address that it came from. */
	readonly source: string | null;
	readonly change: Change | SecurityEvent;
}

/** What lines of the record are looked through for. */
export const RECORD_GROUPS = ['changes', 'reads', 'sign-ins', 'people', 'refusals', 'settings'] as const;
export type RecordGroup = (typeof RECORD_GROUPS)[number];

/** By kind, so that a new event cannot be forgotten here. */
const GROUPS: Readonly<Record<SecurityEvent['kind'], RecordGroup>> = {
	'practice-founded': 'people',
	'signed-in': 'sign-ins',
	'sign-in-failed': 'sign-ins',
	'signed-out': 'sign-ins',
	'session-ended': 'sign-ins',
	locked: 'sign-ins',
	unlocked: 'sign-ins',
	'unlock-failed': 'sign-ins',
	'password-changed': 'sign-ins',
	'reset-link-made': 'people',
	'second-factor-added': 'sign-ins',
	'second-factor-removed': 'sign-ins',
	'second-factor-cleared': 'people',
	'passkey-added': 'sign-ins',
	'passkey-removed': 'sign-ins',
	'recovery-codes-made': 'sign-ins',
	'pin-set': 'sign-ins',
	'person-invited': 'people',
	'invitation-withdrawn': 'people',
	'person-joined': 'people',
	'person-changed': 'people',
	'person-disabled': 'people',
	'person-enabled': 'people',
	'device-trusted': 'settings',
	'device-untrusted': 'settings',
	'setting-changed': 'settings',
	'wall-paired': 'settings',
	'wall-changed': 'settings',
	'wall-removed': 'settings',
	'board-opened': 'reads',
	'card-read': 'reads',
	'record-read': 'reads',
	searched: 'reads',
	exported: 'reads',
	'update-refused': 'refusals',
	'access-refused': 'refusals',
	'break-glass': 'reads',
	'break-glass-ended': 'reads',
	'sealed-edits-delivered': 'settings',
	'huddle-started': 'settings',
	'huddle-led': 'settings',
	'huddle-ended': 'settings',
	'data-restored': 'settings',
	'record-shortened': 'settings'
};

/** Whether a line tells of people and rights, and not of a change on a board. */
export function isSecurityEvent(change: Change | SecurityEvent): change is SecurityEvent {
	return Object.hasOwn(GROUPS, change.kind);
}

/** All kinds of security events, or those of one group. Those of `changes` are all that are none. */
export function securityKinds(group?: RecordGroup): SecurityEvent['kind'][] {
	const kinds = Object.keys(GROUPS) as SecurityEvent['kind'][];
	return group ? kinds.filter((kind) => GROUPS[kind] === group) : kinds;
}

export function groupOf(change: Change | SecurityEvent): RecordGroup {
	return isSecurityEvent(change) ? GROUPS[change.kind] : 'changes';
}
