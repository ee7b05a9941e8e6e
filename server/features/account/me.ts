import type { Context } from 'hono';
import type { SignInMethod } from '#domain/activity/events.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';
import { deviceOf } from './device.ts';
import { needsPlainCookie } from './places.ts';
import type { Sessions } from './sessions.ts';
import { hashToken } from './tokens.ts';

/** What a signed-in person's browser knows of them and of the practice. */
export function meOf(accounts: Pick<Accounts, 'practice'>, person: Account) {
	const { id, name, email, role, privacyOfficer, departments, emergencies, colour } = person;
	const rights = { role, privacyOfficer, departments, emergencies };
	return { person: { id, name, email, ...rights, colour }, practice: accounts.practice() };
}

/** Signs the person in at this browser with a new token; whoever was signed in there before is signed out. */
export async function signIn(
	c: Context<AppEnv>,
	sessions: Sessions,
	person: Account,
	method: SignInMethod
): Promise<void> {
	const before = c.get('session') ?? c.get('locked');
	const on = deviceOf(c.req.header('user-agent'));
	const token = await sessions.start(person.id, on);
	inOne(c, () => {
		if (before) {
			note(c, { kind: 'session-ended', why: 'replaced' }, { person: before.person.id, device: before.sessionId });
			sessions.end(before.sessionId);
		}
		// When this fails nobody gets to know the token, so the session is nobody's.
		note(c, { kind: 'signed-in', method, on }, { person: person.id, device: hashToken(token) });
	});
	c.header('Set-Cookie', sessions.cookie(token, needsPlainCookie(c)), { append: true });
}

export function signOut(c: Context<AppEnv>, sessions: Sessions): void {
	const before = c.get('session') ?? c.get('locked');
	if (before) {
		inOne(c, () => {
			note(c, { kind: 'signed-out' }, { person: before.person.id, device: before.sessionId });
			sessions.end(before.sessionId);
		});
	}
	c.header('Set-Cookie', sessions.cookie(null), { append: true });
	if (needsPlainCookie(c)) c.header('Set-Cookie', sessions.cookie(null, true), { append: true });
}
