import { describe, expect, test, vi } from 'vitest';
import type { Browser } from './browser.ts';
import { joined, MANAGER, openPractice, tokenIn } from './house.ts';

const BEN = { name: 'Ben Carter', email: 'ben@practice.test' };
const HELEN = { name: 'Helen Park', email: 'helen@practice.test', role: 'manager' };
const PASSWORD = 'the early bird sings';
const REASON = 'Billing is out, a patient waits at the desk';

type House = Awaited<ReturnType<typeof openPractice>>;

const idOf = (house: House, email: string) => house.accounts.personByEmail(email)!.id;
const boardsOf = async (browser: Browser) =>
	((await browser.get('/api/boards')).body as { id: string }[]).map(({ id }) => id);

/** The lines of the record of these kinds, oldest first. */
function recorded(house: House, ...kinds: string[]) {
	const lines = house.db.prepare('SELECT person, board, change FROM activity ORDER BY seq').all();
	return (lines as { person: string; board: string | null; change: string }[])
		.map(({ person, board, change }) => ({ by: person, on: board, ...(JSON.parse(change) as { kind: string }) }))
		.filter(({ kind }) => kinds.includes(kind));
}

async function practiceWithBen() {
	const house = await openPractice();
	const ben = await joined(house, BEN);
	return { ...house, ben, id: idOf(house, BEN.email) };
}

describe('a manager', () => {
	test('[P1] changes name, role and departments, and the next request counts them', async () => {
		const { maria, ben, id } = await practiceWithBen();
		expect(await boardsOf(ben)).toEqual(['billing']);
		const changed = { name: 'Ben Carter-Lee', departments: ['front-desk'], privacyOfficer: true };
		const answer = await maria.patch(`/api/people/${id}`, changed);
		expect(answer).toMatchObject({ status: 200, body: { ...changed, role: 'staff', email: BEN.email } });
		expect(await boardsOf(ben)).toEqual(['front-desk']);
		expect((await ben.get('/api/me')).body.person).toMatchObject(changed);
		await maria.patch(`/api/people/${id}`, { role: 'none' });
		expect(await boardsOf(ben)).toEqual([]);
		expect((await ben.get('/api/me')).body.person.departments).toEqual([]);
	});

	test.each([
		['name', { name: ' ' }],
		['name', { name: 'Two\nlines' }],
		['role', { role: 'owner' }],
		['privacyOfficer', { privacyOfficer: 'yes' }],
		['departments', { departments: [] }],
		['departments', { role: 'viewer', departments: [] }],
		['departments', { departments: ['management'] }],
		['departments.0', { departments: ['surgery'] }]
	])('[P1] is told which field is wrong: %s', async (field, wrong) => {
		const { maria, ben, id } = await practiceWithBen();
		expect(await maria.patch(`/api/people/${id}`, wrong)).toMatchObject({ status: 422, body: { field } });
		expect((await ben.get('/api/me')).body.person).toMatchObject({ ...BEN, role: 'staff', departments: ['billing'] });
	});

	test('[P1] changes neither id nor e-mail nor password, whatever the request holds', async () => {
		const house = await practiceWithBen();
		const before = house.accounts.credentials(BEN.email);
		const more = { id: 'p1', email: MANAGER.email, passwordHash: 'x', disabled: true, colour: 9 };
		await house.maria.patch(`/api/people/${house.id}`, { name: 'B', ...more });
		expect(house.accounts.credentials(BEN.email)).toEqual(before);
		expect(house.accounts.person(house.id)).toMatchObject({ email: BEN.email, disabled: false, colour: 1 });
	});

	test('[P7] leaves what was and became in the record, under their own name', async () => {
		const house = await practiceWithBen();
		const { maria, id } = house;
		await maria.patch(`/api/people/${id}`, { role: 'viewer', departments: ['front-desk', 'billing'] });
		await maria.patch(`/api/people/${id}`, { role: 'viewer' });
		await maria.post(`/api/people/${id}/disable`, {});
		await maria.post(`/api/people/${id}/disable`, {});
		await maria.post(`/api/people/${id}/enable`, {});
		const by = { by: idOf(house, MANAGER.email), on: null, person: id };
		expect(recorded(house, 'person-changed', 'person-disabled', 'person-enabled')).toMatchObject([
			{ ...by, kind: 'person-changed', field: 'role', from: 'staff', to: 'viewer' },
			{ ...by, kind: 'person-changed', field: 'departments', from: ['billing'], to: ['billing', 'front-desk'] },
			{ ...by, kind: 'person-disabled' },
			{ ...by, kind: 'person-enabled' }
		]);
	});
});

describe('a disabled person', () => {
	test('[P2] is signed in nowhere, cannot sign in, and whom they invited cannot come in', async () => {
		const house = await openPractice();
		const helen = await joined(house, HELEN);
		const desk = house.browser();
		await desk.post('/api/session', { email: HELEN.email, password: PASSWORD });
		const { link } = (await helen.post('/api/invitations', { ...BEN, role: 'manager' })).body;
		expect((await house.maria.post(`/api/people/${idOf(house, HELEN.email)}/disable`, {})).status).toBe(200);
		for (const browser of [helen, desk]) expect((await browser.get('/api/me')).status).toBe(401);
		const again = await house.browser().post('/api/session', { email: HELEN.email, password: PASSWORD });
		expect(again.status).toBe(401);
		const late = await house.browser().post('/api/invitations/accept', { token: tokenIn(link), password: PASSWORD });
		expect(late.status).toBe(410);
	});

	test('[P2] and nothing of it happens when it cannot be recorded', async () => {
		const house = await practiceWithBen();
		house.db.exec("CREATE TRIGGER full BEFORE INSERT ON activity BEGIN SELECT RAISE(ABORT, 'full'); END");
		expect((await house.maria.post(`/api/people/${house.id}/disable`, {})).status).toBe(500);
		expect((await house.ben.get('/api/me')).status).toBe(200);
		expect(house.accounts.person(house.id)!.disabled).toBe(false);
	});

	test('[P3] keeps name and colour, and can be let in again with their old password', async () => {
		const { maria, browser, id } = await practiceWithBen();
		const listed = async () => (await maria.get('/api/people')).body.find((one: { id: string }) => one.id === id);
		const before = await listed();
		await maria.post(`/api/people/${id}/disable`, {});
		expect(await listed()).toEqual({ ...before, disabled: true });
		expect((await maria.post(`/api/people/${id}/enable`, {})).body).toMatchObject({ disabled: false });
		expect((await browser().post('/api/session', { email: BEN.email, password: PASSWORD })).status).toBe(200);
		expect((await maria.delete(`/api/people/${id}`)).status).toBe(404);
	});
});

describe('the last manager', () => {
	test('[P4] cannot be disabled or become something else', async () => {
		const house = await practiceWithBen();
		const maria = idOf(house, MANAGER.email);
		for (const answer of [
			await house.maria.post(`/api/people/${maria}/disable`, {}),
			await house.maria.patch(`/api/people/${maria}`, { role: 'staff', departments: ['billing'] }),
			await house.maria.patch(`/api/people/${maria}`, { role: 'none', privacyOfficer: true })
		]) {
			expect(answer).toMatchObject({ status: 409, body: { code: 'last-manager' } });
			expect(answer.body.title).toContain('Make another person manager first');
		}
		await house.maria.patch(`/api/people/${house.id}`, { role: 'manager' });
		await house.maria.post(`/api/people/${house.id}/disable`, {});
		expect((await house.maria.post(`/api/people/${maria}/disable`, {})).status).toBe(409);
		expect((await house.maria.get('/api/me')).body.person.role).toBe('manager');
	});

	test('[P4] remains also when two managers demote each other at once, twenty times', async () => {
		const house = await openPractice();
		const helen = await joined(house, HELEN);
		const [hers, marias] = [idOf(house, HELEN.email), idOf(house, MANAGER.email)];
		for (let i = 0; i < 20; i++) {
			const demoted = { role: 'staff', departments: ['billing'] };
			const answers = await Promise.all([
				helen.patch(`/api/people/${marias}`, demoted),
				house.maria.patch(`/api/people/${hers}`, demoted)
			]);
			expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
			const managers = house.accounts.people().filter(({ role }) => role === 'manager');
			expect(managers).toHaveLength(1);
			const [one, other] = managers[0]!.id === hers ? [helen, marias] : [house.maria, hers];
			expect((await one.patch(`/api/people/${other}`, { role: 'manager' })).status).toBe(200);
		}
	});

	test('[P2] a manager who becomes staff leaves no open invitation behind', async () => {
		const house = await openPractice();
		const helen = await joined(house, HELEN);
		await helen.post('/api/invitations', { ...BEN, role: 'manager' });
		await house.maria.patch(`/api/people/${idOf(house, HELEN.email)}`, { role: 'staff', departments: ['billing'] });
		expect((await house.maria.get('/api/invitations')).body).toEqual([]);
	});
});

describe('emergency access', () => {
	const glass = '/api/boards/front-desk/break-glass';

	test('[E1] opens one board to staff for a reason of ten letters, and says until when', async () => {
		const house = await practiceWithBen();
		const { ben } = house;
		for (const reason of [undefined, '', 'urgent', '  short     ', 'x'.repeat(501)]) {
			expect(await ben.post(glass, { reason })).toMatchObject({ status: 422, body: { field: 'reason' } });
		}
		const before = Date.now();
		const answer = await ben.post(glass, { reason: REASON });
		expect(answer.status).toBe(201);
		expect(answer.body.until - before).toBeGreaterThanOrEqual(3_600_000);
		expect(await boardsOf(ben)).toEqual(['front-desk', 'billing']);
		expect((await ben.get('/api/me')).body.person.emergencies).toEqual(['front-desk']);
		expect(await ben.post(glass, { reason: REASON })).toMatchObject({ status: 409, body: { code: 'already-open' } });
		expect(recorded(house, 'break-glass')).toMatchObject([
			{ by: house.id, on: 'front-desk', reason: REASON, until: answer.body.until }
		]);
	});

	test('[E1] is not for viewers, for whoever opens no board, and not for boards that are not there', async () => {
		const { maria, ben, id } = await practiceWithBen();
		expect((await ben.post('/api/boards/surgery/break-glass', { reason: REASON })).status).toBe(404);
		await maria.patch(`/api/people/${id}`, { role: 'viewer' });
		expect((await ben.post(glass, { reason: REASON })).status).toBe(403);
		await maria.patch(`/api/people/${id}`, { role: 'none', privacyOfficer: true });
		expect((await ben.post(glass, { reason: REASON })).status).toBe(403);
		expect((await maria.post(glass, { reason: REASON })).status).toBe(409);
	});

	test('[E2] is told to each manager until they put it away', async () => {
		const house = await practiceWithBen();
		const helen = await joined(house, HELEN);
		await house.ben.post(glass, { reason: REASON });
		const [notice] = (await house.maria.get('/api/notices')).body;
		expect(notice).toMatchObject({ kind: 'break-glass', person: house.id, board: 'front-desk', reason: REASON });
		expect((await house.maria.delete(`/api/notices/${notice.id}`)).status).toBe(204);
		expect((await house.maria.get('/api/notices')).body).toEqual([]);
		expect((await helen.get('/api/notices')).body).toEqual([notice]);
		expect((await house.ben.get('/api/notices')).status).toBe(403);
		expect((await house.ben.delete(`/api/notices/${notice.id}`)).status).toBe(403);
		expect((await helen.delete('/api/notices/nothing')).status).toBe(404);
	});

	test('[E3] is over after an hour, and when they end it', async () => {
		const { ben } = await practiceWithBen();
		const { until } = (await ben.post(glass, { reason: REASON })).body;
		const clock = vi.spyOn(Date, 'now');
		for (let at = Date.now(); at < until; at += 300_000) {
			clock.mockReturnValue(at);
			expect((await ben.get('/api/me')).body.person.emergencies).toEqual(['front-desk']);
		}
		clock.mockReturnValue(until - 1);
		expect(await boardsOf(ben)).toContain('front-desk');
		clock.mockReturnValue(until);
		expect(await boardsOf(ben)).toEqual(['billing']);
		expect((await ben.get('/api/boards/front-desk/cards/c1/history')).status).toBe(404);
		clock.mockRestore();
	});

	test('[E3] is over when they end it', async () => {
		const { ben } = await practiceWithBen();
		await ben.post(glass, { reason: REASON });
		expect((await ben.delete(glass)).status).toBe(204);
		expect(await boardsOf(ben)).toEqual(['billing']);
		expect((await ben.delete(glass)).status).toBe(404);
	});

	test('[E3] does not outlive the role, nor come back with it', async () => {
		const { maria, ben, id } = await practiceWithBen();
		await ben.post(glass, { reason: REASON });
		await maria.patch(`/api/people/${id}`, { role: 'viewer' });
		expect(await boardsOf(ben)).toEqual(['billing']);
		await maria.patch(`/api/people/${id}`, { role: 'staff' });
		expect(await boardsOf(ben)).toEqual(['billing']);
	});
});
