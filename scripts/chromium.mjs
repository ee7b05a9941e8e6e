import { existsSync, readFileSync } from 'node:fs';
import { fail, run, say } from './run.mjs';

/** Chromium without what shows it on a desktop: the same pages for a quarter less of the processor. */
const SHELL = '/usr/bin/chromium-headless-shell';
const SYSTEM_BROWSERS = [SHELL, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The Chromium that the browser tests drive: the one named by CHROMIUM_PATH, or the system's.
 *
 * @returns {string | undefined} undefined when neither is there and Playwright's own is to be used
 */
export function systemChromium() {
	return process.env.CHROMIUM_PATH ?? SYSTEM_BROWSERS.find((path) => existsSync(path));
}

/** Makes sure that there is a Chromium, obtaining one when there is none. */
export async function obtainChromium() {
	const path = systemChromium();
	if (path && !existsSync(path)) fail(`CHROMIUM_PATH names ${path}, where there is no file.`);
	if (process.env.CHROMIUM_PATH || path === SHELL) return;
	if (!path && (await playwrightHasOne())) return;
	say('Obtaining Chromium for the browser tests…');
	if ((await installFromDebian()) || path) return;
	if ((await run('playwright', ['install', '--with-deps', 'chromium'])).code === 0) return;
	// Its system libraries need root; without them the browser itself may still be all that is missing.
	if ((await run('playwright', ['install', 'chromium'])).code === 0) return;
	fail('No Chromium could be obtained: install one and name it in CHROMIUM_PATH.');
}

async function playwrightHasOne() {
	const { chromium } = await import('playwright');
	return existsSync(chromium.executablePath());
}

async function installFromDebian() {
	if (process.getuid?.() !== 0 || !isDebian()) return false;
	const lock = ['-o', 'DPkg::Lock::Timeout=120'];
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', [...lock, 'update', '-qq'], { env });
	const install = [...lock, 'install', '-y', '-qq', '--no-install-recommends'];
	await run('apt-get', [...install, 'chromium-headless-shell'], { env });
	return systemChromium() !== undefined;
}

/** Not its descendants: Ubuntu's package of that name is a snap, which does not run under root in a container. */
function isDebian() {
	return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}
