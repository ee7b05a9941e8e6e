import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteAccounts } from './adapters/sqlite/accounts.ts';
import { sqliteBoards } from './adapters/sqlite/boards.ts';
import { sqliteChecks } from './adapters/sqlite/checks.ts';
import { copyDatabase } from './adapters/sqlite/copy.ts';
import { openReadOnly, quickProblems, tellsOfDamage } from './adapters/sqlite/damage.ts';
import { changedSince, type SavedHead } from './adapters/sqlite/record-ends.ts';
import { openDatabase, type Db } from './adapters/sqlite/database.ts';
import { lockFolder } from './adapters/sqlite/folder-lock.ts';
import { FEWEST_YEARS } from './config.ts';
import { backupsIn, isBackupName } from './ops/backup.ts';
import { unreadableWords, type Damage } from './ops/damage.ts';
import type { Check } from './ports/checks.ts';
import { runChecks, type Finding } from './ops/verify.ts';

export const DATA_FILE = 'daybreak.db';

/** The data, and what is wrong with it; then it can only be read. */
export interface OpenedData {
	readonly db: Db;
	readonly damage: Damage | null;
	/** Closes the database, and lets others have the folder. */
	close(): void;
}

/**
 * Opens the data folder's database for this process alone, after a look at whether its pages still hold together.
 *
 * @throws {FolderInUse}
 * @throws when it is damaged so that nothing can be read, with the way back in words.
 */
export function openData(dataDir: string): OpenedData {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const letGo = lockFolder(dataDir);
	try {
		const opened = openFile(join(dataDir, DATA_FILE), dataDir);
		const close = () => {
			opened.db.close();
			letGo();
		};
		return { ...opened, close };
	} catch (error) {
		letGo();
		throw error;
	}
}

function openFile(path: string, dataDir: string): Omit<OpenedData, 'close'> {
	const problems = existsSync(path) ? problemsIn(path) : [];
	if (problems.length === 0) return { db: openDatabase(path), damage: null };
	const damage = { path, problems, newestBackup: newestBackup(dataDir) };
	try {
		const db = openReadOnly(path);
		// Without these two nobody gets as far as a board.
		sqliteAccounts(db).people();
		sqliteBoards(db).list();
		return { db, damage };
	} catch (error) {
		throw unreadable(damage, error);
	}
}

/** What a start over damaged data tells when even reading fails. */
export function unreadable(damage: Damage, cause: unknown): Error {
	return new Error(unreadableWords(damage), { cause });
}

/** Copies what is committed in a database into an empty file; a server may go on in it. */
export async function copyFile(from: string, to: string): Promise<void> {
	const db = openReadOnly(from);
	try {
		await copyDatabase(db, to);
	} finally {
		db.close();
	}
}

/** What was written down of a record's ends, and what is wrong with that. */
export interface SavedHeads {
	readonly heads: readonly SavedHead[];
	readonly wrong: readonly string[];
}

/**
 * Runs every check on a database, as it is at one moment.
 *
 * @param saved null compares nothing: a backup is older than what was written down since.
 */
export async function checkFile(path: string, saved: SavedHeads | null = null): Promise<Finding[]> {
	const db = openReadOnly(path);
	try {
		db.exec('BEGIN');
		return await runChecks([...sqliteChecks(db), ...(saved ? [headsCheck(db, saved)] : [])]);
	} finally {
		db.close();
	}
}

function headsCheck(db: Db, { heads, wrong }: SavedHeads): Check {
	const seen = heads.length > 0 ? `${heads.length} saved, the last on ${heads.at(-1)!.day}` : 'none saved yet';
	return { name: 'saved heads', run: () => ({ seen, wrong: [...wrong, ...changedSince(db, heads, keptSince())] }) };
}

/** Every row is kept for so long, however few years a practice once chose. */
function keptSince(): string {
	const day = new Date();
	day.setUTCFullYear(day.getUTCFullYear() - FEWEST_YEARS);
	return day.toISOString().slice(0, 10);
}

function problemsIn(path: string): string[] {
	const db = openReadOnly(path);
	try {
		return quickProblems(db);
	} catch (error) {
		if (!tellsOfDamage(error)) throw error;
		return [(error as Error).message];
	} finally {
		db.close();
	}
}

function newestBackup(dataDir: string): string | null {
	const folder = backupsIn(dataDir);
	const names = existsSync(folder) ? readdirSync(folder).filter(isBackupName).sort() : [];
	return names.length > 0 ? join(folder, names.at(-1)!) : null;
}
