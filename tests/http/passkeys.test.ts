import { expect, test } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { addPasskey, atPage, confirm, ORIGIN, passkeySignIn, signIn } from './factors.ts';
import { joined, MANAGER, openPractice } from './house.ts';

async function practiceWithPasskey() {
	const house = await openPractice({ origins: [ORIGIN] });
	const maria = atPage(house.maria);
	await confirm(maria);
	return { ...house, maria, ...(await addPasskey(maria)), page: () => atPage(house.browser()) };
}

test('[SI8] a passkey that a device shows to nobody else signs in by itself', async () => {
	const house = await practiceWithPasskey();
	expect(house.recoveryCodes).toHaveLength(10);
	const browser = house.page();
	const answer = await passkeySignIn(browser, house.device);
	expect([answer.status, answer.body.person.name]).toEqual([200, MANAGER.name]);
	expect((await browser.get('/api/boards')).status).toBe(200);
	const [passkey] = (await house.maria.get('/api/account')).body.passkeys;
	expect(passkey).toEqual({
		...{ id: house.device.id, name: 'My laptop', addedAt: expect.any(Number), usedAt: expect.any(Number) }
	});
	const told = house.db.prepare("SELECT change ->> 'method' FROM activity WHERE kind = 'signed-in'").pluck().all();
	expect(told).toEqual(['set-up', 'passkey']);
});

test('[SI8] one that asked for no finger, face or PIN is no sign-in', async () => {
	const house = await practiceWithPasskey();
	house.device.verifies = false;
	expect((await passkeySignIn(house.page(), house.device)).status).toBe(401);
});

test('[SI8] an unknown passkey, a foreign page, a copied key and a used challenge get one and the same no', async () => {
	const house = await practiceWithPasskey();
	const browser = house.page();
	const options = async () => (await browser.post('/api/session/passkey/options', {})).body;
	const send = async (token: string, answer: unknown) => {
		const { status, body } = await browser.post('/api/session/passkey', { token, answer });
		return [status, body.code, body.title];
	};
	const asked = await options();
	const right = house.device.signIn(asked.options, ORIGIN);
	expect((await send(asked.token, right))[0]).toBe(200);
	const no = await send(asked.token, right);
	expect(no.slice(0, 2)).toEqual([401, 'sign-in-failed']);

	const [one, two, three, four] = [await options(), await options(), await options(), await options()];
	expect(await send(one.token, new Authenticator().signIn(one.options, ORIGIN))).toEqual(no);
	expect(await send(two.token, house.device.signIn(two.options, 'https://evil.test'))).toEqual(no);
	expect(await send(three.token, house.device.signIn({ ...three.options, rpId: 'evil.test' }, ORIGIN))).toEqual(no);
	house.device.counter = 0;
	expect(await send(four.token, house.device.signIn(four.options, ORIGIN))).toEqual(no);
	expect(await send('no such token', right)).toEqual(no);
});

test('[SI8] a disabled person’s passkey opens nothing', async () => {
	const house = await practiceWithPasskey();
	house.db.prepare('UPDATE people SET disabled_at = 1').run();
	expect((await passkeySignIn(house.page(), house.device)).status).toBe(401);
});

test('[SI9] after the password a passkey is the second factor, one’s own only', async () => {
	const house = await practiceWithPasskey();
	const ben = atPage(await joined(house, { name: 'Ben', email: 'ben@practice.test' }));
	await confirm(ben, 'the early bird sings');
	const benHas = await addPasskey(ben, 'Ben’s phone');
	const browser = house.page();
	const { body } = await signIn(browser);
	expect(body).toMatchObject({ next: 'second-factor', methods: ['passkey', 'recovery-code'] });
	const { ticket } = body;
	const ask = async () => (await browser.post('/api/session/second-passkey/options', { ticket })).body.options;
	const options = await ask();
	expect(options.allowCredentials.map(({ id }: { id: string }) => id)).toEqual([house.device.id]);
	const send = async (answer: unknown) =>
		(await browser.post('/api/session/second-passkey', { ticket, answer })).status;
	expect(await send(benHas.device.signIn(options, ORIGIN))).toBe(401);
	// The try used up the challenge.
	expect(await send(house.device.signIn(options, ORIGIN))).toBe(401);
	expect(await send(house.device.signIn(await ask(), ORIGIN))).toBe(200);
	expect((await browser.get('/api/me')).body.person.name).toBe(MANAGER.name);
});

test('[SI9] a passkey is named and removed by its person alone', async () => {
	const house = await practiceWithPasskey();
	const ben = atPage(await joined(house, { name: 'Ben', email: 'ben@practice.test' }));
	await confirm(ben, 'the early bird sings');
	const path = `/api/account/passkeys/${house.device.id}`;
	expect((await ben.put(path, { name: 'Mine now' })).status).toBe(404);
	expect((await ben.delete(path)).status).toBe(404);
	expect(await house.maria.put(path, { name: ' ' })).toMatchObject({ status: 422, body: { field: 'name' } });
	expect((await house.maria.put(path, { name: 'The desk' })).status).toBe(204);
	expect((await house.maria.get('/api/account')).body.passkeys).toMatchObject([{ name: 'The desk' }]);
	expect((await house.maria.delete(path)).status).toBe(204);
	expect((await passkeySignIn(house.page(), house.device)).status).toBe(401);
	expect((await signIn(house.browser())).body.person.name).toBe(MANAGER.name);
});

test('[SI9] a registration holds once, for whoever asked, at the page that asked, and is nobody else’s key', async () => {
	const house = await practiceWithPasskey();
	const ben = atPage(await joined(house, { name: 'Ben', email: 'ben@practice.test' }));
	await confirm(ben, 'the early bird sings');
	const ask = async () => (await house.maria.post('/api/account/passkeys/options', {})).body;
	const send = async (browser: typeof ben, token: string, answer: unknown) =>
		(await browser.post('/api/account/passkeys', { token, name: 'Key', answer })).status;
	const [one, two, three] = [await ask(), await ask(), await ask()];
	const device = new Authenticator();
	expect(one.options.excludeCredentials).toMatchObject([{ id: house.device.id }]);
	expect(await send(ben, one.token, device.register(one.options, ORIGIN))).toBe(410);
	expect(await send(house.maria, two.token, device.register(two.options, 'https://evil.test'))).toBe(422);
	device.verifies = false;
	expect(await send(house.maria, three.token, device.register(three.options, ORIGIN))).toBe(422);
	const fourth = (await ben.post('/api/account/passkeys/options', {})).body;
	expect(await send(ben, fourth.token, house.device.register(fourth.options, ORIGIN))).toBe(422);
	expect((await ben.get('/api/account')).body.passkeys).toEqual([]);
});

test('[SI8] the address is the one asked for or a listed one, and has a name', async () => {
	const house = await openPractice({ origins: [ORIGIN] });
	const asking = async (headers: Record<string, string>) => {
		const browser = house.browser();
		browser.headers = { ...browser.headers, ...headers };
		const { status, body } = await browser.post('/api/session/passkey/options', {});
		return status === 200 ? body.options.rpId : body.code;
	};
	expect(await asking({ Origin: ORIGIN })).toBe('board.practice.test');
	expect(await asking({ Origin: 'http://localhost:3000', Host: 'localhost:3000' })).toBe('localhost');
	expect(await asking({ Origin: 'http://127.0.0.1:3000', Host: '127.0.0.1:3000' })).toBe('no-passkeys-here');
	expect(await asking({ Origin: 'http://[::1]:3000', Host: '[::1]:3000' })).toBe('no-passkeys-here');
	expect(await asking({ Origin: 'https://evil.test', Host: 'localhost:3000' })).toBe('no-passkeys-here');
	expect(await asking({ Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' })).toBe('foreign-origin');
	expect(await asking({})).toBe('no-passkeys-here');
});
