import { afterEach, expect, test, vi } from 'vitest';
import { addApp, confirm, signIn } from './factors.ts';
import { joined, MANAGER, openPractice, tokenIn } from './house.ts';

afterEach(() => void vi.useRealTimers());

const OLD = 'the early bird sings';
const NEW = 'a calm grey evening';
const BEN = 'ben@practice.test';

async function practiceWithBen() {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: BEN });
	const id: string = (await ben.get('/api/me')).body.person.id;
	const link = async (factors = false) => {
		const { body } = await house.maria.post(`/api/people/${id}/reset-link`, { factors });
		return tokenIn(body.link);
	};
	return { ...house, ben, id, link };
}

test('[SI14] a manager’s link lets a person choose a new password, once, and ends every session', async () => {
	const house = await practiceWithBen();
	const token = await house.link();
	expect((await house.ben.get('/api/me')).status).toBe(200);
	const browser = house.browser();
	expect((await browser.post('/api/reset/open', { token })).body).toEqual({
		...{ name: 'Ben', email: BEN, practice: 'Sunrise Therapy', factors: false }
	});
	const weak = await browser.post('/api/reset', { token, password: 'Password2026!' });
	expect(weak).toMatchObject({ status: 422, body: { field: 'password' } });
	const answer = await browser.post('/api/reset', { token, password: NEW });
	expect([answer.status, answer.body.person.name]).toEqual([200, 'Ben']);
	expect((await browser.get('/api/me')).status).toBe(200);
	expect((await house.ben.get('/api/me')).status).toBe(401);
	expect((await signIn(house.browser(), OLD, BEN)).status).toBe(401);
	expect((await signIn(house.browser(), NEW, BEN)).status).toBe(200);
	for (const path of ['/api/reset/open', '/api/reset']) {
		const again = await house.browser().post(path, { token, password: 'another fine day' });
		expect(again).toMatchObject({ status: 410, body: { code: 'reset-over' } });
	}
	const kinds = house.db.prepare("SELECT kind FROM activity WHERE kind LIKE '%reset%' OR kind = 'password-changed'");
	expect(kinds.pluck().all()).toEqual(['reset-link-made', 'password-changed']);
});

test('[SI14] the second factor stays unless the manager ticked that it is lost too', async () => {
	const house = await practiceWithBen();
	await confirm(house.ben, OLD);
	await addApp(house.ben);
	const kept = await house.browser().post('/api/reset', { token: await house.link(), password: NEW });
	expect(kept.body).toMatchObject({ next: 'second-factor', methods: ['code', 'recovery-code'] });
	expect((await signIn(house.browser(), NEW, BEN)).body.next).toBe('second-factor');
	const lost = await house.browser().post('/api/reset', { token: await house.link(true), password: OLD });
	expect(lost.body.person.name).toBe('Ben');
	expect((await signIn(house.browser(), OLD, BEN)).body.person.name).toBe('Ben');
	expect(house.db.prepare('SELECT count(*) FROM recovery_codes').pluck().get()).toBe(0);
});

test('[SI14] a link lasts a day, and goes when there is a newer one, a new password, or no right to it any more', async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
	const house = await practiceWithBen();
	const isOpen = async (token: string) => (await house.browser().post('/api/reset/open', { token })).status === 200;
	const first = await house.link();
	const second = await house.link();
	expect([await isOpen(first), await isOpen(second), await isOpen('nonsense')]).toEqual([false, true, false]);
	await house.ben.post('/api/account/password', { old: OLD, password: NEW });
	expect(await isOpen(second)).toBe(false);

	const third = await house.link();
	const set = (change: string) => house.db.prepare(`UPDATE people SET ${change}`).run();
	for (const [done, undone] of [
		[`disabled_at = 1 WHERE id = '${house.id}'`, `disabled_at = NULL`],
		[`role = 'staff' WHERE email = '${MANAGER.email}'`, `role = 'manager' WHERE email = '${MANAGER.email}'`],
		[`disabled_at = 1 WHERE email = '${MANAGER.email}'`, `disabled_at = NULL`]
	] as const) {
		set(done);
		expect([done, await isOpen(third)]).toEqual([done, false]);
		set(undone);
	}
	expect(await isOpen(third)).toBe(true);
	vi.setSystemTime(Date.now() + 24 * 60 * 60_000);
	expect(await isOpen(third)).toBe(false);
});

test('[SI14] only managers make links, and none for a disabled or an unknown person', async () => {
	const house = await practiceWithBen();
	const maria: string = (await house.maria.get('/api/me')).body.person.id;
	expect((await house.ben.post(`/api/people/${maria}/reset-link`, {})).status).toBe(403);
	expect((await house.browser().post(`/api/people/${maria}/reset-link`, {})).status).toBe(401);
	expect((await house.maria.post('/api/people/nobody/reset-link', {})).status).toBe(404);
	house.db.prepare('UPDATE people SET disabled_at = 1 WHERE id = ?').run(house.id);
	const answer = await house.maria.post(`/api/people/${house.id}/reset-link`, {});
	expect(answer).toMatchObject({ status: 409, body: { code: 'person-disabled' } });
});
