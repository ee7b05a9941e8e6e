import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotDo } from './sentence.ts';

/** SQLite's companions of a database file, and the file. */
const ENDINGS = ['', '-wal', '-shm', '-journal'];

/** Makes an empty file that nobody else may read. @throws when there is one of that name. */
export function createPrivateFile(path: string): void {
	closeSync(openSync(path, 'wx', 0o600));
}

export function removeDatabase(path: string): void {
	for (const ending of ENDINGS) rmSync(path + ending, { force: true });
}

/** Brings a finished file to the disk and then under its name, which it gets whole or not at all. @throws {CannotDo} when the name is taken. */
export function publishFile(from: string, to: string): void {
	flush(from);
	try {
		linkSync(from, to);
		rmSync(from);
	} catch (error) {
		if (existsSync(to)) throw new CannotDo(`${to} is there already. Nothing was overwritten; choose another name.`);
		// File systems without hard links, such as those of USB sticks.
		if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(String((error as NodeJS.ErrnoException).code)))
			throw error;
		renameSync(from, to);
	}
	flushFolder(dirname(to));
}

function flush(path: string): void {
	const file = openSync(path, 'r+');
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

/** A new name is safe once its folder is on the disk. Windows opens no folders and needs none of this. */
function flushFolder(path: string): void {
	if (process.platform === 'win32') return;
	const folder = openSync(path, 'r');
	try {
		fsyncSync(folder);
	} finally {
		closeSync(folder);
	}
}
