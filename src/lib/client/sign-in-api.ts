import type { PracticeRules } from '#domain/access/practice-rules.ts';
import type { Instant, PersonId } from '#domain/ids.ts';
import { request, type Me } from './api.ts';

export type SecondMethod = 'code' | 'passkey' | 'recovery-code';

/** What the first factor was not enough for. The ticket is good for this step alone. */
export type NextStep =
	| { readonly next: 'second-factor'; readonly ticket: string; readonly methods: readonly SecondMethod[] }
	| { readonly next: 'set-up-second-factor'; readonly ticket: string };

/** Signed in, or what comes first. */
export type Entered = Me | NextStep;

export function nextStepOf(entered: Entered): NextStep | null {
	return 'next' in entered ? entered : null;
}

/** The person's own way in. */
export interface OwnAccount {
	readonly app: { readonly addedAt: Instant } | null;
	readonly passkeys: readonly OwnPasskey[];
	/** How many are left. */
	readonly recoveryCodes: number;
	/** The practice asks everybody for a second factor. */
	readonly required: boolean;
}

export interface OwnPasskey {
	readonly id: string;
	readonly name: string;
	readonly addedAt: Instant;
	readonly usedAt: Instant | null;
}

export interface OwnSession {
	readonly id: string;
	readonly device: string;
	readonly startedAt: Instant;
	readonly lastSeen: Instant;
	/** The one that asks. */
	readonly here: boolean;
}

/** Codes are there when the person had none; they are shown once. */
export interface Enrolled {
	readonly recoveryCodes: readonly string[] | null;
}

export interface AppEnrolment {
	readonly token: string;
	/** In base32, for typing it in. */
	readonly secret: string;
	/** For a QR code. */
	readonly uri: string;
}

const ofPasskey = (id: string) => `/api/account/passkeys/${encodeURIComponent(id)}`;

export const sendCode = (ticket: string, code: string) => request<Me>('POST', '/api/session/code', { ticket, code });

export const ownAccount = () => request<OwnAccount>('GET', '/api/account');
export const confirmPassword = (password: string) => request<void>('POST', '/api/account/confirm', { password });
export const changePassword = (old: string, password: string) =>
	request<void>('POST', '/api/account/password', { old, password });
export const newRecoveryCodes = () =>
	request<{ recoveryCodes: readonly string[] }>('POST', '/api/account/recovery-codes');

/** @param ticket of whoever is still on the way in. */
export const beginApp = (ticket?: string) => request<AppEnrolment>('POST', '/api/account/app', { ticket });
export const proveApp = (token: string, code: string, ticket?: string) =>
	request<Enrolled>('POST', '/api/account/app/confirm', { ticket, token, code });
export const removeApp = () => request<void>('DELETE', '/api/account/app');
export const renamePasskey = (id: string, name: string) => request<void>('PUT', ofPasskey(id), { name });
export const removePasskey = (id: string) => request<void>('DELETE', ofPasskey(id));

export const ownSessions = () => request<readonly OwnSession[]>('GET', '/api/account/sessions');
export const endSession = (id: string) => request<void>('DELETE', `/api/account/sessions/${encodeURIComponent(id)}`);
export const endOtherSessions = () => request<void>('DELETE', '/api/account/sessions');

export interface ResetOffer {
	readonly name: string;
	readonly email: string;
	readonly practice: string;
	/** The second factors go too. */
	readonly factors: boolean;
}

/** @returns the link to hand to the person; it is shown once and stored nowhere. */
export const makeResetLink = (person: PersonId, factors: boolean) =>
	request<{ link: string }>('POST', `/api/people/${encodeURIComponent(person)}/reset-link`, { factors });
export const openReset = (token: string) => request<ResetOffer>('POST', '/api/reset/open', { token });
export const resetPassword = (token: string, password: string) =>
	request<Entered>('POST', '/api/reset', { token, password });

export const practiceRules = () => request<PracticeRules>('GET', '/api/rules');
export const changeRules = (rules: Partial<PracticeRules>) => request<PracticeRules>('PUT', '/api/rules', rules);
