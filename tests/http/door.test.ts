import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { AppEnv } from '../../server/http/env.ts';
import { Problem, refused } from '../../server/http/problem.ts';
import type { LogFields } from '../../server/ops/log.ts';
import { createMetrics, metricsRoutes } from '../../server/ops/metrics.ts';
import { builtClient } from './client-files.ts';
import { MANAGER, openHouse, openPractice } from './house.ts';

const HEADERS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'x-frame-options': 'DENY'
};

test('[H1] every answer carries the security headers, an error’s too', async () => {
	const { app, browser } = openHouse({ pages: builtClient() });
	const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => [method, path] as const);
	expect(routes.length).toBeGreaterThan(12);
	const more = [
		['GET', '/setup'],
		['GET', '/_app/missing.js'],
		['PUT', '/api/me'],
		['GET', '/api/none']
	] as const;
	for (const [method, pattern] of [...routes, ...more]) {
		const path = pattern.replaceAll(/:\w+/g, 'x').replace('*', '');
		const { headers } = await browser().send(method, path, method === 'POST' ? '{' : undefined);
		expect({ path, ...Object.fromEntries(headers) }).toMatchObject({ path, ...HEADERS });
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
		expect(headers.get('permissions-policy')).toContain('camera=()');
		expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/);
		if (path.startsWith('/api/')) {
			expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
			expect(headers.get('content-security-policy')).toContain("default-src 'none'");
		}
	}
});

const CSRF: readonly (readonly [outcome: 'done' | 'refused', headers: Record<string, string>])[] = [
	['done', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://board.test' }],
	['done', { Origin: 'http://board.test' }],
	['done', { Origin: 'https://board.test' }],
	['done', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://desk.practice.test' }],
	['done', {}],
	['done', { 'Sec-Fetch-Site': 'none' }],
	['refused', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.test' }],
	['refused', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://other.practice.test' }],
	['refused', { 'Sec-Fetch-Site': 'cross-site' }],
	['refused', { Origin: 'http://board.test:8080' }],
	['refused', { Origin: 'http://board.test.evil.test' }],
	['refused', { Origin: 'null' }],
	['refused', { Origin: '' }]
];

test.each(CSRF)('[H2] a change is %s with %o', async (outcome, headers) => {
	const { maria } = await openPractice({ origins: ['https://desk.practice.test'] });
	maria.headers = { Host: 'board.test', ...headers };
	const { status, body } = await maria.delete('/api/session');
	expect([status, body?.code]).toEqual(outcome === 'done' ? [204, undefined] : [403, 'foreign-origin']);
	expect((await maria.get('/api/me')).status).toBe(outcome === 'done' ? 401 : 200);
});

test('[H2] over https a page that came in clear text does not speak for its namesake', async () => {
	const house = await openPractice();
	const browser = house.browser('198.51.100.4');
	browser.headers = { Host: 'board.test', Origin: 'http://board.test' };
	const answer = await browser.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
	expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
});

function troubles(): Hono<AppEnv> {
	return new Hono<AppEnv>()
		.get('/bug', () => {
			throw new Error('cannot read the card "Call Mrs Jones about her fall"');
		})
		.get('/odd', () => {
			throw new Problem(418, () => 'Make tea first.', { code: 'teapot' });
		})
		.get('/rule', (c) => refused(c, { code: 'text-too-long', limit: 200 }));
}

test('[H3] a bug tells its request id and nothing of what happened, in the log neither', async () => {
	const lines: (readonly [string, LogFields | undefined])[] = [];
	const house = openHouse({ features: [troubles()], log: (_, event, fields) => void lines.push([event, fields]) });
	const { status, body, headers, text } = await house.browser().get('/api/bug');
	expect([status, headers.get('content-type')]).toEqual([500, 'application/problem+json']);
	expect(body).toMatchObject({ status: 500, code: 'failed', request: headers.get('x-request-id') });
	expect(text).not.toContain('Jones');
	expect(text).not.toContain('.ts');
	const [, failed] = lines.find(([event]) => event === 'request.failed') ?? [];
	expect(failed).toMatchObject({
		request: body.request,
		code: 'Error',
		where: expect.stringMatching(/^door\.test\.ts:\d+/)
	});
	expect(JSON.stringify(lines)).not.toContain('Jones');
});

test('[H3] a rule that said no is a problem with its code', async () => {
	const { browser } = openHouse({ features: [troubles()] });
	expect(await browser().get('/api/rule')).toMatchObject({
		status: 409,
		body: { type: 'urn:daybreak:problem:text-too-long', status: 409, code: 'text-too-long', limit: 200 }
	});
	expect((await browser().get('/api/odd')).body).toMatchObject({
		title: 'Make tea first.',
		code: 'teapot',
		status: 418
	});
});

test('[H4] a body that is too large or no JSON is refused', async () => {
	const { app, browser } = openHouse();
	expect(await browser().send('POST', '/api/session', '{"email":')).toMatchObject({
		status: 400,
		body: { code: 'malformed' }
	});
	const large = JSON.stringify({ email: 'x'.repeat(70_000) });
	expect(await browser().send('POST', '/api/session', large)).toMatchObject({
		status: 413,
		body: { code: 'too-large' }
	});

	const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(8192)) });
	const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;
	const response = await app.request('/api/session', init, { peer: { address: '127.0.0.1', encrypted: false } });
	expect(response.status).toBe(413);
});

test('[H7] reached in clear text from another machine, every page says why and the two ways out', async () => {
	const { ask } = openHouse({ pages: builtClient() });
	const peer = { address: '192.168.1.20', encrypted: false };
	for (const path of ['/', '/setup', '/sign-in', '/boards/billing', '/_app/immutable/entry/app.abc.js', '/icon.svg']) {
		const response = await ask(path, {}, peer);
		const page = await response.text();
		expect([path, response.status]).toEqual([path, 403]);
		for (const word of ['Nobody can sign in here', 'TLS_CERT', 'TLS_KEY', 'proxy', 'localhost'])
			expect(page).toContain(word);
		expect(page).not.toMatch(/<script|src=|href=/);
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
	}
	for (const path of ['/api/practice', '/api/me', '/api/none']) {
		const response = await ask(path, {}, peer);
		expect([path, response.status, (await response.json()).code]).toEqual([path, 403, 'clear-text']);
	}
	expect((await ask('/healthz', {}, peer)).status).toBe(200);
});

test('[H7] on this machine, or encrypted, the pages are the client’s', async () => {
	const { ask } = openHouse({ pages: builtClient() });
	for (const address of ['127.0.0.1', '127.0.0.53', '::1', '::ffff:127.0.0.1']) {
		expect([address, (await ask('/', {}, { address, encrypted: false })).status]).toEqual([address, 200]);
	}
	expect((await ask('/', {}, { address: '192.168.1.20', encrypted: true })).status).toBe(200);
	for (const address of ['::ffff:192.168.1.20', '10.0.0.1', 'fe80::1%eth0', '']) {
		expect([address, (await ask('/', {}, { address, encrypted: false })).status]).toEqual([address, 403]);
	}
});

test('[H8] what is for this machine alone is not for whoever comes through a proxy on it, listed or not', async () => {
	for (const proxies of [[], ['127.0.0.1']]) {
		const house = openHouse({ proxies, operations: metricsRoutes(createMetrics()) });
		const here = house.browser();
		expect((await here.get('/metrics')).status).toBe(200);
		here.headers = { 'X-Forwarded-For': '203.0.113.9' };
		expect((await here.get('/metrics')).status).toBe(404);
	}
});
