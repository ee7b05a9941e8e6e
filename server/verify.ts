import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { checkFile, DATA_FILE } from './data-file.ts';
import { readHeads } from './features/record/heads.ts';
import { CannotDo, readFlags, runCommand } from './ops/sentence.ts';
import { failed, reportOf } from './ops/verify.ts';

await runCommand('Nothing could be checked', async () => {
	const { file, heads } = readFlags(process.argv.slice(2), ['file', 'heads']);
	const { dataDir, recordHeads } = readConfig(process.env);
	const path = file ?? join(dataDir, DATA_FILE);
	const folder = heads ?? (file ? null : recordHeads);
	if (!existsSync(path)) throw new CannotDo(`There is nothing to check: no ${path}.`);
	const findings = await checkFile(path, folder === null ? null : readHeads(folder));
	process.stdout.write(`${path}\n${reportOf(findings)}\n`);
	if (failed(findings)) process.exitCode = 1;
});
