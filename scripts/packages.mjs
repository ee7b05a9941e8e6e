import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, fail, hasPackagedNode, run, say } from './run.mjs';

/** Platforms for which the lockfile brings a Node; elsewhere the machine's own must be new enough. */
const PACKAGED_NODE = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64'];
const SERVER_NEEDS = 24; // better-sqlite3 13 ends the process without a word on anything older

/**
 * Whether node_modules differs from the lockfile. Compared by content, not by age: a checkout or an `npm install`
 * changes ages without changing packages, and a needless `npm ci` pulls the floor from under a running server.
 */
export function packagesAreStale() {
	const installed = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'));
	const locked = packagesOf(join(ROOT, 'package-lock.json'));
	if (!locked) fail('package-lock.json is missing: take it from the repository again.');
	if (!installed || !nodeIsInstalled()) return true;
	return packagesDiffer(locked, installed);
}

/** Compares two lockfiles' `packages`. What is for other platforms, or in nobody's need, may be missing. */
export function packagesDiffer(locked, installed) {
	return Object.entries(locked).some(([path, wanted]) => {
		if (path === '') return false;
		const found = installed[path];
		if (!found) return !wanted.optional && !wanted.extraneous;
		return found.version !== wanted.version || found.integrity !== wanted.integrity;
	});
}

export async function installPackages() {
	say('Installing packages from package-lock.json…');
	const started = Date.now();
	// Development packages too, whatever NODE_ENV says: Vite builds the client.
	const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
	const { code } = await run('npm', args);
	if (code !== 0) fail('npm ci failed; what it said stands above. Nothing was started.');
	await requireServerNode();
	say(`Installed in ${seconds(started)}.`);
}

export function seconds(started) {
	return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/** A packaged Node may be present and still not run, as on a Linux without glibc: so it is asked. */
async function requireServerNode() {
	const { code, output } = await run('node', ['--version'], { collect: true });
	const major = Number(/^v(\d+)/.exec(output)?.[1] ?? 0);
	if (code === 0 && major >= SERVER_NEEDS) return;
	const here = `${process.platform}-${process.arch}`;
	fail(
		`Daybreak's server needs Node ${SERVER_NEEDS}, and no packaged one runs on ${here}: install Node ${SERVER_NEEDS}.`
	);
}

function nodeIsInstalled() {
	return hasPackagedNode() || !PACKAGED_NODE.includes(`${process.platform}-${process.arch}`);
}

function packagesOf(path) {
	if (!existsSync(path)) return null;
	try {
		return JSON.parse(readFileSync(path, 'utf8')).packages;
	} catch {
		return null; // half-written by an installation that was cut off
	}
}
