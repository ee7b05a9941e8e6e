import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { checkFile, DATA_FILE } from './data-file.ts';
import { CannotDo, readFlags, runCommand } from './ops/sentence.ts';
import { failed, reportOf } from './ops/verify.ts';

await runCommand('Nothing could be checked', async () => {
	const { file } = readFlags(process.argv.slice(2), ['file']);
	const path = file ?? join(readConfig(process.env).dataDir, DATA_FILE);
	if (!existsSync(path)) throw new CannotDo(`There is nothing to check: no ${path}.`);
	const findings = await checkFile(path);
	process.stdout.write(`${path}\n${reportOf(findings)}\n`);
	if (failed(findings)) process.exitCode = 1;
});
