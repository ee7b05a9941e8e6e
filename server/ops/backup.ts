import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createPrivateFile, publishFile, removeDatabase } from './files.ts';
import { CannotDo } from './sentence.ts';
import { failed, reportOf, type Finding } from './verify.ts';

export interface BackupDeps {
	/** Copies what is stored into an empty file, while it is in use. */
	readonly copy: (to: string) => Promise<void>;
	readonly check: (path: string) => Promise<Finding[]>;
}

export interface Backup {
	readonly path: string;
	readonly bytes: number;
	readonly ms: number;
	readonly findings: readonly Finding[];
}

/** In the machine's own time: whoever looks for a backup looks for a morning they remember. */
export function backupName(now: Date): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
	return `daybreak-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.db`;
}

/** Whether a file's name is one that {@link backupName} gives; sorted as text they stand in the order of time. */
export function isBackupName(name: string): boolean {
	return /^daybreak-\d{8}-\d{6}\.db$/.test(name);
}

export function backupsIn(dataDir: string): string {
	return join(dataDir, 'backups');
}

/**
 * Writes a backup under a passing name, checks it, and only then gives it its name.
 *
 * @throws {CannotDo} when the name is taken, or when what was copied does not hold: then no file is left behind.
 */
export async function backUp(to: string, { copy, check }: BackupDeps): Promise<Backup> {
	const path = resolve(to);
	if (existsSync(path)) throw new CannotDo(`${path} is there already. Nothing was overwritten; choose another name.`);
	const start = performance.now();
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const passing = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
	removeDatabase(passing);
	createPrivateFile(passing);
	try {
		await copy(passing);
		const findings = await check(passing);
		if (failed(findings)) throw new CannotDo(damagedWords(findings));
		publishFile(passing, path);
		return { path, bytes: statSync(path).size, ms: performance.now() - start, findings };
	} finally {
		removeDatabase(passing);
	}
}

function damagedWords(findings: readonly Finding[]): string {
	return [
		'The copy does not hold, so what it was copied from does not either. No backup was written.',
		reportOf(findings),
		'Keep your earlier backups. docs/operations.md says how to go on from the newest one that holds.'
	].join('\n');
}
