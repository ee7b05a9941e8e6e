import Database from 'better-sqlite3';
import type { Db } from './database.ts';

/**
 * Copies a database into an empty file while others write to it. The copy is what everybody had committed when it
 * began, in one file without a log beside it.
 *
 * @param db a connection of the caller's own that nothing else uses meanwhile.
 */
export async function copyDatabase(db: Db, to: string): Promise<void> {
	// Without a transaction of its own, each write of another process would make the copy begin again, under load for ever.
	db.exec('BEGIN');
	try {
		db.prepare('SELECT count(*) FROM sqlite_schema').get();
		await db.backup(to);
	} finally {
		db.exec('COMMIT');
	}
	const copy = new Database(to, { fileMustExist: true });
	try {
		copy.pragma('synchronous = FULL');
		copy.pragma('journal_mode = DELETE');
	} finally {
		copy.close();
	}
}
