import Database from 'better-sqlite3';
import type { Db } from './database.ts';

/** Enough to see what kind of damage it is. */
const AT_MOST = 10;

/** What SQLite says of a file whose bytes are not what it wrote. */
const DAMAGE = /^SQLITE_(?:CORRUPT|NOTADB|IOERR)/;

/**
 * Opens a file to read it and nothing else: no newer schema, no other mode, not even a tidy end of its log. A server
 * may be at work in it meanwhile.
 *
 * @throws when there is no such file.
 */
export function openReadOnly(path: string): Db {
	const db = new Database(path, { readonly: true, fileMustExist: true });
	db.pragma('busy_timeout = 5000');
	return db;
}

/** Whether an error tells of a damaged file, and not of a missing, a locked or a full one. */
export function tellsOfDamage(error: unknown): boolean {
	return DAMAGE.test(String((error as { code?: unknown } | null)?.code));
}

/** What is wrong with the file's structure, at the cost of reading it once. Damage within a text or a number is not seen. */
export function quickProblems(db: Db): string[] {
	return problemsOf(db, `quick_check(${AT_MOST})`);
}

/** As {@link quickProblems}, and every index against its table. */
export function fileProblems(db: Db): string[] {
	return problemsOf(db, `integrity_check(${AT_MOST})`);
}

/** Rows that point at a row that is not there. */
export function danglingRows(db: Db): string[] {
	const rows = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
	return rows.map(
		({ table, rowid, parent }) => `${table} row ${rowid ?? '(no number)'} names a row that ${parent} lacks`
	);
}

function problemsOf(db: Db, pragma: string): string[] {
	try {
		const said = (db.pragma(pragma) as Record<string, string>[]).flatMap((row) => Object.values(row));
		return said.length === 1 && said[0] === 'ok' ? [] : said;
	} catch (error) {
		if (!tellsOfDamage(error)) throw error;
		return [(error as Error).message];
	}
}
