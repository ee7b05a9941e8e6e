import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unreadableApps } from '../../server/features/account/second-factors.ts';
import { createSecrets } from '../../server/ops/secrets.ts';
import { addApp, atPage, confirm, Phone, signIn } from './factors.ts';
import { joined, MANAGER, openPractice } from './house.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
afterEach(() => void vi.useRealTimers());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function practiceWithApp() {
	const house = await openPractice();
	await confirm(house.maria);
	return { ...house, ...(await addApp(house.maria)) };
}

const half = async (browser: Parameters<typeof signIn>[0]) => (await signIn(browser)).body.ticket as string;

test('[SI3] with an app the password alone opens nothing, and the code of the app does', async () => {
	const house = await practiceWithApp();
	const browser = house.browser();
	const first = await signIn(browser);
	expect([first.status, first.body]).toEqual([
		200,
		{ next: 'second-factor', methods: ['code', 'recovery-code'], ticket: expect.stringMatching(/^[\w-]{43}$/) }
	]);
	expect(browser.cookies.size).toBe(0);
	for (const path of ['/api/me', '/api/boards', '/api/people']) expect((await browser.get(path)).status).toBe(401);
	later(30_000);
	const { ticket } = first.body;
	const second = await browser.post('/api/session/code', { ticket, code: house.phone.code() });
	expect([second.status, second.body.person.name]).toEqual([200, MANAGER.name]);
	expect((await browser.get('/api/boards')).status).toBe(200);
	expect((await house.browser().post('/api/session/code', { ticket, code: house.phone.code(1) })).status).toBe(401);
	const told = house.db.prepare("SELECT change ->> 'method' FROM activity WHERE kind = 'signed-in'").pluck().all();
	expect(told).toEqual(['set-up', 'password-and-code']);
});

test('[SI4] a code is good once, a step early or late, and no further', async () => {
	const house = await practiceWithApp();
	const tryCode = async (code: string) => {
		const browser = house.browser();
		return (await browser.post('/api/session/code', { ticket: await half(browser), code })).status;
	};
	// The code that proved the app is used up by that.
	expect(await tryCode(house.phone.code())).toBe(401);
	expect(await tryCode(house.phone.code(2))).toBe(401);
	expect(await tryCode(house.phone.code(1))).toBe(200);
	expect(await tryCode(house.phone.code(1))).toBe(401);
	later(60_000);
	expect(await tryCode(house.phone.code(-1))).toBe(401);
	expect(await tryCode(house.phone.code())).toBe(200);
	later(600_000);
	expect(await tryCode(house.phone.code(-1))).toBe(200);
});

test('[SI4] a ticket ends with ten minutes, five wrong codes, or its use', async () => {
	const house = await practiceWithApp();
	const browser = house.browser();
	const ticket = await half(browser);
	later(600_000);
	const code = house.phone.code();
	expect((await browser.post('/api/session/code', { ticket, code })).body.code).toBe('begin-again');
	const again = await half(browser);
	const codes = [];
	for (let i = 0; i < 6; i++) {
		codes.push((await browser.post('/api/session/code', { ticket: again, code: '000000' })).body.code);
	}
	expect(codes).toEqual([...Array<string>(4).fill('sign-in-failed'), 'begin-again', 'begin-again']);
	const third = await half(browser);
	const both = await Promise.all([1, 2].map(() => browser.post('/api/session/code', { ticket: third, code })));
	expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
});

test('[SI4] codes cannot be guessed from many places at once, and that keeps nobody out at their own', async () => {
	const house = await practiceWithApp();
	const statuses = [];
	for (let i = 0; i < 8; i++) {
		const bot = house.browser(`203.0.113.${i}`);
		statuses.push((await bot.post('/api/session/code', { ticket: await half(bot), code: '000000' })).status);
	}
	expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
	later(30_000);
	const ticket = await half(house.maria);
	expect((await house.maria.post('/api/session/code', { ticket, code: house.phone.code() })).status).toBe(200);
});

test('[SI5] ten recovery codes come with the first factor, each opens once, and new ones end the old', async () => {
	const house = await practiceWithApp();
	expect(new Set(house.recoveryCodes).size).toBe(10);
	const tryCode = async (code: string) => {
		const browser = house.browser();
		return (await browser.post('/api/session/code', { ticket: await half(browser), code })).status;
	};
	const [one, two] = house.recoveryCodes as [string, string];
	expect(one).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
	expect(await tryCode(one.toUpperCase().replaceAll('-', ' '))).toBe(200);
	expect(await tryCode(one)).toBe(401);
	expect((await house.maria.get('/api/account')).body.recoveryCodes).toBe(9);
	const renewed = await house.maria.post('/api/account/recovery-codes', {});
	expect(renewed.body.recoveryCodes).toHaveLength(10);
	expect(await tryCode(two)).toBe(401);
	expect(await tryCode(renewed.body.recoveryCodes[0])).toBe(200);
});

test('[SI6] what changes how one signs in asks for the password first', async () => {
	const house = await openPractice();
	const asked = ['app', 'passkeys/options', 'recovery-codes'].map((path) =>
		house.maria.post(`/api/account/${path}`, {})
	);
	for (const answer of [...(await Promise.all(asked)), await house.maria.delete('/api/account/app')]) {
		expect(answer).toMatchObject({ status: 403, body: { code: 'confirm-first' } });
	}
	const wrong = await house.maria.post('/api/account/confirm', { password: 'not my password' });
	expect(wrong).toMatchObject({ status: 422, body: { field: 'password' } });
	await confirm(house.maria);
	expect((await house.maria.post('/api/account/app', {})).status).toBe(200);
	expect((await house.browser().post('/api/account/app', {})).status).toBe(401);
	later(600_000);
	expect((await house.maria.post('/api/account/app', {})).status).toBe(403);
});

test('[SI6] an app counts once its first code was right, and only for whoever began', async () => {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	await confirm(house.maria);
	await confirm(ben, 'the early bird sings');
	const begun = (await house.maria.post('/api/account/app', {})).body;
	const right = new Phone(begun.secret).code();
	const wrong = await house.maria.post('/api/account/app/confirm', { token: begun.token, code: '000000' });
	expect(wrong).toMatchObject({ status: 422, body: { field: 'code' } });
	expect((await ben.post('/api/account/app/confirm', { token: begun.token, code: right })).status).toBe(410);
	expect((await house.maria.get('/api/account')).body.app).toBeNull();
	expect((await signIn(house.browser())).body.person.name).toBe(MANAGER.name);
	expect((await house.maria.post('/api/account/app/confirm', { token: begun.token, code: right })).status).toBe(201);
	expect((await house.maria.post('/api/account/app/confirm', { token: begun.token, code: right })).status).toBe(410);
	expect((await ben.get('/api/account')).body.app).toBeNull();
});

test('[SI7] where the practice asks for a second factor, nobody gets in before they have one', async () => {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	const rule = { secondFactorRequired: true };
	expect(await house.maria.put('/api/rules', rule)).toMatchObject({ status: 409, body: { code: 'own-factor-first' } });
	await confirm(house.maria);
	await addApp(house.maria);
	expect((await house.maria.put('/api/rules', rule)).status).toBe(200);

	const browser = house.browser();
	const { body } = await signIn(browser, 'the early bird sings', 'ben@practice.test');
	expect(body).toEqual({ next: 'set-up-second-factor', ticket: expect.any(String) });
	expect(browser.cookies.size).toBe(0);
	for (const path of ['/api/me', '/api/boards', '/api/people', '/api/account', '/api/rules']) {
		expect((await browser.get(path)).status).toBe(401);
	}
	expect((await browser.post('/api/session/code', { ticket: body.ticket, code: '000000' })).status).toBe(401);
	const { answer, recoveryCodes } = await addApp(browser, body.ticket);
	expect(answer.body.person.name).toBe('Ben');
	expect(recoveryCodes).toHaveLength(10);
	expect((await browser.get('/api/boards')).status).toBe(200);
	expect((await browser.post('/api/account/app', { ticket: body.ticket })).status).toBe(401);

	await confirm(ben, 'the early bird sings');
	const last = await ben.delete('/api/account/app');
	expect(last).toMatchObject({ status: 409, body: { code: 'second-factor-required' } });
	expect((await ben.get('/api/account')).body).toMatchObject({ app: { addedAt: expect.any(Number) }, required: true });
});

test('[SI7] an invitation leads there too, and where it is not asked for one may take the last factor away', async () => {
	const house = await practiceWithApp();
	await house.maria.put('/api/rules', { secondFactorRequired: true });
	const invitation = { name: 'Ana', email: 'ana@practice.test', role: 'staff', departments: ['billing'] };
	const { link } = (await house.maria.post('/api/invitations', invitation)).body;
	const ana = house.browser();
	const token = String(link).split('#')[1];
	const joining = await ana.post('/api/invitations/accept', { token, password: 'the late owl listens' });
	expect(joining.body.next).toBe('set-up-second-factor');
	expect(ana.cookies.size).toBe(0);
	await addApp(ana, joining.body.ticket);
	expect((await ana.get('/api/me')).body.person.name).toBe('Ana');

	await house.maria.put('/api/rules', { secondFactorRequired: false });
	expect((await house.maria.delete('/api/account/app')).status).toBe(204);
	expect((await house.maria.get('/api/account')).body).toMatchObject({ app: null, recoveryCodes: 0 });
	expect((await signIn(house.browser())).body.person.name).toBe(MANAGER.name);
});

test('[SI4] a disabled person’s ticket opens nothing', async () => {
	const house = await practiceWithApp();
	const browser = house.browser();
	const ticket = await half(browser);
	house.db.prepare('UPDATE people SET disabled_at = 1').run();
	later(30_000);
	expect((await browser.post('/api/session/code', { ticket, code: house.phone.code() })).status).toBe(401);
});

test('[SI4] a ticket from before a new password opens nothing', async () => {
	const house = await practiceWithApp();
	const browser = house.browser();
	const ticket = await half(browser);
	const password = 'a calm grey evening';
	expect((await house.maria.post('/api/account/password', { old: MANAGER.password, password })).status).toBe(204);
	const code = house.phone.code(1);
	expect((await browser.post('/api/session/code', { ticket, code })).body.code).toBe('begin-again');
	const fresh = (await signIn(browser, password)).body.ticket;
	expect((await browser.post('/api/session/code', { ticket: fresh, code })).status).toBe(200);
});

test('[SI4] when the server’s secret is lost no code fits, and a recovery code still does', async () => {
	const house = await practiceWithApp();
	const other = createSecrets('another secret, since the first one was lost');
	expect([unreadableApps(house.factors, house.secrets), unreadableApps(house.factors, other)]).toEqual([0, 1]);
	Object.assign(house.secrets, other);
	const browser = atPage(house.browser());
	const ticket = await half(browser);
	later(30_000);
	expect((await browser.post('/api/session/code', { ticket, code: house.phone.code() })).status).toBe(401);
	expect((await browser.post('/api/session/code', { ticket, code: house.recoveryCodes[0] })).status).toBe(200);
});
