/**
 * Everything that must pass: Vitest's projects, then the real browser.
 * Ends with one line, `N passed, N failed`, counted from the runners' own result files.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, say } from './run.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

const RESULTS = join(ROOT, 'test-results');
const UNIT = join(RESULTS, 'vitest.json');
const BROWSER = join(RESULTS, 'playwright.json');

const RUNNERS = [
	{
		name: 'Vitest',
		file: UNIT,
		command: 'vitest',
		args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`],
		count: countVitest
	},
	{
		name: 'Playwright',
		file: BROWSER,
		command: 'playwright',
		args: ['test', '-c', join('tests', 'browser', 'playwright.config.ts')],
		count: countPlaywright
	}
];

let passed = 0;
let failed = 0;
for (const runner of RUNNERS) {
	rmSync(runner.file, { force: true });
	const { code } = await run(runner.command, runner.args);
	const counts = runner.count(readResult(runner.file), code);
	for (const remark of counts.remarks) say(`${runner.name}: ${remark}`);
	passed += counts.passed;
	failed += counts.failed;
}
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function readResult(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return null; // the runner ended before it could write
	}
}
