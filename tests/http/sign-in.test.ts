import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Browser } from './browser.ts';
import { FOUNDING, joined, MANAGER, openHouse, openPractice, tokenIn } from './house.ts';

afterEach(() => void vi.useRealTimers());

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const stopClock = () => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });

function signIn(browser: Browser, password = MANAGER.password, email = MANAGER.email) {
	return browser.post('/api/session', { email, password });
}

test('[A5] an e-mail address is one person’s, however it is typed', async () => {
	const house = await openPractice();
	expect((await signIn(house.browser(), MANAGER.password, '  MARIA@Practice.TEST ')).status).toBe(200);
	const twin = { name: 'Maria B', email: ' Maria@PRACTICE.test', role: 'staff', departments: ['billing'] };
	expect(await house.maria.post('/api/invitations', twin)).toMatchObject({ status: 422, body: { field: 'email' } });
});

test('[A6] a wrong password and an unknown e-mail get the same answer after the same work', async () => {
	const house = await openPractice();
	const timed = async (email: string) => {
		// Processor time: what else the machine is doing must not decide.
		const started = process.cpuUsage();
		const answer = await signIn(house.browser(), 'not the password', email);
		const { user, system } = process.cpuUsage(started);
		const { request: _, ...body } = answer.body;
		return { work: user + system, seen: { status: answer.status, body } };
	};
	await timed('warm@up.test');
	const wrong = [await timed(MANAGER.email), await timed(MANAGER.email), await timed(MANAGER.email)];
	const unknown = [await timed('no@body.test'), await timed('no@body.test'), await timed('no@body.test')];

	expect(wrong[0]?.seen).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
	expect(unknown[0]?.seen).toEqual(wrong[0]?.seen);
	const least = (tries: { work: number }[]) => Math.min(...tries.map(({ work }) => work));
	expect(least(unknown) / least(wrong)).toBeGreaterThan(0.5);
});

test('[A6] odd bodies are told by field, and sign nobody in', async () => {
	const house = await openPractice();
	for (const body of [
		{},
		{ email: 7, password: 'x' },
		{ email: { $ne: '' }, password: [] },
		{ email: 'x'.repeat(300) }
	]) {
		expect([401, 422]).toContain((await house.browser().post('/api/session', body)).status);
	}
});

test('[A7] after five tries comes a wait that doubles, for the right password too', async () => {
	stopClock();
	const house = await openPractice();
	const elsewhere = house.browser('203.0.113.9');
	for (let i = 0; i < 5; i++) expect((await signIn(elsewhere, 'wrong password')).status).toBe(401);

	const waiting = await signIn(elsewhere);
	house.witness.flush();
	const told = house.db.prepare("SELECT change ->> 'reason' FROM activity WHERE kind = 'sign-in-failed'").pluck().all();
	expect(told).toEqual([...Array<string>(5).fill('wrong'), 'too-many-tries']);
	expect(waiting).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
	expect(waiting.headers.get('retry-after')).toBe('30');
	later(30_000);
	expect((await signIn(elsewhere, 'wrong password')).status).toBe(401);
	expect((await signIn(elsewhere)).headers.get('retry-after')).toBe('60');
	later(60_000);
	expect((await signIn(elsewhere)).status).toBe(200);
	expect((await signIn(elsewhere, 'wrong password')).status).toBe(401);
});

test('[A7] an e-mail that nobody has is throttled alike', async () => {
	const house = await openPractice();
	const statuses = [];
	for (let i = 0; i < 6; i++) statuses.push((await signIn(house.browser('203.0.113.9'), 'x', 'no@body.test')).status);
	expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
});

test('[A7] tries that come at once are counted as they come', async () => {
	const house = await openPractice();
	const answers = await Promise.all(
		Array.from({ length: 12 }, () => signIn(house.browser('203.0.113.9'), 'wrong password'))
	);
	expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
	expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
});

test('[A8] an attacker elsewhere does not keep a colleague out', async () => {
	const house = await openPractice();
	for (let i = 0; i < 8; i++) await signIn(house.browser('203.0.113.9'), 'wrong password');
	expect((await signIn(house.browser('203.0.113.9'))).status).toBe(429);
	expect((await signIn(house.browser('198.51.100.4'))).status).toBe(200);
});

test('[A8] an IPv6 attacker is one source with the whole network it holds', async () => {
	const house = await openPractice();
	for (let i = 0; i < 8; i++) await signIn(house.browser(`2001:db8:1:2::${i}`), 'wrong password');
	expect((await signIn(house.browser('2001:db8:1:2:ffff::1'))).status).toBe(429);
	expect((await signIn(house.browser('2001:db8:1:3::1'))).status).toBe(200);
});

test('[SI2] where people of the practice come from, the right password gets in however many were wrong', async () => {
	const house = await openPractice();
	for (const email of [MANAGER.email, 'no@body.test']) {
		for (let i = 0; i < 8; i++) expect((await signIn(house.browser(), 'wrong password', email)).status).toBe(401);
	}
	const [known, unknown] = [house.waits.slice(0, 3), house.waits.slice(3)];
	for (const waits of [known, unknown]) {
		expect(waits.map((ms) => Math.ceil(ms / 1000))).toEqual([1, 3, 7]);
	}
	expect((await signIn(house.browser())).status).toBe(200);
});

test('[SI2] a browser where one has signed in has tries of its own', async () => {
	stopClock();
	const house = await openPractice();
	const laptop = house.maria;
	await laptop.delete('/api/session');
	await Promise.all(Array.from({ length: 12 }, () => signIn(house.browser(), 'wrong password')));
	expect((await signIn(house.browser())).status).toBe(429);
	const before = house.waits.length;
	expect((await signIn(laptop)).status).toBe(200);
	expect(house.waits).toHaveLength(before);
});

test('[SI2] the browser’s token is no sign-in, and nobody else’s excuse', async () => {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	const thief = house.browser('203.0.113.9');
	thief.cookies.set('__Host-daybreak-browser', ben.cookies.get('__Host-daybreak-browser')!);
	expect((await thief.get('/api/me')).status).toBe(401);
	for (let i = 0; i < 5; i++) expect((await signIn(thief, 'wrong password')).status).toBe(401);
	expect((await signIn(thief)).status).toBe(429);
	expect((await signIn(thief, 'the early bird sings', 'ben@practice.test')).status).toBe(200);
});

test('[A10] a late answer is late before it says yes or no', async () => {
	const house = await openPractice();
	for (let i = 0; i < 50; i++)
		house.throttle.admit(MANAGER.email, { source: `bot ${i}`, device: null, familiar: false });
	expect((await signIn(house.browser('198.51.100.4'))).status).toBe(200);
	expect((await signIn(house.browser('198.51.100.4'))).status).toBe(200);
	expect(house.waits).toEqual([2000]);
});

test('[A11] no file holds a password or a usable token', async () => {
	const house = await openPractice();
	const invited = await house.maria.post('/api/invitations', {
		...{ name: 'Ben', email: 'ben@practice.test', role: 'staff', departments: ['billing'] }
	});
	await joined(house, { name: 'Ana', email: 'ana@practice.test' });
	const secrets = [
		...[MANAGER.password, 'the early bird sings', house.setup.token, tokenIn(invited.body.link)],
		...house.maria.cookies.values()
	];
	expect(secrets.every((secret) => secret && secret.length > 10)).toBe(true);

	const files = readdirSync(house.folder).map((file) => readFileSync(join(house.folder, file)));
	for (const file of files) for (const secret of secrets) expect(file.includes(secret ?? '')).toBe(false);
	expect(files.some((file) => file.includes(MANAGER.email))).toBe(true);
	expect(house.db.prepare('SELECT password_hash FROM people').pluck().get()).toMatch(
		/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/
	);
});

test('[A11] what the sessions table holds opens nothing', async () => {
	const house = await openPractice();
	const thief = house.browser();
	thief.cookies.set('__Host-daybreak', house.db.prepare('SELECT hash FROM sessions').pluck().get() as string);
	expect((await thief.get('/api/me')).status).toBe(401);
});

test('[A12] a password fits however a keyboard sends its accents, and needs no odd characters', async () => {
	const house = openHouse();
	const password = 'café au lait'.normalize('NFC');
	const manager = { ...MANAGER, password };
	expect((await house.browser().post('/api/setup', { token: house.setup.token, ...FOUNDING, manager })).status).toBe(
		201
	);
	expect((await signIn(house.browser(), password.normalize('NFD'))).status).toBe(200);
	expect((await signIn(house.browser(), 'cafe au lait')).status).toBe(401);
});
