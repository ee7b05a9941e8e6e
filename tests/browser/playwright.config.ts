import { defineConfig } from '@playwright/test';
import { systemChromium } from '../../scripts/chromium.mjs';

const executablePath = systemChromium();

/** Chromium refuses its sandbox to root; nobody else goes without. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const QUIET = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results/browser',
	// The whole suite must fit a machine with two cores, and each worker holds a server and a browser.
	workers: 2,
	fullyParallel: false,
	forbidOnly: true,
	retries: 0,
	timeout: 90_000, // a machine that does something else beside is slow, not wrong
	expect: { timeout: 15_000 },
	reporter: [['list'], ['json', { outputFile: '../../test-results/playwright.json' }]],
	use: {
		browserName: 'chromium',
		launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...sandbox, ...QUIET] },
		locale: 'en-US',
		serviceWorkers: 'block', // it fetches the whole app in each new browser; specs that go offline allow it
		actionTimeout: 15_000,
		navigationTimeout: 15_000,
		trace: 'off', // recording slows both cores; `npm run test:browser -- --trace on` asks for it
		screenshot: 'only-on-failure'
	}
});
