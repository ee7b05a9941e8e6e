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
	readonly kind?: string;
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
	| { readonly kind: 'board-opened' }
	| { readonly kind: 'card-read' }
	| { readonly kind: 'record-read'; readonly choice: RecordChoice }
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

/** By kind, so that a new event cannot be forgotten here. */
const SECURITY_KINDS: Readonly<Record<SecurityEvent['kind'], true>> = {
	'practice-founded': true,
	'signed-in': true,
	'sign-in-failed': true,
	'signed-out': true,
	'session-ended': true,
	locked: true,
	unlocked: true,
	'unlock-failed': true,
	'password-changed': true,
	'reset-link-made': true,
	'second-factor-added': true,
	'second-factor-removed': true,
	'second-factor-cleared': true,
	'passkey-added': true,
	'passkey-removed': true,
	'recovery-codes-made': true,
	'pin-set': true,
	'person-invited': true,
	'invitation-withdrawn': true,
	'person-joined': true,
	'person-changed': true,
	'person-disabled': true,
	'person-enabled': true,
	'device-trusted': true,
	'device-untrusted': true,
	'setting-changed': true,
	'board-opened': true,
	'card-read': true,
	'record-read': true,
	exported: true,
	'update-refused': true,
	'access-refused': true,
	'break-glass': true,
	'break-glass-ended': true,
	'sealed-edits-delivered': true,
	'data-restored': true,
	'record-shortened': true
};

/** Whether a line tells of people and rights, and not of a change on a board. */
export function isSecurityEvent(change: Change | SecurityEvent): change is SecurityEvent {
	return Object.hasOwn(SECURITY_KINDS, change.kind);
}
