import type { Context } from 'hono';
import type { AppEnv } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Account } from '../../ports/accounts.ts';

/** Sessions whose person has just typed their password again: whoever finds a desk open cannot change how it opens. */
export interface Confirmations {
	confirm(sessionId: string): void;
	isConfirmed(sessionId: string): boolean;
}

const LASTS_MS = 10 * 60_000;

export function createConfirmations(now: () => number): Confirmations {
	const until = new Map<string, number>();
	return {
		confirm(sessionId) {
			for (const [other, end] of until) if (end <= now()) until.delete(other);
			until.set(sessionId, now() + LASTS_MS);
		},
		isConfirmed: (sessionId) => (until.get(sessionId) ?? 0) > now()
	};
}

/** @throws {Problem} 401 when nobody is signed in, 403 `confirm-first` when the password has to be typed first. */
export function confirmedPerson(
	c: Context<AppEnv>,
	{ confirmations }: { readonly confirmations: Confirmations }
): Account {
	const { person, sessionId } = signedIn(c);
	if (confirmations.isConfirmed(sessionId)) return person;
	throw new Problem(403, say('confirmFirst'), { code: 'confirm-first' });
}
