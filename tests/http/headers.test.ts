import { expect, test } from 'vitest';
import { openPractice } from '../sync/practice.ts';
import { builtClient } from './client-files.ts';
import { Browser } from './browser.ts';
import { FOUNDING, openHouse } from './house.ts';

const ALWAYS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'x-frame-options': 'DENY'
};

test('[H1] every route of a whole server carries them, whoever asks, and stores nothing', async () => {
	const practice = await openPractice();
	const routes = practice.routes.filter((route) => !route.endsWith('*'));
	expect(routes.length).toBeGreaterThan(40);
	for (const route of routes) {
		const [method = '', pattern = ''] = route.split(' ');
		const path = pattern.replaceAll(/:\w+(\{.*?\})?/g, 'x');
		for (const cookie of ['', practice.manager]) {
			if (route === 'DELETE /api/session' || route === 'DELETE /api/account/sessions') continue;
			const body = method === 'GET' ? null : '{}';
			const { headers } = await fetch(practice.url + path, { method, body, headers: { cookie } });
			expect({ route, ...Object.fromEntries(headers) }).toMatchObject({ route, ...ALWAYS });
			expect([route, headers.get('cache-control')]).toEqual([route, 'no-store']);
			expect([route, headers.get('content-security-policy')]).toEqual([
				route,
				"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
			]);
		}
	}
	await practice.close();
});

test('[H1] pages say their policy themselves, scripts reach our server alone, other files nothing', async () => {
	const { browser } = openHouse({ pages: builtClient() });
	const policies: Record<string, string> = {
		'/': "frame-ancestors 'none'",
		'/boards/front-desk': "frame-ancestors 'none'",
		'/service-worker.js': "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
		'/icon.svg': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	};
	for (const [path, policy] of Object.entries(policies)) {
		const { headers } = await browser().get(path);
		expect({ path, ...Object.fromEntries(headers) }).toMatchObject({ path, ...ALWAYS });
		expect([path, headers.get('content-security-policy')]).toEqual([path, policy]);
	}
});

test('[H9] over https a browser is asked to stay with it, but for a name that every program here has', async () => {
	const { app } = openHouse();
	const ask = (url: string, encrypted: boolean) =>
		app.request(url, {}, { peer: { address: '203.0.113.9', encrypted } });
	const hsts = async (url: string, encrypted = true) =>
		(await ask(url, encrypted)).headers.get('strict-transport-security');
	expect(await hsts('https://board.practice.test/api/practice')).toBe('max-age=31536000');
	expect(await hsts('https://localhost/api/practice')).toBeNull();
	expect(await hsts('http://board.practice.test/api/practice', false)).toBeNull();
});

test('[H7] clear text from another machine is served only where that was asked for in words', async () => {
	for (const [clearText, status] of [
		['refused', 403],
		['tolerated', 201]
	] as const) {
		const house = openHouse({ clearText, pages: builtClient() });
		const desk = new Browser(house.ask, '192.168.1.20', false);
		const answer = await desk.post('/api/setup', { token: house.setup.token, ...FOUNDING });
		expect([clearText, answer.status]).toEqual([clearText, status]);
		if (clearText === 'refused') continue;
		expect([...desk.cookies.keys()]).toContain('daybreak');
		expect((await desk.get('/api/me')).status).toBe(200);
	}
});
