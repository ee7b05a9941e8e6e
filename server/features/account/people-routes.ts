import { Hono } from 'hono';
import { can } from '#domain/access/can.ts';
import { initialsOf } from '#domain/people.ts';
import type { AppEnv } from '../../http/env.ts';
import { signedIn } from '../../http/session.ts';
import type { Account } from '../../ports/accounts.ts';
import type { AccountDeps } from './account.ts';

/** The colleagues, as cards and menus name them. E-mail addresses are the managers' business. */
export function peopleRoutes({ accounts }: AccountDeps) {
	return new Hono<AppEnv>().get('/people', (c) => {
		const { person } = signedIn(c);
		const withEmail = can(person, 'manage-people');
		return c.json(accounts.people().map((colleague) => colleagueOf(colleague, withEmail)));
	});
}

function colleagueOf(account: Account, withEmail: boolean) {
	const { id, name, colour, role, privacyOfficer, departments, disabled, email } = account;
	const colleague = { id, name, initials: initialsOf(name), colour, role, privacyOfficer, departments, disabled };
	return withEmail ? { ...colleague, email } : colleague;
}
