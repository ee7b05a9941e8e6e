import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as api from '../../src/lib/client/api.ts';
import { deleteStore, OfflineStore } from '../../src/lib/client/offline-store.ts';
import { openSession } from '../../src/lib/client/session.ts';
import { databaseNames, freshDevice, freshStorage, handedKey, ringOf } from './device.ts';

const ENDS_AT = Date.now() + 12 * 60 * 60_000;

const ME = (id: string) => ({
	person: { id, name: id, email: `${id}@demo.test`, role: 'staff', departments: ['front-desk'], colour: 2 },
	practice: { id: 'p1', name: 'Daybreak PT', timeZone: 'America/New_York', demo: false }
});

/** What the server answers, by path; a path without an answer is a broken line. */
let answers: Record<string, Response | undefined>;

const json = (body: unknown, status = 200) =>
	new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' }
	});

const signedIn = (id: string) => ({
	'/api/session': json({ signedIn: true, ...ME(id) }),
	'/api/session/key': json({ keys: [handedKey(id)], idleMinutes: 15, endsAt: ENDS_AT, keepUntil: null }),
	'/api/boards': json([]),
	'/api/people': json([])
});
const signedOut = () => ({
	'/api/session': json({ signedIn: false })
});

beforeEach(async () => {
	await freshDevice();
	freshStorage();
	answers = {};
	vi.stubGlobal('fetch', (path: string) => {
		const answer = answers[path];
		return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('Failed to fetch'));
	});
});

afterEach(() => vi.unstubAllGlobals());

async function copyOf(person: string): Promise<void> {
	const store = new OfflineStore(`daybreak/p1/${person}/front-desk/l1`, await ringOf(person));
	await store.load();
	await store.close();
}

describe('who is signed in', () => {
	test('[C23] is asked of the server, and known without it afterwards', async () => {
		answers = signedIn('ana');
		expect(await openSession()).toMatchObject({ session: { me: ME('ana'), boards: [], people: [], live: true } });
		answers = {};
		expect(await openSession()).toMatchObject({ session: { me: ME('ana'), boards: [], people: [], live: false } });
	});

	test('[C23] is not known on a device that has never asked', async () => {
		await expect(openSession()).rejects.toBeInstanceOf(api.Offline);
	});

	test('[C20, C23] a server that says nobody is, ends it, and the boards leave the device', async () => {
		answers = signedIn('ana');
		await openSession();
		await copyOf('ana');
		answers = signedOut();
		expect(await openSession()).toEqual({ kind: 'out' });
		expect(await databaseNames()).toEqual([]);
		answers = {};
		await expect(openSession()).rejects.toBeInstanceOf(api.Offline);
	});

	test('[C20, C23] a session that ends between two questions ends it too', async () => {
		answers = { ...signedIn('ana'), '/api/boards': json({ title: 'Sign in first.' }, 401) };
		expect(await openSession()).toEqual({ kind: 'out' });
	});

	test('[C23] an answer that is not the server’s ends nothing', async () => {
		answers = signedIn('ana');
		await openSession();
		answers = { '/api/session': json({ ok: true }) };
		expect(await openSession()).toMatchObject({ session: { me: ME('ana'), live: false } });
	});

	test('[C20] at a shared desk the boards of the one before go', async () => {
		answers = signedIn('ana');
		await openSession();
		await copyOf('ana');
		await copyOf('ben');
		answers = signedIn('ben');
		await openSession();
		expect(await databaseNames()).toEqual(['daybreak/p1/ben/front-desk/l1']);
		await deleteStore('daybreak/p1/ben/front-desk/l1');
	});
});

describe('what the server answers', () => {
	test('[C24] a problem comes with all that a person can act on', async () => {
		const body = { title: 'Wait.', code: 'too-many-tries', field: 'email', request: '7f3a', detail: 'Five tries.' };
		answers = { '/api/session': json({ ...body, status: 429 }, 429) };
		const problem = await api.signIn('ana@demo.test', 'x').catch((error: unknown) => error);
		expect(problem).toBeInstanceOf(api.Problem);
		expect(problem).toMatchObject({ ...body, status: 429, signedOut: false });
	});

	test('[C24] an ended session is told from a wrong password', async () => {
		answers = {
			'/api/session': json({ title: 'Wrong.', code: 'sign-in-failed' }, 401),
			'/api/me': json({ title: 'Sign in first.' }, 401)
		};
		await expect(api.signIn('ana@demo.test', 'x')).rejects.toMatchObject({ signedOut: false });
		await expect(api.me()).rejects.toMatchObject({ status: 401, signedOut: true });
	});

	test.each([
		['no answer', undefined],
		['a proxy’s page', new Response('<html>Bad gateway</html>', { status: 502 })],
		['a hotel’s sign-in page', new Response('<html>Welcome</html>', { status: 200 })]
	])('[C24] %s is no word of the server', async (_what, answer) => {
		answers = { '/api/me': answer };
		await expect(api.me()).rejects.toMatchObject({ kind: 'offline' });
	});

	test('[C24] an answer without content is none the worse', async () => {
		answers = { '/api/session': new Response(null, { status: 204 }) };
		await expect(api.signOut()).resolves.toBeUndefined();
	});
});
