/**
 * Everything that can be told without running the product: types ring by ring, lint, format.
 * Ends with one line, `N passed, N failed`, and fails when a step does.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { seconds } from './packages.mjs';
import { fail, run, say } from './run.mjs';

/** @type {{ name: string, command: string, args: string[] }[]} The long ones first: they run two at a time. */
const STEPS = [
	{ name: 'lint', command: 'eslint', args: ['--max-warnings', '0', '.'] },
	{ name: 'client types', command: 'svelte-check', args: ['--tsconfig', 'tsconfig.json', '--fail-on-warnings'] },
	{ name: 'server types', command: 'tsc', args: ['-p', 'server'] },
	{ name: 'test types', command: 'tsc', args: ['-p', 'tests'] },
	{ name: 'domain is pure', command: 'tsc', args: ['-p', join('src', 'lib', 'domain')] },
	{ name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] }
];

// The types of routes come from it, so nothing may run before.
const sync = await run('svelte-kit', ['sync'], { collect: true });
if (sync.code !== 0) fail(`${sync.output}\nsvelte-kit sync failed; what it said stands above.`);

const failed = [];
const queue = [...STEPS];
await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, work));

say(`${STEPS.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length ? 1 : 0;

async function work() {
	for (let step = queue.shift(); step; step = queue.shift()) {
		const started = Date.now();
		const { code, output } = await run(step.command, step.args, { collect: true });
		say(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds(started)})`);
		if (code === 0) continue;
		failed.push(step.name);
		say(output.trimEnd().replace(/^/gm, '       '));
	}
}
