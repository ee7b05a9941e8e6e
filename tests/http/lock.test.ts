import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { joined, MANAGER, openPractice } from './house.ts';

const MINUTE = 60_000;
const PIN = '482913';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
afterEach(() => void vi.useRealTimers());

const later = (ms: number) => void vi.setSystemTime(Date.now() + ms);

type Practice = Awaited<ReturnType<typeof openPractice>>;

/** A practice whose manager has a PIN. */
async function pinned(): Promise<Practice> {
	const house = await openPractice();
	const set = await put(house, { pin: PIN, password: MANAGER.password });
	expect(set.status).toBe(204);
	return house;
}

const put = ({ maria }: Practice, body: unknown) => maria.send('PUT', '/api/session/pin', JSON.stringify(body));

function eventsIn({ db }: Practice): string[] {
	const rows = db.prepare('SELECT change FROM activity ORDER BY seq').pluck().all() as string[];
	return rows.map((row) => {
		const { kind, method, why } = JSON.parse(row) as { kind: string; method?: string; why?: string };
		return [kind, method ?? why].filter(Boolean).join(' ');
	});
}

describe('a locked screen', () => {
	test('[WS1] opens nothing, but says whose it is by name, and can be unlocked and ended', async () => {
		const house = await openPractice();
		const { maria, sessions } = house;
		const locked: string[] = [];
		sessions.onSessionLocked((id) => locked.push(id));
		expect((await maria.post('/api/session/lock', {})).status).toBe(204);
		expect(locked).toHaveLength(1);
		expect(sessions.isOpen(locked[0]!)).toBe(false);
		for (const path of ['/api/me', '/api/boards', '/api/people', '/api/session/key', '/api/session/pin']) {
			expect(await maria.get(path)).toMatchObject({ status: 401, body: { code: 'locked' } });
		}
		expect(await maria.post('/api/session/extend', {})).toMatchObject({ status: 401, body: { code: 'locked' } });
		expect((await maria.get('/api/session')).body).toEqual({ signedIn: false, locked: true });
		expect((await maria.get('/api/session/locked')).body).toEqual({ name: MANAGER.name, ways: ['password'] });
		expect((await maria.post('/api/session/lock', {})).status).toBe(204);
		expect((await maria.post('/api/session/unlock', { password: 'not mine at all' })).status).toBe(422);
		const opened = await maria.post('/api/session/unlock', { password: MANAGER.password });
		expect(opened).toMatchObject({ status: 200, body: { person: { name: MANAGER.name } } });
		expect((await maria.get('/api/me')).status).toBe(200);
		await maria.post('/api/session/lock', {});
		expect((await maria.delete('/api/session')).status).toBe(204);
		expect((await house.browser().get('/api/session/locked')).status).toBe(401);
		expect(eventsIn(house).slice(-5)).toEqual([
			'locked asked',
			'unlock-failed password',
			'unlocked password',
			'locked asked',
			'signed-out'
		]);
	});

	test('[WS2] keys and clicks that the page reports keep it open; without them it locks, and that is recorded', async () => {
		const house = await openPractice();
		const { maria, sessions } = house;
		later(15.5 * MINUTE);
		expect((await maria.post('/api/session/extend', {})).status).toBe(204);
		later(15.5 * MINUTE);
		expect((await maria.post('/api/session/extend', {})).status).toBe(204);
		later(16 * MINUTE);
		sessions.endOver();
		expect(eventsIn(house).at(-1)).toBe('locked idle');
		expect((await maria.get('/api/session')).body).toEqual({ signedIn: false, locked: true });
		expect((await maria.post('/api/session/unlock', { password: MANAGER.password })).status).toBe(200);
		expect((await maria.get('/api/me')).status).toBe(200);
	});

	test('[WS5] whoever signs in there ends the locked session', async () => {
		const house = await openPractice();
		await joined(house, { name: 'Ben', email: 'ben@practice.test' });
		const { maria } = house;
		const before = new Map(maria.cookies);
		await maria.post('/api/session/lock', {});
		await maria.post('/api/session', { email: 'ben@practice.test', password: 'the early bird sings' });
		expect((await maria.get('/api/me')).body.person.name).toBe('Ben');
		for (const [name, value] of before) maria.cookies.set(name, value);
		expect((await maria.get('/api/session')).body).toEqual({ signedIn: false, locked: false });
	});
});

describe('a PIN', () => {
	test('[WS3] unlocks; five wrong ones leave the password, here and nowhere else', async () => {
		const house = await pinned();
		const { maria } = house;
		const elsewhere = house.browser();
		await elsewhere.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
		for (const browser of [maria, elsewhere]) await browser.post('/api/session/lock', {});
		expect((await maria.get('/api/session/locked')).body.ways).toEqual(['pin', 'password']);

		const tries = await Promise.all(
			Array.from({ length: 20 }, () => maria.post('/api/session/unlock', { pin: '482914' }))
		);
		expect(tries.filter(({ body }) => body.code === 'wrong-pin').length).toBeLessThanOrEqual(4);
		expect(await maria.post('/api/session/unlock', { pin: PIN })).toMatchObject({
			status: 403,
			body: { code: 'pin-blocked', field: 'pin' }
		});
		expect((await maria.get('/api/session/locked')).body.ways).toEqual(['password']);
		expect((await elsewhere.post('/api/session/unlock', { pin: PIN })).status).toBe(200);
		expect((await maria.post('/api/session/unlock', { password: MANAGER.password })).status).toBe(200);
		await maria.post('/api/session/lock', {});
		expect((await maria.post('/api/session/unlock', { pin: PIN })).status).toBe(200);
		expect(eventsIn(house)).toEqual(expect.arrayContaining(['pin-set', 'unlock-failed pin', 'unlocked pin']));
	});

	test.each(['12345', '1234567', 'abcdef', '123456', '654321', '890123', '111111', '121212', '123123', '112233'])(
		'[WS4] is not %s',
		async (pin) => {
			const house = await openPractice();
			expect(await put(house, { pin, password: MANAGER.password })).toMatchObject({
				status: 422,
				body: { field: 'pin' }
			});
		}
	);

	test('[WS4] is set with the password, and nothing in the database lets anybody try it', async () => {
		const house = await openPractice();
		expect(await put(house, { pin: PIN, password: 'not mine at all' })).toMatchObject({
			status: 422,
			body: { code: 'wrong-password', field: 'password' }
		});
		expect((await house.maria.get('/api/session/pin')).body).toEqual({ set: false });
		await put(house, { pin: PIN, password: MANAGER.password });
		expect((await house.maria.get('/api/session/pin')).body).toEqual({ set: true });
		const hash = house.db.prepare('SELECT hash FROM pins').pluck().get() as string;
		expect(hash).toMatch(/^\$argon2id\$/);
		const { verify } = await import('@node-rs/argon2');
		expect(await verify(hash, PIN)).toBe(false);
	});

	test('[WS4] goes with the password that it was set with, changed or reset', async () => {
		const house = await pinned();
		const { maria } = house;
		const old = MANAGER.password;
		const changed = await maria.post('/api/account/password', { old, password: 'a calm grey evening' });
		expect(changed.status).toBe(204);
		expect((await maria.get('/api/session/pin')).body).toEqual({ set: false });
		await maria.post('/api/session/lock', {});
		expect((await maria.get('/api/session/locked')).body.ways).toEqual(['password']);
		expect((await maria.post('/api/session/unlock', { pin: PIN })).status).toBe(422);
	});
});
