import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const BIN = join(ROOT, 'node_modules', '.bin');
const WINDOWS = process.platform === 'win32';

/** The environment in which `node` is the one that the lockfile brought, also when no npm started us. */
export function projectEnvironment(extra = {}) {
	const path = process.env.PATH ?? '';
	return { ...process.env, PATH: path.startsWith(BIN) ? path : BIN + delimiter + path, ...extra };
}

/**
 * Runs a command of the project to its end.
 *
 * @param {string} command a program on PATH or in node_modules/.bin
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, collect?: boolean }} options `collect` keeps the output back and returns it
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program could not be started
 */
export function run(command, args, { env = {}, collect = false } = {}) {
	return new Promise((resolve) => {
		const stdio = collect ? ['ignore', 'pipe', 'pipe'] : 'inherit';
		const child = spawn(command, args, { cwd: ROOT, stdio, env: projectEnvironment(env), shell: WINDOWS });
		let output = '';
		child.stdout?.on('data', (chunk) => (output += chunk));
		child.stderr?.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}

/** Whether the lockfile's own Node stands in node_modules; there is none for rarer platforms. */
export function hasPackagedNode() {
	return existsSync(join(BIN, WINDOWS ? 'node.cmd' : 'node'));
}

export function say(sentence) {
	process.stdout.write(`${sentence}\n`);
}

/** Ends the program with a sentence that says what to do. */
export function fail(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}
