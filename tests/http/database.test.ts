import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Instant } from '#domain/ids.ts';
import { sqliteAccounts } from '../../server/adapters/sqlite/accounts.ts';
import { openDatabase } from '../../server/adapters/sqlite/database.ts';
import { temporaryFolder } from './house.ts';

test('[H15] a database is brought to the newest schema once', () => {
	const path = join(temporaryFolder(), 'daybreak.db');
	const migrations = readdirSync(new URL('../../server/adapters/sqlite/migrations', import.meta.url));
	for (let i = 0; i < 2; i++) {
		const db = openDatabase(path);
		expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
		expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
		expect(db.pragma('synchronous', { simple: true })).toBe(2);
		expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
		db.close();
	}
});

test('[H15] a file that a newer version wrote is not opened', () => {
	const path = join(temporaryFolder(), 'daybreak.db');
	const db = openDatabase(path);
	db.pragma('user_version = 9999');
	db.close();
	expect(() => openDatabase(path)).toThrow(/newer version/);
});

test('[H15] every table checks its types', () => {
	const db = openDatabase(join(temporaryFolder(), 'daybreak.db'));
	const tables = db.prepare(
		"SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
	);
	const lax = (tables.all() as { name: string; strict: number }[]).filter(({ strict }) => strict === 0);
	db.close();
	expect(lax).toEqual([]);
});

test('[H15] a practice from before the roles grew keeps its people, their sessions and their order', () => {
	const path = join(temporaryFolder(), 'daybreak.db');
	const old = databaseAt(path, 4);
	old.exec(`
		INSERT INTO people VALUES ('b', 'Maria', 'maria@x.test', 'manager', 3, 'hash-b', 5, NULL);
		INSERT INTO people VALUES ('a', 'Ana', 'ana@x.test', 'staff', 4, 'hash-a', 5, 9);
		INSERT INTO memberships VALUES ('a', 'billing');
		INSERT INTO sessions VALUES ('token', 'a', 'Firefox', 1, 2, 3);
		INSERT INTO invitations VALUES ('i', 't', 'Ben', 'ben@x.test', 'staff', '["billing"]', 'b', 1, 99, NULL);`);
	old.close();

	const db = openDatabase(path);
	const accounts = sqliteAccounts(db);
	expect(accounts.people()).toMatchObject([
		{ id: 'b', role: 'manager', privacyOfficer: false, colour: 3, disabled: false, departments: [] },
		{ id: 'a', role: 'staff', privacyOfficer: false, colour: 4, disabled: true, departments: ['billing'] }
	]);
	expect(accounts.credentials('maria@x.test')).toEqual({ person: 'b', passwordHash: 'hash-b' });
	expect(accounts.openInvitations(2 as Instant)).toMatchObject([{ id: 'i', departments: ['billing'] }]);
	expect(db.prepare('SELECT person FROM sessions').pluck().all()).toEqual(['a']);
	expect(db.pragma('foreign_key_check')).toEqual([]);
	expect(() => db.exec("INSERT INTO memberships VALUES ('nobody', 'billing')")).toThrow(/FOREIGN KEY/);
	expect(() => db.exec("UPDATE people SET role = 'owner'")).toThrow(/CHECK/);
	db.close();
});

/** A file as the product left it when it knew only the first migrations. */
function databaseAt(path: string, version: number): Database.Database {
	const folder = new URL('../../server/adapters/sqlite/migrations/', import.meta.url);
	const db = new Database(path);
	for (const file of readdirSync(folder).sort().slice(0, version)) db.exec(readFileSync(new URL(file, folder), 'utf8'));
	db.pragma('foreign_keys = ON');
	db.pragma(`user_version = ${version}`);
	return db;
}
