import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { pointOf, seal, unseal } from '../../src/lib/client/sealing.ts';
import type { Browser } from './browser.ts';
import { joined, MANAGER, openPractice } from './house.ts';

const HOUR = 60 * 60_000;
const BEN = { email: 'ben@practice.test', password: 'the early bird sings' };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
afterEach(() => void vi.useRealTimers());

async function twoPeople() {
	const house = await openPractice();
	const ben = await joined(house, { name: 'Ben', email: BEN.email });
	return { ...house, ben };
}

const keysOf = async (browser: Browser) => (await browser.get('/api/session/key')).body;

test('[WS6] the key is a person’s own, the same on every device, and nobody else’s', async () => {
	const { maria, ben, browser } = await twoPeople();
	const phone = browser();
	await phone.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
	const { keys, idleMinutes, endsAt, keepUntil } = await keysOf(maria);
	expect(keys).toEqual([{ version: 1, key: expect.stringMatching(/^[\w+/]{43}=$/) }]);
	expect([idleMinutes, keepUntil]).toEqual([15, null]);
	expect(endsAt - Date.now()).toBe(12 * HOUR);
	expect((await keysOf(phone)).keys).toEqual(keys);
	expect((await keysOf(ben)).keys).not.toEqual(keys);
	expect((await browser().get('/api/session/key')).status).toBe(401);
});

test('[WS6] after a person was signed out everywhere there is a new key, and the old one only opens', async () => {
	const { ben, sessions } = await twoPeople();
	const before = (await keysOf(ben)).keys;
	sessions.endAllOf((await ben.get('/api/me')).body.person.id);
	expect((await ben.get('/api/session/key')).status).toBe(401);
	await ben.post('/api/session', BEN);
	const { keys } = await keysOf(ben);
	expect(keys).toEqual([{ version: 2, key: expect.any(String) }, ...before]);
	expect(keys[0].key).not.toBe(before[0].key);
});

test('[WS7] what a browser sealed for a person opens with the key that the server tells that person alone', async () => {
	const { maria, ben, browser, db } = await twoPeople();
	const { person, practice } = (await ben.get('/api/me')).body;
	const owner = { practice: practice.id, person: person.id as PersonId };
	const key = (await browser().get('/api/sealing-key')).body;
	expect((await browser().get('/api/sealing-key')).body).toEqual(key);
	const blob = await seal(owner, key, { words: 'Called twice' });
	const asked = { blobs: [{ key: blob.key, point: pointOf(blob) }] };

	const forMaria = (await maria.post('/api/sealed/open', asked)).body.keys[0];
	expect(await unseal(owner, blob, forMaria)).toBeNull();
	const forBen = (await ben.post('/api/sealed/open', asked)).body.keys[0];
	expect(await unseal(owner, blob, forBen)).toEqual({ words: 'Called twice' });
	expect(await unseal({ ...owner, person: 'maria' as PersonId }, blob, forBen)).toBeNull();

	expect((await browser().post('/api/sealed/open', asked)).status).toBe(401);
	expect((await ben.post('/api/sealed/open', { blobs: [{ ...asked.blobs[0], key: 'another' }] })).body.keys).toEqual([
		null
	]);
	for (let i = 0; i < 5; i++) await ben.post('/api/sealed/open', { blobs: [] });
	const told = db.prepare("SELECT count(*) FROM activity WHERE kind = 'sealed-edits-delivered'").pluck();
	expect(told.get()).toBe(2);
	const wrong = { key: blob.key, point: `${'A'.repeat(87)}=` };
	expect(await ben.post('/api/sealed/open', { blobs: [wrong] })).toMatchObject({
		status: 422,
		body: { field: 'blobs' }
	});
});

test('[WS7] the private half lies in the database sealed', async () => {
	const { db, browser } = await twoPeople();
	await browser().get('/api/sealing-key');
	const { sealed } = db.prepare('SELECT sealed FROM sealing_keys').get() as { sealed: Buffer };
	expect(sealed.length).toBeGreaterThan(32 + 28);
});

test('[WS8] a manager trusts the device in front of them, until it is distrusted', async () => {
	const { maria, ben, db } = await twoPeople();
	expect((await ben.post('/api/devices/trust', {})).status).toBe(403);
	expect((await ben.get('/api/devices')).status).toBe(403);
	const { status, body } = await maria.post('/api/devices/trust', { name: 'Front desk' });
	expect([status, body.name]).toEqual([201, 'Front desk']);
	const cookie = maria.cookies.get('__Host-daybreak-device')!;
	expect(db.prepare('SELECT hash FROM trusted_devices').pluck().get()).not.toBe(cookie);
	expect((await keysOf(maria)).keepUntil - Date.now()).toBe(12 * HOUR);
	expect((await keysOf(ben)).keepUntil).toBeNull();

	vi.setSystemTime(Date.now() + 10 * 60_000);
	// Whoever signs in there next is on the same trusted device.
	ben.cookies.set('__Host-daybreak-device', cookie);
	expect((await keysOf(ben)).keepUntil - Date.now()).toBe(12 * HOUR - 10 * 60_000);
	expect((await maria.get('/api/devices')).body).toMatchObject([{ id: body.id, name: 'Front desk' }]);
	expect((await ben.delete(`/api/devices/${body.id}`)).status).toBe(403);
	expect((await maria.delete(`/api/devices/${body.id}`)).status).toBe(204);
	expect((await maria.delete(`/api/devices/${body.id}`)).status).toBe(404);
	expect((await keysOf(maria)).keepUntil).toBeNull();
});

test('[WS8] from afar, a device is trusted from the next time it asks', async () => {
	const { maria, ben, db } = await twoPeople();
	const session = db.prepare('SELECT hash FROM sessions ORDER BY started_at DESC').pluck().all() as string[];
	const me = (await ben.get('/api/me')).body.person.id as string;
	const theirs = session.find(
		(hash) => db.prepare('SELECT person FROM sessions WHERE hash = ?').pluck().get(hash) === me
	);
	expect((await maria.post('/api/devices/trust', { session: 'nobody' })).status).toBe(404);
	expect((await maria.post('/api/devices/trust', { session: theirs })).status).toBe(201);
	expect((await keysOf(maria)).keepUntil).toBeNull();
	expect((await keysOf(ben)).keepUntil).not.toBeNull();
	expect(ben.cookies.has('__Host-daybreak-device')).toBe(true);
	expect((await keysOf(ben)).keepUntil).not.toBeNull();
});

test('[WS8] a device that was chosen twice from afar still gets its keys, and is trusted once', async () => {
	const { maria, ben, db } = await twoPeople();
	const id = (await ben.get('/api/me')).body.person.id as string;
	const session = db.prepare('SELECT hash FROM sessions WHERE person = ?').pluck().get(id);
	for (let i = 0; i < 2; i++) expect((await maria.post('/api/devices/trust', { session })).status).toBe(201);
	const answer = await ben.get('/api/session/key');
	expect([answer.status, answer.body.keepUntil === null]).toEqual([200, false]);
	expect((await maria.get('/api/devices')).body).toHaveLength(1);
});
