import { expect, onTestFinished, test } from 'vitest';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { NotADemo, startDemo } from '../../server/demo.ts';
import { startServer } from '../../server/serve.ts';
import { temporaryFolder } from '../http/house.ts';
import { freePort, startProcess } from '../sync/process.ts';
import { command, openStore } from './data.ts';

const settings = (dataDir: string) => ({ ...readConfig({ DATA_DIR: dataDir, HOST: '127.0.0.1' }), port: 0 });

async function serve(dataDir: string) {
	const server = await startServer(settings(dataDir), { log: () => {} });
	onTestFinished(() => server.close());
	return server;
}

test('[O16] a second server over the folder says so, in this process and in another, and the first goes on', async () => {
	const { folder } = await openStore();
	const first = await serve(folder);
	await expect(serve(folder)).rejects.toThrow(/^another Daybreak is running over the data in .*npm run backup$/);
	const second = await command('main', folder);
	expect([second.code, second.err]).toEqual([1, expect.stringContaining('Stop it first, or choose another folder')]);
	expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
	expect((await command('backup', folder)).code).toBe(0);
	await first.close();
	expect((await fetch(`${(await serve(folder)).url}/readyz`)).status).toBe(200);
}, 30_000);

test('[O16] a server that was killed stops nobody', async () => {
	const { folder } = await openStore();
	const server = await startProcess(folder, await freePort());
	expect((await command('main', folder)).code).toBe(1);
	server.kill('SIGKILL');
	await new Promise((resolve) => server.once('exit', resolve));
	expect((await fetch(`${(await serve(folder)).url}/readyz`)).status).toBe(200);
}, 30_000);

test('[O16] a demo that is started over does not take the data from under one that runs', async () => {
	const folder = temporaryFolder();
	const choices = { seed: 1, timeZone: 'America/New_York', fresh: true };
	const start = () => startDemo(settings(folder), choices, { log: () => {} });
	const first = await start();
	onTestFinished(() => first.close());
	const before = readFileSync(join(folder, 'daybreak.db'));
	await expect(start()).rejects.toThrow(/another Daybreak is running/);
	await expect(start()).rejects.not.toThrow(NotADemo);
	expect(existsSync(join(folder, 'daybreak.db'))).toBe(true);
	expect(readFileSync(join(folder, 'daybreak.db')).equals(before)).toBe(true);
}, 60_000);
