import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createPrivateFile, publishFile, removeDatabase } from './files.ts';
import { SECRET_NAME } from './secrets.ts';
import { CannotDo } from './sentence.ts';
import { failed, reportOf, type Finding } from './verify.ts';

export interface Restored {
	readonly boards: number;
	readonly people: number;
}

export interface RestoreDeps {
	/** Looks at the backup, which is not changed by it. */
	readonly check: (path: string) => Promise<Finding[]>;
	readonly copy: (from: string, to: string) => Promise<void>;
	/** Makes the copy fit to go on with, and leaves it as one file. */
	readonly renew: (path: string) => Promise<Restored>;
}

/** May be there: backups are often kept beside the data, a disk of its own brings a folder along, and the secret is put back first. */
const NO_DATA = ['backups', 'lost+found', 'lock.db', SECRET_NAME];

const PASSING = '.daybreak.db.partial';

/**
 * Puts a backup into an empty data folder. It appears there whole or not at all.
 *
 * @throws {CannotDo} when the folder holds anything, or the backup does not hold.
 */
export async function restore(from: string, dataDir: string, deps: RestoreDeps): Promise<Restored> {
	if (!existsSync(from)) throw new CannotDo(`There is no backup ${from}.`);
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const there = readdirSync(dataDir).filter((name) => !NO_DATA.includes(name) && !name.startsWith(PASSING));
	if (there.length > 0) {
		throw new CannotDo(
			`${dataDir} is not empty (${there[0]}), and restoring overwrites nothing. Choose a new folder: DATA_DIR=./data-restored npm run restore -- --from ${from}`
		);
	}
	const findings = await deps.check(from);
	if (failed(findings)) {
		throw new CannotDo(`This backup does not hold. Choose an earlier one.\n${reportOf(findings)}`);
	}
	const passing = join(dataDir, PASSING);
	removeDatabase(passing);
	createPrivateFile(passing);
	try {
		await deps.copy(from, passing);
		const restored = await deps.renew(passing);
		publishFile(passing, join(dataDir, 'daybreak.db'));
		return restored;
	} finally {
		removeDatabase(passing);
	}
}
