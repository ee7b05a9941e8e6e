/**
 * What a command needs before it can run, made when it is missing and left alone when it is there:
 * the packages of the lockfile with their Node, the built client, SvelteKit's types, a browser.
 *
 * Runs on any Node from 20 on and needs no package, since on a clean clone there is none.
 *
 *   --no-build   the command does without the built client
 *   --build      build the client even when nothing changed
 *   --browser    the command drives a real Chromium
 */
import { buildClient, clientIsStale, kitIsUnsynced, syncKit } from './client.mjs';
import { withLock } from './lock.mjs';
import { installPackages, packagesAreStale } from './packages.mjs';
import { fail } from './run.mjs';

const OLDEST_NODE = 20;

const flags = new Set(process.argv.slice(2));
const build = !flags.has('--no-build');

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
	fail(
		`Daybreak starts on Node ${OLDEST_NODE} or later; this is ${process.version}. Get a newer one at https://nodejs.org.`
	);
}

if (flags.has('--build') || workIsLeft()) await withLock(prepare);
if (flags.has('--browser')) {
	// Loaded late: asking Playwright where its browser stands needs the packages.
	const { obtainChromium } = await import('./chromium.mjs');
	await withLock(obtainChromium);
}

function workIsLeft() {
	return packagesAreStale() || (build ? clientIsStale() : kitIsUnsynced());
}

/** Looks again at each thing: whoever held the lock before may have done it. */
async function prepare() {
	if (packagesAreStale()) await installPackages();
	if (flags.has('--build') || (build && clientIsStale())) await buildClient();
	if (kitIsUnsynced()) await syncKit();
}
