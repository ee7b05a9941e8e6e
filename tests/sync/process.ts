import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PersonId } from '#domain/ids.ts';
import { NODE_ARGS } from '../setup/start-line.ts';
import { openPractice, until, type Practice } from './practice.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

/** A practice whose server runs in a process of its own, so that it can be killed. */
export async function preparePractice() {
	const set = await openPractice();
	const { person } = await set.get<{ person: { id: PersonId } }>('/api/me', set.manager);
	const dataDir = mkdtempSync(join(tmpdir(), 'daybreak-kill-'));
	const port = await freePort();
	const { dataDir: made } = set;
	set.base.db.pragma('wal_checkpoint(TRUNCATE)');
	cpSync(made, dataDir, { recursive: true });
	await set.close();
	return { practice: { ...set, url: `http://127.0.0.1:${port}` } as Practice, person: person.id, dataDir, port };
}

/** Starts the server as `npm start` would, and waits until it is ready. */
export async function startProcess(dataDir: string, port: number): Promise<ChildProcess> {
	const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' };
	const server = spawn(process.execPath, [...NODE_ARGS, MAIN], { env, stdio: 'ignore' });
	let ready = false;
	await until(() => {
		void fetch(`http://127.0.0.1:${port}/readyz`).then(
			(response) => (ready ||= response.ok),
			() => undefined
		);
		return ready;
	}, 20_000);
	return server;
}

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as { port: number };
	await new Promise((resolve) => server.close(resolve));
	return port;
}
