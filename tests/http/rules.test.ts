import { expect, test } from 'vitest';
import { USUAL_RULES } from '#domain/access/practice-rules.ts';
import { joined, openPractice } from './house.ts';

test('[SI1] everybody signed in reads the practice’s rules, and managers change them', async () => {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	expect((await house.browser().get('/api/rules')).status).toBe(401);
	expect((await ben.get('/api/rules')).body).toEqual(USUAL_RULES);
	const change = { idleMinutes: { staff: 5 } };
	expect(await ben.put('/api/rules', change)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
	expect((await house.maria.put('/api/rules', change)).status).toBe(200);
	expect((await ben.get('/api/rules')).body).toEqual({
		...USUAL_RULES,
		idleMinutes: { ...USUAL_RULES.idleMinutes, staff: 5 }
	});
	const told = house.db.prepare("SELECT person, change FROM activity WHERE kind = 'setting-changed'").all();
	expect(told).toEqual([
		{
			person: (await house.maria.get('/api/me')).body.person.id,
			change: JSON.stringify({ kind: 'setting-changed', setting: 'idle-minutes-staff', from: 15, to: 5 })
		}
	]);
});

test('[SI1] what is no rule changes nothing, and what the table should not hold is as it comes', async () => {
	const house = await openPractice();
	for (const minutes of [0, 61, 1.5, '15', null]) {
		expect(await house.maria.put('/api/rules', { idleMinutes: { staff: minutes } })).toMatchObject({
			status: 422,
			body: { field: 'idleMinutes.staff' }
		});
	}
	expect((await house.maria.put('/api/rules', { secondFactorRequired: 'yes' })).status).toBe(422);
	const put = house.db.prepare('INSERT INTO practice_rules (key, value) VALUES (?, ?)');
	put.run('idleMinutes', JSON.stringify({ manager: 0, staff: 45, viewer: 'never' }));
	put.run('secondFactorRequired', '"yes"');
	const idleMinutes = { ...USUAL_RULES.idleMinutes, staff: 45 };
	expect((await house.maria.get('/api/rules')).body).toEqual({ ...USUAL_RULES, idleMinutes });
});
