import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
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
		"SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
	);
	const lax = (tables.all() as { name: string; strict: number }[]).filter(({ strict }) => strict === 0);
	db.close();
	expect(lax).toEqual([]);
});
