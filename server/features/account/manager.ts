import type { Context } from 'hono';
import { can } from '#domain/access/can.ts';
import type { AppEnv } from '../../http/env.ts';
import { notSignedIn, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';

/** @throws {Problem} 401 or 403 when whoever asks does not manage people. */
export function requireManager(c: Context<AppEnv>): Account {
	return asManager(signedIn(c).person);
}

/** The same, read anew inside a transaction: the manager may have been changed while the body was on its way. */
export function stillManager(c: Context<AppEnv>, accounts: Pick<Accounts, 'person'>): Account {
	const person = accounts.person(signedIn(c).person.id);
	if (!person || person.disabled) throw notSignedIn();
	return asManager(person);
}

function asManager(person: Account): Account {
	if (can(person, 'manage-people')) return person;
	throw new Problem(403, say('onlyManagers'), { code: 'not-allowed' });
}
