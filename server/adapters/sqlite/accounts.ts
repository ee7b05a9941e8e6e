import type { Role } from '#domain/access/can.ts';
import type { DepartmentId } from '#domain/board/departments.ts';
import type { BoardId, Instant, PersonId } from '#domain/ids.ts';
import type { Account, Accounts, NewAccount, Practice } from '../../ports/accounts.ts';
import type { Db } from './database.ts';
import { IS_OPEN } from './emergencies.ts';
import { sqliteInvitations } from './invitations.ts';

interface PersonRow {
	readonly id: PersonId;
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	readonly privacyOfficer: 0 | 1;
	readonly colour: number;
	readonly disabled: 0 | 1;
	readonly departments: string;
	readonly emergencies: string;
}

const COLOURS = 12;

const PERSON = `SELECT id, name, email, role, privacy_officer AS privacyOfficer, colour,
	disabled_at IS NOT NULL AS disabled,
	(SELECT json_group_array(department) FROM memberships WHERE person = people.id) AS departments,
	(SELECT json_group_array(board) FROM emergencies WHERE person = people.id AND ${IS_OPEN}) AS emergencies
	FROM people`;

export function sqliteAccounts(db: Db, now = () => Date.now() as Instant): Accounts {
	const { add, ...people } = sqlitePeople(db, now);
	const { practice, putPractice } = sqlitePractice(db);
	return {
		practice,
		...people,
		...sqliteInvitations(db, add),
		add,
		found: db.transaction<Accounts['found']>((founded, manager, now, alongside) => {
			if (practice()) return false;
			putPractice(founded, now);
			if (!add(manager, now)) throw new Error('the first manager could not be written');
			alongside();
			return true;
		}).immediate
	};
}

function sqlitePractice(db: Db) {
	const read = db.prepare('SELECT id, name, time_zone AS timeZone, demo FROM practice');
	const put = db.prepare(
		'INSERT INTO practice (only, id, name, time_zone, demo, founded_at) VALUES (1, :id, :name, :timeZone, :demo, :now)'
	);
	return {
		practice(): Practice | null {
			const row = read.get() as (Omit<Practice, 'demo'> & { demo: 0 | 1 }) | undefined;
			return row ? { ...row, demo: row.demo === 1 } : null;
		},
		putPractice(practice: Practice, now: number): void {
			put.run({ ...practice, demo: practice.demo ? 1 : 0, now });
		}
	};
}

function sqlitePeople(db: Db, clock: () => Instant) {
	const all = db.prepare(`${PERSON} ORDER BY joined_at, rowid`);
	const byId = db.prepare(`${PERSON} WHERE id = :id`);
	const byEmail = db.prepare(`${PERSON} WHERE email = :email`);
	const credentials = db.prepare(
		'SELECT id AS person, password_hash AS passwordHash FROM people WHERE email = ? AND disabled_at IS NULL'
	);
	const count = db.prepare('SELECT count(*) FROM people').pluck();
	const put = db.prepare(
		`INSERT INTO people (id, name, email, role, privacy_officer, colour, password_hash, joined_at)
		 VALUES (:id, :name, :email, :role, :privacyOfficer, :colour, :passwordHash, :now)`
	);
	const change = db.prepare(
		'UPDATE people SET name = :name, role = :role, privacy_officer = :privacyOfficer WHERE id = :id'
	);
	const disable = db.prepare('UPDATE people SET disabled_at = ? WHERE id = ?');
	const removeLinks = db.prepare('DELETE FROM reset_links WHERE person = :id OR made_by = :id');
	const leave = db.prepare('DELETE FROM memberships WHERE person = ?');
	const join = db.prepare('INSERT INTO memberships (person, department) VALUES (?, ?)');

	const person = (id: PersonId) => accountFrom(byId.get({ id, now: clock() }));
	const personByEmail = (email: string) => accountFrom(byEmail.get({ email, now: clock() }));
	return {
		person,
		personByEmail,
		change: db.transaction<Accounts['change']>((id, { name, role, privacyOfficer, departments }) => {
			change.run({ id, name, role, privacyOfficer: privacyOfficer ? 1 : 0 });
			leave.run(id);
			for (const department of new Set(departments)) join.run(id, department);
		}).immediate,
		setDisabled: db.transaction<Accounts['setDisabled']>((id, since) => {
			disable.run(since, id);
			removeLinks.run({ id });
		}).immediate,
		people: () => all.all({ now: clock() }).flatMap((row) => accountFrom(row) ?? []),
		credentials: (email: string) => (credentials.get(email) ?? null) as ReturnType<Accounts['credentials']>,
		add: db.transaction((added: NewAccount, now: number): Account | null => {
			if (personByEmail(added.email)) return null;
			const { id, name, email, role, privacyOfficer = false, departments, passwordHash } = added;
			const colour = (count.get() as number) % COLOURS;
			put.run({ id, name, email, role, privacyOfficer: privacyOfficer ? 1 : 0, colour, passwordHash, now });
			for (const department of new Set(departments)) join.run(id, department);
			return person(added.id);
		}).immediate
	};
}

function accountFrom(row: unknown): Account | null {
	if (!row) return null;
	const { departments, emergencies, privacyOfficer, disabled, ...fields } = row as PersonRow;
	return {
		...fields,
		privacyOfficer: privacyOfficer === 1,
		departments: JSON.parse(departments) as DepartmentId[],
		emergencies: JSON.parse(emergencies) as BoardId[],
		disabled: disabled === 1
	};
}
