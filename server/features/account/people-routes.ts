import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { can } from '#domain/access/can.ts';
import { keepsManager } from '#domain/access/standing.ts';
import type { PersonId } from '#domain/ids.ts';
import { initialsOf } from '#domain/people.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Account, Standing } from '../../ports/accounts.ts';
import type { AccountDeps } from './account.ts';
import * as field from './fields.ts';
import { requireManager, stillManager } from './manager.ts';
import { wholeStanding } from './standing.ts';

/** What is left out stays. */
const CHANGED = v.object({
	name: v.optional(field.personName),
	role: v.optional(field.role),
	privacyOfficer: v.optional(field.yesOrNo),
	departments: v.optional(field.departments)
});

/** The colleagues, as cards and menus name them, and what managers decide about them. Nobody is ever deleted. */
export function peopleRoutes(deps: AccountDeps) {
	const { accounts } = deps;
	return new Hono<AppEnv>()
		.get('/people', (c) => {
			const { person } = signedIn(c);
			const withEmail = can(person, 'manage-people');
			return c.json(accounts.people().map((colleague) => colleagueOf(colleague, withEmail)));
		})
		.patch('/people/:person', async (c) => {
			requireManager(c);
			const changed = await bodyOf(c, CHANGED);
			const after = inOne(c, () => changePerson(c, deps, changed));
			deps.sessions.personChanged(after.id);
			return c.json(after);
		})
		.post('/people/:person/disable', (c) => {
			return c.json(inOne(c, () => disablePerson(c, deps)));
		})
		.post('/people/:person/enable', (c) => {
			return c.json(inOne(c, () => enablePerson(c, deps)));
		});
}

function changePerson(
	c: Context<AppEnv>,
	{ accounts, boards, emergencies, now }: AccountDeps,
	changed: v.InferOutput<typeof CHANGED>
) {
	const before = asked(c, accounts);
	const { name, role, privacyOfficer, departments } = before;
	const whole = wholeStanding({ name, role, privacyOfficer, departments, ...changed }, boards);
	const changes = changesBetween(before, whole);
	if (changes.length === 0) return colleagueOf(before, true);
	requireRemainingManager(accounts.people(), { ...before, role: whole.role });
	accounts.change(before.id, whole);
	for (const change of changes) note(c, { kind: 'person-changed', person: before.id, ...change });
	if (whole.role !== 'staff') emergencies.end(before.id, null, now());
	if (whole.role !== 'manager') accounts.withdrawAllBy(before.id);
	return colleagueOf(accounts.person(before.id)!, true);
}

/** Whatever would let them in again goes with it; their name stays true in the history. */
function disablePerson(c: Context<AppEnv>, { accounts, emergencies, sessions, now }: AccountDeps) {
	const before = asked(c, accounts);
	if (before.disabled) return colleagueOf(before, true);
	requireRemainingManager(accounts.people(), { ...before, disabled: true });
	accounts.setDisabled(before.id, now());
	accounts.withdrawAllBy(before.id);
	emergencies.end(before.id, null, now());
	note(c, { kind: 'person-disabled', person: before.id });
	sessions.endAllOf(before.id);
	return colleagueOf(accounts.person(before.id)!, true);
}

function enablePerson(c: Context<AppEnv>, { accounts }: AccountDeps) {
	const before = asked(c, accounts);
	if (!before.disabled) return colleagueOf(before, true);
	accounts.setDisabled(before.id, null);
	note(c, { kind: 'person-enabled', person: before.id });
	return colleagueOf(accounts.person(before.id)!, true);
}

/**
 * The person whom the address names, asked for by a manager.
 *
 * @throws {Problem} 403 for anybody else, 404 when it is nobody's.
 */
function asked(c: Context<AppEnv>, accounts: AccountDeps['accounts']): Account {
	stillManager(c, accounts);
	const person = accounts.person((c.req.param('person') ?? '') as PersonId);
	if (!person) throw notFound();
	return person;
}

function requireRemainingManager(people: readonly Account[], after: Account): void {
	if (keepsManager(people, after)) return;
	throw new Problem(409, say('lastManager'), { code: 'last-manager' });
}

function changesBetween(before: Standing, after: Standing) {
	const fields = ['name', 'role', 'privacyOfficer', 'departments'] as const;
	return fields
		.map((field) => ({ field, from: sorted(before[field]), to: sorted(after[field]) }))
		.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

const sorted = (value: Standing[keyof Standing]) => (typeof value === 'object' ? [...value].sort() : value);

function colleagueOf(account: Account, withEmail: boolean) {
	const { id, name, colour, role, privacyOfficer, departments, disabled, email } = account;
	const colleague = { id, name, initials: initialsOf(name), colour, role, privacyOfficer, departments, disabled };
	return withEmail ? { ...colleague, email } : colleague;
}
