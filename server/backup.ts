import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { checkFile, copyFile, DATA_FILE } from './data-file.ts';
import { backUp, backupName, backupsIn } from './ops/backup.ts';
import { CannotDo, readFlags, runCommand } from './ops/sentence.ts';

await runCommand('The backup could not be written', async () => {
	const { to } = readFlags(process.argv.slice(2), ['to']);
	const { dataDir } = readConfig(process.env);
	const from = join(dataDir, DATA_FILE);
	if (!existsSync(from)) throw new CannotDo(`There is nothing to back up: no ${from}. DATA_DIR names another folder.`);
	const backup = await backUp(to ?? join(backupsIn(dataDir), backupName(new Date())), {
		copy: (path) => copyFile(from, path),
		check: checkFile
	});
	const record = backup.findings.find(({ name }) => name === 'record');
	const [megabytes, seconds] = [(backup.bytes / 1e6).toFixed(1), (backup.ms / 1000).toFixed(1)];
	process.stdout.write(`${backup.path}\n${megabytes} MB in ${seconds} s, checked. Record: ${record?.seen}.\n`);
});
