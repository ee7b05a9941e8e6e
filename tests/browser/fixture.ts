import { rmSync } from 'node:fs';
import { test as base, expect, type Browser, type BrowserContextOptions } from '@playwright/test';
import { Desk } from './desk.ts';
import { Practice } from './practice.ts';
import type { Wire } from './wire.ts';

export { expect };

export interface DeskOptions extends BrowserContextOptions {
	readonly board?: string;
	/** Puts the test's hand on the board's socket. */
	readonly wire?: Wire;
}

interface Fixtures {
	/** The demo practice, fresh for each test. */
	practice: Practice;
	/** A practice that nobody has set up. */
	unborn: Practice;
	/** Signs a person of the demo in, in a browser of their own, on their first board or the one named. */
	desk: (name: string, options?: DeskOptions) => Promise<Desk>;
	/** Somebody at a browser of their own who is not signed in. */
	visitor: (practice: Practice, options?: BrowserContextOptions) => Promise<Desk>;
	/** Everybody at a browser in this test. */
	desks: Desk[];
}

interface Shared {
	/** A data folder with the demo, to be copied. */
	seeded: string;
}

export const test = base.extend<Fixtures, Shared>({
	seeded: [
		async ({}, use) => {
			const practice = await Practice.start('demo.ts');
			const dataDir = await practice.stop();
			await use(dataDir);
			rmSync(dataDir, { recursive: true, force: true });
		},
		{ scope: 'worker', timeout: 120_000 }
	],
	practice: async ({ seeded }, use) => {
		const practice = await Practice.start('demo.ts', seeded);
		await use(practice);
		await practice.close();
	},
	unborn: async ({}, use) => {
		const practice = await Practice.start('main.ts');
		await use(practice);
		await practice.close();
	},
	desks: async ({}, use) => {
		const desks: Desk[] = [];
		await use(desks);
		for (const desk of desks) await desk.context.close();
		// A message in the console is a fault that nobody has seen yet.
		for (const desk of desks) desk.mayMeet(/^Service Worker registration blocked by Playwright /);
		for (const desk of desks) expect(desk.complaints, `the console of ${desk.name}`).toEqual([]);
	},
	desk: async ({ practice, browser, desks }, use) => {
		await use(async (name, { board, wire, ...options } = {}) => {
			const desk = await sitDown(browser, practice, name, options);
			desks.push(desk);
			await practice.signIn(desk.context.request, name);
			if (wire) await wire.attach(desk.page);
			await desk.open(board);
			return desk;
		});
	},
	visitor: async ({ browser, desks }, use) => {
		await use(async (practice, options) => {
			const desk = await sitDown(browser, practice, 'a visitor', options);
			desks.push(desk);
			// Whoever has not signed in is told so, and the browser notes it.
			return desk.mayMeet(/status of 401/);
		});
	}
});

async function sitDown(browser: Browser, practice: Practice, name: string, options?: BrowserContextOptions) {
	const context = await browser.newContext({ baseURL: practice.url, timezoneId: 'America/New_York', ...options });
	return new Desk(name, context, await context.newPage());
}
