import type { Context } from 'hono';
import type { AppEnv } from '../../http/env.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';
import { deviceOf, isSafari } from './device.ts';
import type { Sessions } from './sessions.ts';

/** What a signed-in person's browser knows of them and of the practice. */
export function meOf(accounts: Pick<Accounts, 'practice'>, person: Account) {
	const { id, name, email, role, privacyOfficer, departments, emergencies, colour } = person;
	const rights = { role, privacyOfficer, departments, emergencies };
	return { person: { id, name, email, ...rights, colour }, practice: accounts.practice() };
}

/** Signs the person in at this browser with a new token; whoever was signed in there before is signed out. */
export async function signIn(c: Context<AppEnv>, sessions: Sessions, person: Account): Promise<void> {
	const before = c.get('session');
	const token = await sessions.start(person.id, deviceOf(c.req.header('user-agent')));
	if (before) sessions.end(before.sessionId);
	c.header('Set-Cookie', sessions.cookie(token, needsPlainCookie(c)), { append: true });
}

export function signOut(c: Context<AppEnv>, sessions: Sessions): void {
	const before = c.get('session');
	if (before) sessions.end(before.sessionId);
	c.header('Set-Cookie', sessions.cookie(null), { append: true });
	if (needsPlainCookie(c)) c.header('Set-Cookie', sessions.cookie(null, true), { append: true });
}

function needsPlainCookie(c: Context<AppEnv>): boolean {
	const { local, secure } = c.get('connection');
	return local && !secure && isSafari(c.req.header('user-agent'));
}
