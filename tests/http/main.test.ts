import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from './house.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

function run(env: Record<string, string>) {
	const child = spawn(process.execPath, [MAIN], {
		env: { ...process.env, ORIGIN: '', DATA_DIR: temporaryFolder(), ...env }
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const seen = { out: '', err: '' };
	child.stdout.on('data', (data) => (seen.out += data));
	child.stderr.on('data', (data) => (seen.err += data));
	const printed = async (pattern: RegExp) => {
		while (!pattern.test(seen.out)) await once(child.stdout, 'data');
	};
	return { child, seen, printed, ended: once(child, 'close').then(([code]) => code as number | null) };
}

test.each(['SIGTERM', 'SIGINT'] as const)('[H11] %s ends the process with nothing left open', async (signal) => {
	const { child, seen, printed, ended } = run({ PORT: '0' });
	await printed(/setup#/);
	child.kill(signal);
	expect(await ended).toBe(0);
	expect(seen.out).toMatch(/^Daybreak is running at http:\/\/localhost:\d+$/m);
	expect(seen.out).toMatch(/^ {2}http:\/\/localhost:\d+\/setup#[\w-]{43}$/m);
	expect(seen.out).toContain('"event":"server.stopped"');
	expect(seen.err).toBe('');
});

test('[H10] bad settings end the process, each with a line', async () => {
	const { seen, ended } = run({ PORT: 'many', SYNC_RATE: 'fast' });
	expect(await ended).toBe(1);
	expect(seen.err).toMatch(/^ {2}PORT must be/m);
	expect(seen.err).toMatch(/^ {2}SYNC_RATE must be/m);
	expect(seen.err).not.toMatch(/\n\s+at /);
});

test('[H10] a port in use is told in a sentence', async () => {
	const other = http.createServer().listen(0);
	onTestFinished(() => void other.close());
	await once(other, 'listening');
	const { port } = other.address() as AddressInfo;
	const { seen, ended } = run({ PORT: String(port) });
	expect(await ended).toBe(1);
	expect(seen.err).toBe(`Port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start\n`);
});
