import Database from 'better-sqlite3';
import { join } from 'node:path';

const LOCK_FILE = 'lock.db';

/** A server that is just leaving gets so long to let go. */
const WAIT_MS = 1_000;

/** Another process is at work in the folder. */
export class FolderInUse extends Error {
	constructor(folder: string) {
		super(
			`another Daybreak is running over the data in ${folder}. Stop it first, or choose another folder with DATA_DIR. ` +
				'A copy can be made while it runs: npm run backup'
		);
	}
}

/**
 * Holds a data folder for this process: two servers would each send their own people what the other does not know.
 * The lock is the operating system's, on an empty file, and ends with the process however that ends.
 *
 * @returns a function that lets go.
 * @throws {FolderInUse}
 */
export function lockFolder(folder: string): () => void {
	let db: Database.Database | null = null;
	try {
		db = new Database(join(folder, LOCK_FILE), { timeout: WAIT_MS });
		db.exec('BEGIN EXCLUSIVE');
		return () => void db!.close();
	} catch (error) {
		db?.close();
		const code = String((error as { code?: unknown }).code);
		if (code.startsWith('SQLITE_BUSY')) throw new FolderInUse(folder);
		// Nobody writes where nothing can be written; a damaged database on such a disk is still read.
		if (/^SQLITE_(?:CANTOPEN|READONLY)/.test(code)) return () => {};
		throw error;
	}
}
