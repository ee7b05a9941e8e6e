import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { listen, surviveBadClients } from '../../server/http/listener.ts';
import { startServer, type ServerOptions } from '../../server/serve.ts';
import { builtClient, SHELL } from './client-files.ts';
import { FOUNDING, temporaryFolder, tokenIn } from './house.ts';

const CERT = join(import.meta.dirname, 'fixtures', 'board.practice.test.cert.pem');
const KEY = join(import.meta.dirname, 'fixtures', 'board.practice.test.key.pem');

async function start(env: Record<string, string> = {}, options: ServerOptions = {}) {
	const config = readConfig({ PORT: '0', DATA_DIR: temporaryFolder(), ...env });
	const server = await startServer(config, { log: () => undefined, pages: builtClient(), ...options });
	onTestFinished(() => server.close());
	return { ...server, config };
}

/** Sends bytes and returns all that comes back until the other side hangs up. */
function raw(port: number, bytes: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
		let answer = '';
		socket.on('data', (data) => (answer += data.toString('latin1')));
		socket.on('close', () => resolve(answer));
		socket.on('error', reject);
	});
}

function getWithCertificate(port: number, path: string, ca: Buffer): Promise<http.IncomingMessage> {
	const options = { port, path, ca, host: '127.0.0.1', servername: 'board.practice.test', agent: false };
	return new Promise((resolve, reject) => {
		https
			.get({ ...options, headers: { Host: 'board.practice.test' } }, (response) => resolve(response.resume()))
			.on('error', reject);
	});
}

test('[H14] the server says that it lives and that it can work', async () => {
	const { url } = await start();
	expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
	const ready = await fetch(`${url}/readyz`);
	expect([ready.status, await ready.json()]).toEqual([
		200,
		{ ready: true, checks: { database: true, writable: true } }
	]);
	expect(await (await fetch(`${url}/setup`)).text()).toBe(SHELL);
});

test('[H14] a part that cannot work, or throws, makes the server not ready', async () => {
	const broken = () => {
		throw new Error('no disk');
	};
	const { url } = await start(
		{},
		{
			parts: () => ({ boards: { list: () => [], find: () => null, create: () => undefined }, checks: { disk: broken } })
		}
	);
	const ready = await fetch(`${url}/readyz`);
	expect([ready.status, await ready.json()]).toEqual([
		503,
		{ ready: false, checks: { database: true, writable: true, disk: false } }
	]);
	expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('[A3] the set-up link is printed until there is a practice, and survives no restart', async () => {
	const first = await start();
	expect(first.setupLink).toMatch(new RegExp(`^${first.url}/setup#[\\w-]{43}$`));
	await first.close();
	const second = await start({ DATA_DIR: first.config.dataDir });
	expect(second.setupLink).not.toBe(first.setupLink);
	const found = (link: string | undefined) =>
		fetch(`${second.url}/api/setup`, { method: 'POST', body: JSON.stringify({ token: tokenIn(link), ...FOUNDING }) });
	expect((await found(first.setupLink)).status).toBe(403);
	expect((await found(second.setupLink)).status).toBe(201);
	await second.close();
	expect((await start({ DATA_DIR: first.config.dataDir })).setupLink).toBeUndefined();
});

test('[H9] with a certificate and its key the server speaks https, and asks browsers to stay', async () => {
	const { port, url, setupLink } = await start({ TLS_CERT: CERT, TLS_KEY: KEY });
	expect(url).toBe(`https://localhost:${port}`);
	expect(setupLink).toContain('https://');
	const response = await getWithCertificate(port, '/', readFileSync(CERT));
	expect(response.statusCode).toBe(200);
	expect(response.headers['strict-transport-security']).toBe('max-age=31536000');
	const plain = await start();
	expect((await fetch(plain.url)).headers.has('strict-transport-security')).toBe(false);
});

test('[H11] the server leaves cleanly, and calling it off twice is once', async () => {
	const server = await start();
	const arrived = new Promise((resolve) => subscribe('http.server.request.start', resolve));
	const slow = fetch(`${server.url}/api/session`, { method: 'POST', body: '{"email":"no@body.test","password":"x"}' });
	await arrived;
	await Promise.all([server.close(), server.close()]);
	expect((await slow).status).toBe(401);
	await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
	const next = await start({ DATA_DIR: server.config.dataDir, PORT: String(server.port) });
	expect((await fetch(`${next.url}/healthz`)).status).toBe(200);
});

test('[H11] a port in use stops the start and leaves nothing open', async () => {
	const { port } = await start();
	await expect(start({ PORT: String(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('[H11] a seed runs before anybody can connect, and its failure stops the start', async () => {
	const seeded: string[] = [];
	await start({}, { prepare: ({ accounts }) => void seeded.push(String(accounts.practice())) });
	expect(seeded).toEqual(['null']);
	const failing = start({}, { prepare: () => Promise.reject(new Error('a real practice lives here')) });
	await expect(failing).rejects.toThrow('a real practice');
});

test('[H12] bytes that are no request, and connections that are reset, end only themselves', async () => {
	const { port, url } = await start();
	expect(await raw(port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
	expect(await raw(port, `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4/);
	for (const path of ['/', '/sync/billing']) {
		const socket = net.connect(port, '127.0.0.1', () => {
			socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
			socket.resetAndDestroy();
		});
		socket.on('error', () => undefined);
		await new Promise((resolve) => socket.on('close', resolve));
	}
	expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('[H12] a connection on which nothing was asked in time is told so in the way on which a browser asks again', async () => {
	const server = http.createServer({ headersTimeout: 20, requestTimeout: 20, connectionsCheckingInterval: 10 });
	onTestFinished(() => void server.close());
	surviveBadClients(server, () => undefined);
	expect(await raw(await listen(server, 0, '127.0.0.1', () => undefined), '')).toMatch(/^HTTP\/1\.1 408 /);
});

const UPGRADE =
	'Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';

test('[H7] a socket from another machine in clear text is refused, and an upgrade to anything else', async () => {
	const { port } = await start({ TRUST_PROXY: '127.0.0.1' });
	const clear = 'X-Forwarded-Proto: http\r\nX-Forwarded-For: 203.0.113.9\r\n';
	expect(await raw(port, `GET /sync/billing HTTP/1.1\r\n${UPGRADE}${clear}\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
	expect(await raw(port, `GET /other HTTP/1.1\r\n${UPGRADE}\r\n`)).toMatch(/^HTTP\/1\.1 404 /);
	expect(await raw(port, `GET /sync/billing HTTP/1.1\r\n${UPGRADE}Origin: https://evil.test\r\n\r\n`)).toMatch(
		/^HTTP\/1\.1 403 /
	);
});

test('[H6] in development pages come from the other server, the API from ours', async () => {
	const { url } = await start({}, { devMiddleware: async () => (_, response) => void response.end('vite') });
	expect(await (await fetch(`${url}/setup`)).text()).toBe('vite');
	expect((await fetch(`${url}/api/practice`)).headers.get('content-type')).toContain('json');
	expect((await fetch(`${url}/healthz`)).status).toBe(200);
});
