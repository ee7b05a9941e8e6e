import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { joined, MANAGER, openPractice, type House } from './house.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const COOKIE = '__Host-daybreak';
const BROWSER = '__Host-daybreak-browser';
const SAFARI =
	'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
afterEach(() => void vi.useRealTimers());

const later = (ms: number) => void vi.setSystemTime(Date.now() + ms);

function endedIn({ sessions }: Pick<House, 'sessions'>): string[] {
	const ended: string[] = [];
	sessions.onSessionEnded((id) => ended.push(id));
	return ended;
}

function lockedIn({ sessions }: Pick<House, 'sessions'>): string[] {
	const locked: string[] = [];
	sessions.onSessionLocked((id) => locked.push(id));
	return locked;
}

test('[A13] each sign-in makes a new token and ends the session that the browser had', async () => {
	const house = await openPractice();
	const ended = endedIn(house);
	const { maria } = house;
	const old = maria.cookies.get(COOKIE) ?? '';
	await maria.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
	expect(maria.cookies.get(COOKIE)).toMatch(/^[a-z2-7]{40}$/);
	expect(maria.cookies.get(COOKIE)).not.toBe(old);
	expect(ended).toHaveLength(1);
	maria.cookies.set(COOKIE, old);
	expect((await maria.get('/api/me')).status).toBe(401);
});

test('[A13] a token that the caller chose is never taken over', async () => {
	const house = await openPractice();
	const planted = 'a'.repeat(40);
	const victim = house.browser();
	victim.cookies.set(COOKIE, planted);
	await victim.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
	expect(victim.cookies.get(COOKIE)).not.toBe(planted);
	const attacker = house.browser();
	attacker.cookies.set(COOKIE, planted);
	expect((await attacker.get('/api/me')).status).toBe(401);
});

test('[A14] signing out ends the session for good, and tells who listens', async () => {
	const house = await openPractice();
	const ended = endedIn(house);
	const { maria } = house;
	const token = maria.cookies.get(COOKIE) ?? '';
	const before = await house.sessions.sessionFromCookieHeader(`${COOKIE}=${token}`);
	expect((await maria.delete('/api/session')).status).toBe(204);
	expect([...maria.cookies.keys()]).toEqual([BROWSER]);
	expect(ended).toEqual([before?.sessionId]);
	maria.cookies.set(COOKIE, token);
	expect((await maria.get('/api/me')).status).toBe(401);
	expect(await house.sessions.sessionFromCookieHeader(`${COOKIE}=${token}`)).toBeNull();
});

test('[A15] a session that nobody uses is locked after the practice’s minutes; use does not let them pass', async () => {
	const { maria } = await openPractice();
	for (let i = 0; i < 3; i++) {
		later(15 * MINUTE);
		expect((await maria.get('/api/me')).status).toBe(200);
	}
	later(16 * MINUTE);
	expect(await maria.get('/api/me')).toMatchObject({ status: 401, body: { code: 'locked' } });
});

test('[A15] reading a cookie, as a socket does when it reconnects by itself, is no use', async () => {
	const house = await openPractice();
	const header = `theme=%zz; ${COOKIE}=${house.maria.cookies.get(COOKIE)}`;
	later(10 * MINUTE);
	expect(await house.sessions.sessionFromCookieHeader(header)).toMatchObject({ person: { name: MANAGER.name } });
	later(6 * MINUTE);
	expect(await house.sessions.sessionFromCookieHeader(header)).toBeNull();
});

test('[A15] an edit over a socket is use', async () => {
	const house = await openPractice();
	const header = `${COOKIE}=${house.maria.cookies.get(COOKIE)}`;
	later(10 * MINUTE);
	house.sessions.used((await house.sessions.sessionFromCookieHeader(header))?.sessionId ?? '');
	later(15 * MINUTE);
	expect(await house.sessions.sessionFromCookieHeader(header)).not.toBeNull();
});

test('[A16] twelve hours after sign-in a session ends, used or not', async () => {
	const { maria } = await openPractice();
	for (let quarter = 1; quarter < 48; quarter++) {
		later(15 * MINUTE);
		expect((await maria.get('/api/me')).status).toBe(200);
	}
	later(15 * MINUTE);
	expect(await maria.get('/api/me')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
});

test('[A17] sessions over a limit are removed unasked, and who listens is told', async () => {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	const [ended, locked] = [endedIn(house), lockedIn(house)];
	later(15 * MINUTE);
	await ben.get('/api/me');
	later(MINUTE);
	house.sessions.endOver();
	expect([ended.length, locked.length]).toEqual([0, 1]);
	expect((await ben.get('/api/me')).status).toBe(200);
	later(12 * HOUR);
	house.sessions.endOver();
	expect([ended.length, locked.length]).toEqual([2, 1]);
	expect(house.db.prepare('SELECT count(*) FROM sessions').pluck().get()).toBe(0);
	expect(house.db.prepare("SELECT count(*) FROM activity WHERE kind = 'session-ended'").pluck().get()).toBe(2);
});

test('[A18] the cookie is out of reach for scripts, other sites and other hosts', async () => {
	const { maria, browser } = await openPractice();
	const answer = await maria.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
	expect(answer.headers.getSetCookie()).toEqual([
		`${COOKIE}=${maria.cookies.get(COOKIE)}; HttpOnly; Max-Age=43200; Path=/; SameSite=Lax; Secure`,
		`${BROWSER}=${maria.cookies.get(BROWSER)}; Max-Age=15552000; Path=/; HttpOnly; Secure; SameSite=Strict`
	]);
	const faraway = browser('198.51.100.4');
	faraway.headers['User-Agent'] = SAFARI;
	await faraway.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
	expect([...faraway.cookies.keys()]).toEqual([COOKIE, BROWSER]);
});

test('[A18] Safari on this machine gets a name without __Host-, which is read nowhere else', async () => {
	const { browser } = await openPractice();
	const safari = browser();
	safari.headers['User-Agent'] = SAFARI;
	const answer = await safari.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
	expect(answer.headers.getSetCookie()[0]).toMatch(/^daybreak=\w+; HttpOnly; Max-Age=43200; Path=\/; SameSite=Lax$/);
	expect((await safari.get('/api/me')).status).toBe(200);
	const faraway = browser('198.51.100.4');
	faraway.cookies.set('daybreak', safari.cookies.get('daybreak') ?? '');
	expect((await faraway.get('/api/me')).status).toBe(401);
	await safari.delete('/api/session');
	expect([...safari.cookies.keys()]).toEqual(['daybreak-browser']);
});

test('[A18] the demo’s cookie has a name of its own', async () => {
	const { maria } = await openPractice({ demo: true });
	expect([...maria.cookies.keys()]).toEqual(['__Host-daybreak-demo', '__Host-daybreak-demo-browser']);
	expect((await maria.get('/api/me')).body.practice.demo).toBe(true);
});

test('[A19] a disabled person is signed in nowhere and cannot sign in', async () => {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	house.db.prepare("UPDATE people SET disabled_at = 1 WHERE email = 'ben@practice.test'").run();
	expect((await ben.get('/api/me')).status).toBe(401);
	const again = await ben.post('/api/session', { email: 'ben@practice.test', password: 'the early bird sings' });
	expect(again).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
	const people: { name: string; disabled: boolean }[] = (await house.maria.get('/api/people')).body;
	expect(people.map(({ name, disabled }) => [name, disabled])).toEqual([
		[MANAGER.name, false],
		['Ben', true]
	]);
});

test('[A14] signing a person out everywhere ends each of their sessions and nobody else’s', async () => {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	const phone = house.browser();
	await phone.post('/api/session', { email: 'ben@practice.test', password: 'the early bird sings' });
	const ended = endedIn(house);
	house.sessions.endAllOf((await ben.get('/api/me')).body.person.id);
	expect(ended).toHaveLength(2);
	expect((await ben.get('/api/me')).status).toBe(401);
	expect((await phone.get('/api/me')).status).toBe(401);
	expect((await house.maria.get('/api/me')).status).toBe(200);
});
