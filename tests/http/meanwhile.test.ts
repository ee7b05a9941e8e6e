import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addApp, atPage, confirm, ORIGIN, signIn } from './factors.ts';
import type { Browser } from './browser.ts';
import { joined, MANAGER, openPractice, tokenIn } from './house.ts';

/** What happens to a person between the first byte of a request and its answer. */

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
afterEach(() => void vi.useRealTimers());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

type House = Awaited<ReturnType<typeof openPractice>>;

const BEN = { name: 'Ben', email: 'ben@practice.test', role: 'manager' };
const PASSWORD = 'the early bird sings';
const NEW = 'a calm grey evening';
const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/me')).body.person.id;

async function practiceWithBen(options: Parameters<typeof openPractice>[0] = {}) {
	const house = await openPractice(options);
	const ben = await joined(house, BEN, PASSWORD);
	return { ...house, ben, id: await idOf(ben) };
}

/** Sends the head of a request now and the body when told to. */
function slowly({ app }: House, browser: Browser, method: string, path: string, body: unknown) {
	const bytes = new TextEncoder().encode(JSON.stringify(body));
	let finish = () => undefined as void;
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			finish = () => {
				controller.enqueue(bytes);
				controller.close();
			};
		}
	});
	const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const headers = { ...browser.headers, cookie, 'Content-Length': String(bytes.byteLength) };
	const init = { method, headers, body: stream, duplex: 'half' } as RequestInit;
	const answer = app.request(path, init, { peer: { address: '127.0.0.1', encrypted: false } });
	return { answer, finish };
}

test.each([
	['PUT', '/api/rules', { idleMinutes: { staff: 60 } }],
	['POST', '/api/devices/trust', { name: 'Mine' }],
	['POST', '/api/record/search', {}]
])('[P1] a right that goes while the body is on its way is gone: %s %s', async (method, path, body) => {
	const house = await practiceWithBen();
	const request = slowly(house, house.ben, method, path, body);
	await new Promise((resolve) => setTimeout(resolve, 5));
	const demoted = await house.maria.patch(`/api/people/${house.id}`, { role: 'staff', departments: ['billing'] });
	expect(demoted.status).toBe(200);
	request.finish();
	expect((await request.answer).status).toBe(403);
});

test('[WS1] a screen that is locked while a body is on its way opens nothing', async () => {
	const house = await practiceWithBen();
	const request = slowly(house, house.ben, 'PUT', '/api/rules', { idleMinutes: { staff: 60 } });
	await new Promise((resolve) => setTimeout(resolve, 5));
	await house.ben.post('/api/session/lock', {});
	request.finish();
	const answer = await request.answer;
	expect([answer.status, (await answer.json()).code]).toEqual([401, 'locked']);
});

test('[SI7] a ticket from before somebody had a second factor sets up none beside it', async () => {
	const house = await practiceWithBen();
	await confirm(house.maria);
	await addApp(house.maria);
	expect((await house.maria.put('/api/rules', { secondFactorRequired: true })).status).toBe(200);
	// Whoever knows the password alone begins first, and waits.
	const thief = atPage(house.browser());
	const stolen = (await signIn(thief, PASSWORD, BEN.email)).body;
	expect(stolen.next).toBe('set-up-second-factor');
	const begun = (await thief.post('/api/account/app', { ticket: stolen.ticket })).body;
	const { ticket } = (await signIn(house.browser(), PASSWORD, BEN.email)).body;
	expect((await addApp(house.browser(), ticket)).answer.status).toBe(201);

	const refused = { status: 401, body: { code: 'begin-again' } };
	for (const path of ['/api/account/app', '/api/account/passkeys/options']) {
		expect(await thief.post(path, { ticket: stolen.ticket })).toMatchObject(refused);
	}
	const late = { ticket: stolen.ticket, token: begun.token, code: '000000' };
	expect(await thief.post('/api/account/app/confirm', late)).toMatchObject(refused);
	expect(thief.headers.Origin).toBe(ORIGIN);
});

test('[SI10] a password that is changed while it is being proven opens nothing', async () => {
	const house = await practiceWithBen();
	const { credentials } = house.accounts;
	vi.spyOn(house.accounts, 'credentials').mockImplementation((email) => {
		const found = credentials(email);
		// After it was read, and before it is compared.
		queueMicrotask(() => house.passwords.put(house.id as never, '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$YWJj'));
		return found;
	});
	expect((await signIn(house.browser(), PASSWORD, BEN.email)).status).toBe(401);
});

test('[SI3] the second step looks again at who it is for, however late its answer comes', async () => {
	let meanwhile = () => undefined as void;
	const house = await practiceWithBen({ wait: async () => meanwhile() });
	await confirm(house.ben, PASSWORD);
	const { phone } = await addApp(house.ben);
	for (let i = 0; i < 5; i++) {
		const { ticket } = (await signIn(house.browser(), PASSWORD, BEN.email)).body;
		await house.browser().post('/api/session/code', { ticket, code: '000000' });
	}
	later(30_000);
	const { ticket } = (await signIn(house.browser(), PASSWORD, BEN.email)).body;
	// What the throttle makes wait happens while somebody else disables them.
	meanwhile = () => void house.accounts.setDisabled(house.id as never, Date.now() as never);
	expect((await house.browser().post('/api/session/code', { ticket, code: phone.code() })).status).toBe(401);
	expect(house.db.prepare('SELECT count(*) FROM sessions WHERE person = ?').pluck().get(house.id)).toBe(1);
});

test('[SI6] nobody makes a reset link for themselves: whoever finds a manager’s desk open would have a way in', async () => {
	const house = await practiceWithBen();
	const own = await house.ben.post(`/api/people/${house.id}/reset-link`, { factors: true });
	expect([own.status, own.body.code]).toEqual([409, 'own-account']);
	const made = await house.maria.post(`/api/people/${house.id}/reset-link`, {});
	const token = tokenIn(made.body.link);
	expect((await house.browser().post('/api/reset', { token, password: NEW })).status).toBe(200);
});

test('[R5] nothing that can be tried without end at a locked screen fills the record', async () => {
	const house = await openPractice();
	await house.maria.post('/api/session/lock', {});
	for (let i = 0; i < 40; i++) await house.maria.post('/api/session/unlock', { passkey: {} });
	const written = house.db.prepare("SELECT count(*) FROM activity WHERE kind = 'unlock-failed'").pluck().get();
	expect(written).toBeLessThan(20);
	later(60_000);
	expect((await house.maria.post('/api/session/unlock', { password: MANAGER.password })).status).toBe(200);
});

test('[WS1] a session that was ended while its screen was being unlocked is not unlocked', async () => {
	const house = await practiceWithBen();
	await house.ben.post('/api/session/lock', {});
	const { credentials } = house.accounts;
	vi.spyOn(house.accounts, 'credentials').mockImplementation((email) => {
		house.sessions.endOthersOf(house.id as never, null, () => undefined);
		return credentials(email);
	});
	expect((await house.ben.post('/api/session/unlock', { password: PASSWORD })).status).toBe(401);
	expect(house.db.prepare("SELECT count(*) FROM activity WHERE kind = 'unlocked'").pluck().get()).toBe(0);
});
