import Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';

export type Db = Database.Database;

const MIGRATIONS = new URL('./migrations/', import.meta.url);
const NUMBERED = /^(\d{4})-[a-z-]+\.sql$/;

/**
 * Opens the file and brings it to the newest schema; `PRAGMA user_version` counts the migrations applied.
 *
 * @throws when a newer version of the product wrote the file: its tables may mean something else by now.
 */
export function openDatabase(path: string): Db {
	const db = new Database(path);
	try {
		db.pragma('journal_mode = WAL');
		db.pragma('synchronous = FULL'); // NORMAL may lose the last commits on power loss
		db.pragma('foreign_keys = ON');
		db.pragma('busy_timeout = 5000');
		migrate(db, path);
		return db;
	} catch (error) {
		db.close();
		throw error;
	}
}

function migrate(db: Db, path: string): void {
	const files = migrationFiles();
	const applied = db.pragma('user_version', { simple: true }) as number;
	if (applied > files.length) {
		throw new Error(`${path} was written by a newer version (schema ${applied}, this one knows ${files.length})`);
	}
	for (const [i, file] of files.entries()) {
		if (i < applied) continue;
		db.transaction(() => {
			db.exec(readFileSync(new URL(file, MIGRATIONS), 'utf8'));
			db.pragma(`user_version = ${i + 1}`);
		})();
	}
}

/** In order. A gap or a double number would give two installations different schemas under one version. */
function migrationFiles(): string[] {
	const files = readdirSync(MIGRATIONS)
		.filter((file) => NUMBERED.test(file))
		.sort();
	for (const [i, file] of files.entries()) {
		if (Number(file.slice(0, 4)) !== i + 1) throw new Error(`migration ${file} should have number ${i + 1}`);
	}
	return files;
}
