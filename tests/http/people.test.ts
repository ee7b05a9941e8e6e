import { afterEach, expect, test, vi } from 'vitest';
import { joined, MANAGER, openHouse, openPractice, tokenIn } from './house.ts';

afterEach(() => void vi.useRealTimers());

const BEN = { name: 'Ben Carter', email: 'ben@practice.test', role: 'staff', departments: ['billing'] };
const PASSWORD = 'the early bird sings';

test('[A20] an invitation works once', async () => {
	const { maria, browser } = await openPractice();
	const { status, body } = await maria.post('/api/invitations', BEN);
	expect(status).toBe(201);
	expect(body.link).toMatch(/^http:\/\/localhost\/invite#[\w-]{43}$/);
	const token = tokenIn(body.link);
	expect(await browser().post('/api/invitations/open', { token })).toMatchObject({
		status: 200,
		body: { name: BEN.name, email: BEN.email, practice: 'Sunrise Therapy' }
	});
	expect((await browser().post('/api/invitations/accept', { token, password: PASSWORD })).status).toBe(201);
	const again = await browser().post('/api/invitations/accept', { token, password: PASSWORD });
	expect(again).toMatchObject({ status: 410, body: { code: 'invitation-over' } });
	expect((await browser().post('/api/invitations/open', { token })).status).toBe(410);
});

test('[A20] of two who accept at once one is too late', async () => {
	const { maria, browser } = await openPractice();
	const token = tokenIn((await maria.post('/api/invitations', BEN)).body.link);
	const answers = await Promise.all(
		['one long password', 'another long one'].map((password) =>
			browser().post('/api/invitations/accept', { token, password })
		)
	);
	expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
});

test('[A20] an invitation ends after seven days', async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
	const { maria, browser } = await openPractice();
	const token = tokenIn((await maria.post('/api/invitations', BEN)).body.link);
	vi.setSystemTime(Date.now() + 7 * 24 * 3_600_000 - 1);
	expect((await browser().post('/api/invitations/open', { token })).status).toBe(200);
	vi.setSystemTime(Date.now() + 1);
	expect((await browser().post('/api/invitations/open', { token })).status).toBe(410);
	expect((await browser().post('/api/invitations/accept', { token, password: PASSWORD })).status).toBe(410);
});

test('[A20] a withdrawn or replaced invitation is over', async () => {
	const { maria, browser } = await openPractice();
	const first = tokenIn((await maria.post('/api/invitations', BEN)).body.link);
	const second = tokenIn((await maria.post('/api/invitations', { ...BEN, role: 'manager' })).body.link);
	expect((await browser().post('/api/invitations/open', { token: first })).status).toBe(410);
	const open: { id: string }[] = (await maria.get('/api/invitations')).body;
	expect(open).toEqual([expect.objectContaining({ name: BEN.name, email: BEN.email, role: 'manager' })]);
	expect(JSON.stringify(open)).not.toContain(second);

	expect((await maria.delete(`/api/invitations/${open[0]?.id}`)).status).toBe(204);
	expect((await maria.delete(`/api/invitations/${open[0]?.id}`)).status).toBe(404);
	expect((await browser().post('/api/invitations/open', { token: second })).status).toBe(410);
});

test('[A20] a wrong password leaves the invitation open', async () => {
	const { maria, browser } = await openPractice();
	const token = tokenIn((await maria.post('/api/invitations', BEN)).body.link);
	const short = await browser().post('/api/invitations/accept', { token, password: 'short' });
	expect(short).toMatchObject({ status: 422, body: { field: 'password' } });
	expect((await browser().post('/api/invitations/accept', { token, password: PASSWORD })).status).toBe(201);
});

test('[A21] who accepts gets what the invitation says, whatever they send', async () => {
	const { maria, browser } = await openPractice();
	const token = tokenIn((await maria.post('/api/invitations', BEN)).body.link);
	const ben = browser();
	const greedy = {
		token,
		password: PASSWORD,
		role: 'manager',
		departments: ['front-desk'],
		email: MANAGER.email,
		name: 'X'
	};
	const answer = await ben.post('/api/invitations/accept', greedy);
	expect(answer.body.person).toMatchObject(BEN);
	expect((await ben.get('/api/me')).body).toEqual(answer.body);
});

test.each([
	['name', { name: '' }],
	['email', { email: 'ben' }],
	['role', { role: 'owner' }],
	['role', { role: undefined }],
	['departments', { departments: [] }],
	['departments', { departments: ['management'] }],
	['departments.0', { departments: ['surgery'] }]
])('[A20] a bad invitation names its field: %s', async (field, wrong) => {
	const { maria } = await openPractice();
	const answer = await maria.post('/api/invitations', { ...BEN, ...wrong });
	expect(answer).toMatchObject({ status: 422, body: { field } });
	expect((await maria.get('/api/invitations')).body).toEqual([]);
});

test('[A20] the link begins with the address that people use', async () => {
	const house = await openPractice({ origins: ['https://board.practice.test'] });
	const { link } = (await house.maria.post('/api/invitations', BEN)).body;
	expect(link).toMatch(/^https:\/\/board\.practice\.test\/invite#/);
});

test('[A22] only managers invite, see invitations, withdraw them, and see e-mail addresses', async () => {
	const house = await openPractice();
	const ben = await joined(house, BEN);
	await house.maria.post('/api/invitations', { ...BEN, email: 'ana@practice.test' });
	const [{ id }] = (await house.maria.get('/api/invitations')).body;
	for (const answer of [
		await ben.get('/api/invitations'),
		await ben.post('/api/invitations', { ...BEN, email: 'friend@practice.test' }),
		await ben.delete(`/api/invitations/${id}`)
	]) {
		expect(answer).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
	}
	expect((await house.maria.get('/api/invitations')).body).toHaveLength(1);
	expect((await ben.get('/api/people')).text).not.toContain('@');
	expect((await house.maria.get('/api/people')).body).toEqual([
		expect.objectContaining({ name: MANAGER.name, initials: 'ML', email: MANAGER.email, colour: 0, disabled: false }),
		expect.objectContaining({ name: BEN.name, initials: 'BC', email: BEN.email, departments: ['billing'] })
	]);
});

test('[A23] a person is shown the boards that they may open', async () => {
	const house = await openPractice();
	const ben = await joined(house, BEN);
	expect((await house.maria.get('/api/boards')).body).toHaveLength(2);
	const theirs = await ben.get('/api/boards');
	expect(theirs.body).toEqual([expect.objectContaining({ id: 'billing', department: 'billing', title: 'Billing' })]);
	expect(theirs.text).not.toContain('Front Desk');
});

const BEFORE_SIGN_IN = [
	'GET /api/session',
	'GET /api/sealing-key',
	'GET /api/practice',
	'POST /api/setup',
	'POST /api/session',
	'DELETE /api/session',
	'POST /api/session/code',
	'POST /api/session/passkey/options',
	'POST /api/session/passkey',
	'POST /api/session/second-passkey/options',
	'POST /api/session/second-passkey',
	'POST /api/reset/open',
	'POST /api/reset',
	'POST /api/invitations/open',
	'POST /api/invitations/accept'
];

test('[A24] without a session every route says 401, but for those that come before one', async () => {
	const { app, browser } = openHouse();
	const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
	const guarded = routes
		.map(({ method, path }) => `${method} ${path}`)
		.filter((route) => !BEFORE_SIGN_IN.includes(route));
	expect(guarded.length).toBeGreaterThan(5);
	for (const route of guarded) {
		const [method = '', path = ''] = route.split(' ');
		const answer = await browser().send(method, path.replaceAll(/:\w+/g, 'x'), method === 'POST' ? '{}' : undefined);
		expect([route, answer.status]).toEqual([route, 401]);
	}
});

test('[A25] a person’s colour is one of twelve and stays', async () => {
	const house = await openPractice();
	for (let i = 0; i < 13; i++) {
		house.accounts.add(
			{ ...BEN, id: `p${i}` as never, email: `p${i}@x.test`, role: 'staff', departments: [], passwordHash: '' },
			i as never
		);
	}
	const colours = () => house.accounts.people().map(({ id, colour }) => [id, colour] as const);
	const before = new Map(colours());
	expect([...before.values()].sort((a, b) => a - b)).toEqual([0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
	house.db.prepare("UPDATE people SET disabled_at = 1 WHERE id = 'p3'").run();
	await joined(house, { ...BEN, email: 'new@practice.test' });
	for (const [id, colour] of before) expect(house.accounts.person(id)?.colour).toBe(colour);
});

test('[A24] asking whether anybody is signed in is answered, not refused', async () => {
	const house = await openPractice();
	const asked = await house.browser().get('/api/session');
	expect([asked.status, asked.body]).toEqual([200, { signedIn: false, locked: false }]);
});
