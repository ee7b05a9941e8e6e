import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { joined, MANAGER, openPractice } from './house.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LOCKED = { status: 401, body: { code: 'locked' } };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-06-01T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const jump = (ms: number) => void vi.setSystemTime(Date.now() + ms);

describe('a server whose clock is set back', () => {
	test('[A26] locks what was used in the future, and leaves nobody’s idle screen open for longer than once more', async () => {
		const { maria, sessions } = await openPractice();
		const locked = vi.fn();
		sessions.onSessionLocked(locked);
		for (let i = 0; i < 9; i++) {
			jump(10 * MINUTE);
			expect((await maria.get('/api/me')).status).toBe(200);
		}
		jump(-HOUR);
		expect(await maria.get('/api/me')).toMatchObject(LOCKED);
		sessions.endOver();
		expect(locked).toHaveBeenCalledTimes(1);
		expect((await maria.post('/api/session/unlock', { password: MANAGER.password })).status).toBe(200);
		jump(-10 * MINUTE);
		let open = 0;
		for (; locked.mock.calls.length < 2; open += 1) {
			sessions.endOver();
			jump(MINUTE);
		}
		expect(open).toBeLessThan(2 * 16);
	});

	test('[A26] ends sessions that begin in the future; a clock that is set right by a minute ends none', async () => {
		const { maria, sessions } = await openPractice();
		const ended = vi.fn();
		sessions.onSessionEnded(ended);
		jump(-MINUTE);
		sessions.endOver();
		expect([ended.mock.calls.length, (await maria.get('/api/me')).status]).toEqual([0, 200]);
		jump(-1);
		sessions.endOver();
		expect([ended.mock.calls.length, (await maria.get('/api/me')).status]).toEqual([1, 401]);
	});

	test('[E3] makes an emergency no longer', async () => {
		const practice = await openPractice();
		const ben = await joined(practice, { name: 'Ben Ode', email: 'ben@practice.test' });
		const reason = 'Front desk is ill, a patient waits';
		expect((await ben.post('/api/boards/front-desk/break-glass', { reason })).status).toBe(201);
		const open = () => practice.emergencies.open(Date.now() as never).length;
		jump(-MINUTE);
		expect([open(), (await ben.get('/api/me')).body.person.emergencies]).toEqual([1, ['front-desk']]);
		jump(-MINUTE);
		expect([open(), (await ben.get('/api/me')).body.person.emergencies]).toEqual([0, []]);
	});
});
