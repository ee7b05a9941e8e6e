import { expect, test } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { builtClient, SCRIPT, SHELL } from './client-files.ts';
import { openHouse } from './house.ts';

const ENTRY = '/_app/immutable/entry/app.abc.js';
const PEER = { peer: { address: '127.0.0.1', encrypted: false } };

function client() {
	const { app } = openHouse({ pages: builtClient() });
	return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
		app.request(path, { method, headers }, PEER);
}

test('[H5] files with hashed names are kept for ever, the others asked for anew', async () => {
	const get = client();
	const kept = async (path: string) => (await get(path)).headers.get('cache-control');
	expect(await kept(ENTRY)).toBe('public, max-age=31536000, immutable');
	for (const path of ['/', '/index.html', '/service-worker.js', '/_app/version.json', '/icon.svg']) {
		expect([path, await kept(path)]).toEqual([path, 'no-cache']);
	}
});

test('[H5] a browser gets the smallest form that it knows', async () => {
	const get = client();
	const asked = async (encodings: string) => {
		const response = await get(ENTRY, { 'Accept-Encoding': encodings });
		return {
			encoding: response.headers.get('content-encoding'),
			bytes: Buffer.from(await response.arrayBuffer()),
			response
		};
	};
	const br = await asked('gzip, deflate, br, zstd');
	expect(br.encoding).toBe('br');
	expect(brotliDecompressSync(br.bytes).toString()).toBe(SCRIPT);
	const gzip = await asked('gzip, br;q=0');
	expect(gzip.encoding).toBe('gzip');
	expect(gunzipSync(gzip.bytes).toString()).toBe(SCRIPT);
	const plain = await asked('identity');
	expect(plain.encoding).toBeNull();
	expect(plain.bytes.toString()).toBe(SCRIPT);
	for (const { response } of [br, gzip, plain]) {
		expect(response.headers.get('vary')).toBe('Accept-Encoding');
		expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
	}
});

test('[H5] what a browser has already is not sent again', async () => {
	const get = client();
	const etag = (await get('/')).headers.get('etag') ?? '';
	expect(etag).toMatch(/^"[\w-]{22}"$/);
	const again = await get('/boards/billing', { 'If-None-Match': etag });
	expect(again.status).toBe(304);
	expect(await again.text()).toBe('');
});

test('[H6] any page route gets the shell', async () => {
	const get = client();
	for (const path of ['/', '/setup', '/boards/front-desk', '/sign-in?next=/boards']) {
		const response = await get(path);
		expect([path, response.status, await response.text()]).toEqual([path, 200, SHELL]);
		expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
	}
	const head = await get('/setup', {}, 'HEAD');
	expect([head.status, await head.text()]).toEqual([200, '']);
});

test('[H6] missing files, the API and paths out of the folder get no shell', async () => {
	const get = client();
	const missing = [
		...[
			'/_app/immutable/entry/app.old.js',
			'/_app/',
			'/_app',
			'/favicon.ico',
			'/api',
			'/api/',
			'/api/nothing',
			'/sync/billing'
		],
		...[
			'/..%2f..%2fetc%2fpasswd.txt',
			'/%2e%2e/package.json',
			'//etc/passwd.txt',
			`${ENTRY}.br`,
			'/_app/immutable/entry/'
		]
	];
	for (const path of missing) {
		const response = await get(path);
		expect([path, response.status, response.headers.get('content-type')]).toEqual([
			path,
			404,
			'application/problem+json'
		]);
	}
	expect((await get('/setup', {}, 'POST')).status).toBe(404);
});

test('[H6] without a build the page says what to do', async () => {
	const { browser } = openHouse();
	expect(await browser().get('/')).toMatchObject({
		status: 503,
		body: { title: expect.stringContaining('npm run build') }
	});
});
