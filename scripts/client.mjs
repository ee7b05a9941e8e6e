import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, fail, run, say } from './run.mjs';
import { seconds } from './packages.mjs';

const SOURCES = [
	'src',
	'static',
	'svelte.config.js',
	'scripts/bundle',
	'vite.config.ts',
	'tsconfig.json',
	'package.json',
	'package-lock.json'
];
const STAMP = join(ROOT, 'build', '.sources');

/**
 * Whether build/ was made from other sources than those that stand here. The stamp is written last, so a build that
 * was cut off counts as none; names, sizes and times are compared, so an older file moved into place counts as new.
 */
export function clientIsStale() {
	return !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== stateOfSources();
}

export async function buildClient() {
	say('Building the client…');
	const started = Date.now();
	const state = stateOfSources();
	// A development NODE_ENV in the shell would make a slow, chatty client.
	const { code, output } = await run('vite', ['build', '--logLevel', 'warn'], {
		env: { NODE_ENV: 'production' },
		collect: true
	});
	if (code !== 0) fail(`${output}\nThe client could not be built; what Vite said stands above.`);
	writeFileSync(STAMP, state);
	say(`Built in ${seconds(started)}.`);
}

/** SvelteKit's generated types and tsconfig, which the root tsconfig.json extends; a build writes them too. */
export function kitIsUnsynced() {
	return !existsSync(join(ROOT, '.svelte-kit', 'tsconfig.json'));
}

export async function syncKit() {
	const { code, output } = await run('svelte-kit', ['sync'], { collect: true });
	if (code !== 0) fail(`${output}\nsvelte-kit sync failed; what it said stands above.`);
}

function stateOfSources() {
	const hash = createHash('sha1');
	for (const source of SOURCES) addState(source, hash);
	return hash.digest('hex');
}

function addState(path, hash) {
	const full = join(ROOT, path);
	const stat = statSync(full, { throwIfNoEntry: false });
	if (!stat) return;
	if (stat.isDirectory()) {
		for (const name of readdirSync(full).sort()) addState(`${path}/${name}`, hash);
	} else {
		hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
	}
}
