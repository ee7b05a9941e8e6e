import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readDraft, keepDraft } from '../../src/lib/client/drafts.ts';
import { readIdle, writeIdle } from '../../src/lib/client/idle.ts';
import { tabs } from '../../src/lib/client/keys.ts';
import { lockNote, noteLock } from '../../src/lib/client/lock-note.ts';
import { lockDesk } from '../../src/lib/client/locking.ts';
import { openSession } from '../../src/lib/client/session.ts';
import { trustedKey } from '../../src/lib/client/trusted-key.ts';
import { vault } from '../../src/lib/client/vault.ts';
import { ANA, freshDevice, freshStorage, handedKey } from './device.ts';
import { ME } from './screen.ts';

const HOUR = 60 * 60_000;
const LOCKED = { name: 'Ana', ways: ['pin', 'password'] };

/** A server with one person's session: what it answers, and what it was asked. */
const server = { reachable: true, locked: false, endsAt: 0, keepUntil: null as number | null, asked: [] as string[] };

function answer(method: string, path: string): Response {
	const json = (body: unknown, status = 200) =>
		new Response(status === 204 ? null : JSON.stringify(body), {
			status,
			headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' }
		});
	switch (`${method} ${path}`) {
		case 'POST /api/session/lock':
			server.locked = true;
			return json(null, 204);
		case 'GET /api/session':
			return json(server.locked ? { signedIn: false, locked: true } : { signedIn: true, ...ME });
		case 'GET /api/session/locked':
			return json(LOCKED);
	}
	if (server.locked) return json({ title: 'Locked.', code: 'locked' }, 401);
	const { endsAt, keepUntil } = server;
	if (path === '/api/session/key') return json({ keys: [handedKey('ana')], idleMinutes: 15, endsAt, keepUntil });
	return json([]);
}

beforeEach(async () => {
	await freshDevice();
	freshStorage();
	vault.drop();
	Object.assign(server, { reachable: true, locked: false, endsAt: Date.now() + 12 * HOUR, keepUntil: null, asked: [] });
	vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit) => {
		if (!server.reachable) throw new TypeError('Failed to fetch');
		server.asked.push(`${method} ${path}`);
		return answer(method, path);
	});
});
afterEach(() => {
	vi.unstubAllGlobals();
	tabs().drop();
});

/** The page is another one: nothing is in its memory. */
const reloaded = () => tabs().drop();

const untouchedFor = (ms: number) => writeIdle({ ...readIdle()!, at: Date.now() - ms });

describe('a page that opens', () => {
	test('[LK6] on a screen that nobody touched for too long is locked, and so is the session', async () => {
		expect(await openSession()).toMatchObject({ kind: 'in' });
		untouchedFor(15 * 60_000);
		expect(await openSession()).toEqual({ kind: 'locked', desk: LOCKED });
		expect(server.asked).toContain('POST /api/session/lock');
		expect(vault.ring(ANA)).toBeNull();
	});

	test('[LK6] without the server, nothing is shown either, though the keys are there', async () => {
		server.keepUntil = Date.now() + HOUR;
		await openSession();
		untouchedFor(15 * 60_000);
		server.reachable = false;
		expect(await openSession()).toMatchObject({ kind: 'locked', desk: { ways: [] } });
		expect([vault.ring(ANA), await trustedKey(ANA, Date.now())]).toEqual([null, null]);
	});

	test('[LK4] without server and keys shows nothing; a trusted device has the keys', async () => {
		await openSession();
		reloaded();
		server.reachable = false;
		expect(await openSession()).toEqual({ kind: 'no-key' });
		server.reachable = true;
		server.keepUntil = Date.now() + HOUR;
		await openSession();
		reloaded();
		server.reachable = false;
		expect(await openSession()).toMatchObject({ kind: 'in', session: { me: ME, live: false } });
	});

	test('[LK7] tells the server first of a lock that it does not know of', async () => {
		await openSession();
		server.reachable = false;
		expect(await lockDesk(ME)).toEqual({ name: 'Ana', ways: [] });
		expect(await openSession()).toEqual({ kind: 'locked', desk: { name: 'Ana', ways: [] } });
		server.reachable = true;
		server.asked = [];
		expect(await openSession()).toEqual({ kind: 'locked', desk: LOCKED });
		expect(server.asked).toContain('POST /api/session/lock');
	});

	test('[LK7] a session that began after the lock is not locked, nor one after an idle night', async () => {
		await openSession();
		noteLock({ ...ANA, name: 'Ana', endsAt: server.endsAt });
		untouchedFor(10 * HOUR);
		server.endsAt += 1;
		expect(await openSession()).toMatchObject({ kind: 'in' });
		expect(lockNote()).toBeNull();
		expect(Date.now() - readIdle()!.at).toBeLessThan(60_000);
	});
});

describe('a lock', () => {
	test('[LK5] takes keys and words out of the page, and tells how it opens', async () => {
		server.keepUntil = Date.now() + HOUR;
		await openSession();
		keepDraft(ANA.person, 'comment/c1', 'Half a word');
		expect(await trustedKey(ANA, Date.now())).not.toBeNull();
		expect(await lockDesk(ME)).toEqual(LOCKED);
		expect([vault.ring(ANA), await trustedKey(ANA, Date.now())]).toEqual([null, null]);
		expect(readDraft(ANA.person, 'comment/c1')).toBe('');
	});
});
