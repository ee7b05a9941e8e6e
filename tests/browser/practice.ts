import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Browser, type BrowserContextOptions } from '@playwright/test';
import { Desk } from './desk.ts';

export { expect };

const SERVER = fileURLToPath(new URL('../../server/', import.meta.url));
const PASSWORD = 'daybreak-demo';

/** A server of the test's own, which can be killed and started again on the same port and data. */
export class Practice {
	readonly #dataDir: string;
	readonly #script: string;
	#process: ChildProcess;
	readonly url: string;
	/** What the server printed when it first started. */
	readonly greeting: string;

	private constructor(dataDir: string, script: string, started: Started) {
		this.#dataDir = dataDir;
		this.#script = script;
		this.#process = started.process;
		this.url = started.url;
		this.greeting = started.greeting;
	}

	static async start(dataDir: string, script: 'demo.ts' | 'main.ts'): Promise<Practice> {
		return new Practice(dataDir, script, await start(dataDir, script, 0));
	}

	async kill(): Promise<void> {
		await ended(this.#process, 'SIGKILL');
	}

	async startAgain(): Promise<void> {
		const started = await start(this.#dataDir, this.#script, Number(new URL(this.url).port));
		this.#process = started.process;
	}

	async close(): Promise<void> {
		await ended(this.#process, 'SIGTERM');
		rmSync(this.#dataDir, { recursive: true, force: true });
	}
}

interface Started {
	readonly process: ChildProcess;
	readonly url: string;
	readonly greeting: string;
}

async function start(dataDir: string, script: string, port: number): Promise<Started> {
	const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), TZ: 'America/New_York' };
	const child = spawn(process.execPath, [join(SERVER, script)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	let greeting = '';
	return new Promise((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${greeting}`)));
		child.stdout.on('data', (text: Buffer) => {
			greeting += text.toString();
			const url = /running at (http:\/\/localhost:\d+)/.exec(greeting)?.[1];
			const whole = /running at .*\n[\s\S]*\n\n/.test(greeting) || script === 'demo.ts';
			if (url && whole) resolve({ process: child, url, greeting });
		});
	});
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = new Promise((resolve) => child.once('exit', resolve));
	child.kill(signal);
	await exit;
}

interface Fixtures {
	/** The demo practice, fresh for each test. */
	practice: Practice;
	/** A practice that nobody has set up. */
	unborn: Practice;
	/** Signs a person of the demo in, in a browser of their own, on their first board or the one named. */
	desk: (name: string, options?: DeskOptions) => Promise<Desk>;
}

export interface DeskOptions extends BrowserContextOptions {
	readonly board?: string;
}

interface Shared {
	/** The demo seeded once, to be copied. */
	seeded: string;
}

export const test = base.extend<Fixtures, Shared>({
	seeded: [
		async ({}, use) => {
			const dataDir = mkdtempSync(join(tmpdir(), 'daybreak-seed-'));
			const practice = await Practice.start(dataDir, 'demo.ts');
			const copy = mkdtempSync(join(tmpdir(), 'daybreak-seeded-'));
			await practice.kill();
			cpSync(dataDir, copy, { recursive: true });
			rmSync(dataDir, { recursive: true, force: true });
			await use(copy);
			rmSync(copy, { recursive: true, force: true });
		},
		{ scope: 'worker', timeout: 120_000 }
	],
	practice: async ({ seeded }, use) => {
		const dataDir = mkdtempSync(join(tmpdir(), 'daybreak-demo-'));
		cpSync(seeded, dataDir, { recursive: true });
		const practice = await Practice.start(dataDir, 'demo.ts');
		await use(practice);
		await practice.close();
	},
	unborn: async ({}, use) => {
		const practice = await Practice.start(mkdtempSync(join(tmpdir(), 'daybreak-new-')), 'main.ts');
		await use(practice);
		await practice.close();
	},
	desk: async ({ practice, browser }, use) => {
		const desks: Desk[] = [];
		await use(async (name, options) => {
			const desk = await openDesk(browser, practice.url, name, options);
			desks.push(desk);
			return desk;
		});
		// A message in the console is a fault that nobody has seen yet.
		for (const desk of desks) {
			await desk.context.close();
			expect(desk.complaints, `the console of ${desk.name}`).toEqual([]);
		}
	}
});

async function openDesk(browser: Browser, url: string, name: string, { board, ...options }: DeskOptions = {}): Promise<Desk> {
	const context = await browser.newContext({ baseURL: url, timezoneId: 'America/New_York', ...options });
	const response = await context.request.post('/api/session', {
		data: { email: `${name.toLowerCase()}@demo.test`, password: PASSWORD },
		headers: { origin: url }
	});
	expect(response.status()).toBe(200);
	const desk = new Desk(name, context, await context.newPage());
	await desk.open(board);
	return desk;
}
