import { expect, test } from 'vitest';
import { weaknessOf } from '../../server/features/account/password-policy.ts';
import { addApp, atPage, confirm, signIn } from './factors.ts';
import { joined, MANAGER, openPractice, tokenIn } from './house.ts';

const NEW = 'a calm grey evening';

test('[SI10] a password that others try first is refused with the reason, wherever one is chosen', async () => {
	const chooser = { name: 'Maria Lopez', email: 'mlopez.pt@practice.test', practice: 'Sunrise Therapy' };
	const reasons = [
		['motherfucker', /lists that attackers try first\./],
		['1q2w3e4r5t6y7u8i', /attackers try first|pattern/],
		['Password2026!', /with something added/],
		['passwordpassword', /lists/],
		['aaaaaaaaaaaaaaa', /pattern/],
		['abcabcabcabcabc', /pattern/],
		['abcdefghijklm', /pattern|lists/],
		['987654321098', /lists|pattern/],
		['Maria.Lopez.2026', /your name/],
		['sunrise-therapy-1', /practice’s name/],
		['daybreak-demo', /your name/],
		['mlopez 12345678', /your name|lists/]
	] as const;
	for (const [password, reason] of reasons)
		expect([password, weaknessOf(password, chooser)?.({})]).toEqual([password, expect.stringMatching(reason)]);
	for (const fine of [
		'the early bird sings',
		MANAGER.password,
		'café au lait',
		'maria walks by the sea',
		'Xk4!pW9-vTq2',
		'正しい馬電池ホチキスの道路です'
	]) {
		expect([fine, weaknessOf(fine, chooser)]).toEqual([fine, null]);
	}
	const house = await openPractice();
	const weak = { old: MANAGER.password, password: 'Password2026!' };
	expect(await house.maria.post('/api/account/password', weak)).toMatchObject({
		status: 422,
		body: { field: 'password' }
	});
	const { link } = (
		await house.maria.post('/api/invitations', {
			...{ name: 'Ben Okafor', email: 'ben@practice.test', role: 'staff', departments: ['billing'] }
		})
	).body;
	const own = { token: tokenIn(link), password: 'Ben Okafor 2026' };
	expect(await house.browser().post('/api/invitations/accept', own)).toMatchObject({ status: 422 });
	expect((await house.browser().post('/api/invitations/accept', { ...own, password: NEW })).status).toBe(201);
});

test('[SI10] one’s own new password asks for the old one and ends every other session', async () => {
	const house = await openPractice();
	const phone = house.browser();
	await signIn(phone);
	const wrong = await house.maria.post('/api/account/password', { old: 'not my password', password: NEW });
	expect(wrong).toMatchObject({ status: 422, body: { field: 'old' } });
	const short = await house.maria.post('/api/account/password', { old: MANAGER.password, password: 'too short' });
	expect(short).toMatchObject({ status: 422, body: { field: 'password' } });
	expect((await phone.get('/api/me')).status).toBe(200);

	expect((await house.maria.post('/api/account/password', { old: MANAGER.password, password: NEW })).status).toBe(204);
	expect((await house.maria.get('/api/me')).status).toBe(200);
	expect((await phone.get('/api/me')).status).toBe(401);
	expect((await signIn(house.browser())).status).toBe(401);
	expect((await signIn(house.browser(), NEW)).status).toBe(200);
	const kinds = house.db.prepare("SELECT kind, change ->> 'why' FROM activity ORDER BY seq DESC LIMIT 4").raw().all();
	expect(kinds.slice(2)).toEqual([
		['session-ended', 'password-changed'],
		['password-changed', null]
	]);
});

test('[SI11] one sees where one is signed in, and ends any of it', async () => {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	const [phone, desk] = [house.browser(), house.browser()];
	phone.headers['User-Agent'] = 'Mozilla/5.0 (iPhone) Version/17 Safari/604.1';
	for (const browser of [phone, desk]) await signIn(browser);
	const listed = (await house.maria.get('/api/account/sessions')).body;
	expect(listed.map(({ here }: { here: boolean }) => here)).toEqual([false, false, true]);
	const [onPhone] = (await phone.get('/api/account/sessions')).body.filter(({ here }: { here: boolean }) => here);
	expect(onPhone).toEqual({
		...{ id: expect.any(String), device: 'Safari on iPhone', here: true },
		...{ startedAt: expect.any(Number), lastSeen: expect.any(Number) }
	});
	expect((await ben.delete(`/api/account/sessions/${onPhone.id}`)).status).toBe(404);
	expect((await house.maria.delete(`/api/account/sessions/${onPhone.id}`)).status).toBe(204);
	expect((await phone.get('/api/me')).status).toBe(401);
	expect((await desk.get('/api/me')).status).toBe(200);
	expect((await house.maria.delete('/api/account/sessions')).status).toBe(204);
	expect((await desk.get('/api/me')).status).toBe(401);
	expect((await house.maria.get('/api/account/sessions')).body).toMatchObject([{ here: true }]);
	expect((await ben.get('/api/me')).status).toBe(200);
});

test('[SI12] signing out empties the browser’s cache, and nothing that colleagues left on the device', async () => {
	const { maria } = await openPractice();
	expect((await maria.delete('/api/session')).headers.get('clear-site-data')).toBe('"cache"');
});

test('[SI13] no table holds what opens anything', async () => {
	const house = await openPractice({ origins: ['https://board.practice.test'] });
	const maria = atPage(house.maria);
	await confirm(maria);
	const { secret, recoveryCodes } = await addApp(maria);
	await joined(house, { name: 'Ben', email: 'ben@practice.test' });
	const people: { id: string; name: string }[] = (await maria.get('/api/people')).body;
	const ben = people.find(({ name }) => name === 'Ben')!;
	const reset = await maria.post(`/api/people/${ben.id}/reset-link`, { factors: true });
	const begun = (await maria.post('/api/account/passkeys/options', {})).body;
	const { ticket } = (await signIn(house.browser())).body;
	const asked = (await house.browser().send('POST', '/api/session/passkey/options', '{}')).body;
	const secrets = [
		...[MANAGER.password, secret, tokenIn(reset.body.link), ticket, begun.token, begun.options.challenge],
		...[...maria.cookies.values(), ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))],
		...(asked?.token ? [asked.token] : [])
	];
	expect(secrets.every((text) => typeof text === 'string' && text.length >= 16)).toBe(true);
	const raw = Buffer.from(house.db.serialize());
	const appSecret = Buffer.from(base32Bytes(secret));
	for (const text of secrets) expect([text, raw.includes(text)]).toEqual([text, false]);
	expect(raw.includes(appSecret)).toBe(false);
	expect(raw.includes(MANAGER.email)).toBe(true);
	for (const column of ['hash FROM reset_links', 'hash FROM recovery_codes', 'hash FROM sessions']) {
		expect(house.db.prepare(`SELECT ${column}`).pluck().get()).toMatch(/^[0-9a-f]{64}$/);
	}
});

function base32Bytes(text: string): Uint8Array {
	const bits = [...text].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
	return Uint8Array.from(bits.join('').match(/.{8}/g)!, (byte) => parseInt(byte, 2));
}
