import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext } from '@playwright/test';
import { NODE_ARGS } from '../setup/start-line.ts';

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

	/** @param copyOf a folder whose data this practice begins with. */
	static async start(script: 'demo.ts' | 'main.ts', copyOf?: string): Promise<Practice> {
		const dataDir = mkdtempSync(join(tmpdir(), 'daybreak-practice-'));
		if (copyOf) cpSync(copyOf, dataDir, { recursive: true });
		return new Practice(dataDir, script, await start(dataDir, script, 0));
	}

	/** The link that opens a practice which nobody has set up. */
	get setUpLink(): string {
		return /http:\/\/\S+\/setup#\S+/.exec(this.greeting)?.[0] ?? 'no set-up link was printed';
	}

	/** As a power cut does: the server gets no moment to tidy up. */
	async kill(): Promise<void> {
		await ended(this.#process, 'SIGKILL');
	}

	async startAgain(): Promise<void> {
		const started = await start(this.#dataDir, this.#script, Number(new URL(this.url).port));
		this.#process = started.process;
	}

	/** Stops the server and keeps its data. */
	async stop(): Promise<string> {
		await ended(this.#process, 'SIGTERM');
		return this.#dataDir;
	}

	async close(): Promise<void> {
		rmSync(await this.stop(), { recursive: true, force: true });
	}

	/** Gives a browser the session of one of the demo's people. */
	async signIn(request: APIRequestContext, name: string): Promise<void> {
		const response = await request.post(`${this.url}/api/session`, {
			data: { email: `${name.toLowerCase()}@demo.test`, password: PASSWORD },
			headers: { origin: this.url }
		});
		if (!response.ok()) throw new Error(`${name} could not sign in: ${response.status()}`);
	}
}

interface Started {
	readonly process: ChildProcess;
	readonly url: string;
	readonly greeting: string;
}

async function start(dataDir: string, script: string, port: number): Promise<Started> {
	const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), TZ: 'America/New_York' };
	const child = spawn(process.execPath, [...NODE_ARGS, join(SERVER, script)], {
		env,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let greeting = '';
	return new Promise((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${greeting}`)));
		child.stdout.on('data', (text: Buffer) => {
			greeting += text.toString();
			const url = /running at (http:\/\/localhost:\d+)/.exec(greeting)?.[1];
			const whole = script === 'demo.ts' || port !== 0 || /setup#\S+\n/.test(greeting);
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
