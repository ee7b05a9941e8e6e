import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tabs } from '../../src/lib/client/keys.ts';
import { noteLock } from '../../src/lib/client/lock-note.ts';
import { keepSealed } from '../../src/lib/client/sealed-store.ts';
import { seal } from '../../src/lib/client/sealing.ts';
import { base64Of } from '../../src/lib/client/key-ring.ts';
import { vault } from '../../src/lib/client/vault.ts';
import { account } from '../../src/lib/features/account/account.svelte.ts';
import { ANA, eventually, freshDevice, freshStorage, handedKey } from '../client/device.ts';
import { ME } from '../client/screen.ts';

const endsAt = Date.now() + 3_600_000;
const gate = Promise.withResolvers<void>();
let asked = 0;

/** Answers the first question for what waits sealed when it is told to. */
async function fetchAsServer(path: string, { method = 'GET' }: RequestInit): Promise<Response> {
	const json = (body: unknown, status = 200) =>
		new Response(status === 204 ? null : JSON.stringify(body), {
			status,
			headers: { 'content-type': 'application/json' }
		});
	if (path === '/api/sealed/open') {
		asked += 1;
		if (asked === 1) await gate.promise;
		return json({ keys: [null] });
	}
	if (method !== 'GET') return json(null, 204);
	if (path === '/api/session') return json({ signedIn: true, ...ME });
	if (path === '/api/session/locked') return json({ name: 'Ana', ways: ['pin'] });
	if (path !== '/api/session/key') return json([]);
	return json({ keys: [handedKey('ana')], idleMinutes: 15, endsAt, keepUntil: null });
}

beforeEach(async () => {
	await freshDevice();
	freshStorage();
	vault.drop();
	vi.stubGlobal('fetch', fetchAsServer);
	const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
	const point = base64Of(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
	await keepSealed(ANA, await seal(ANA, { id: 'k', point }, {}));
});
afterEach(() => {
	vi.unstubAllGlobals();
	tabs().close();
});

test('[LK5] a page that is just opening when another tab locks shows nothing and keeps no key', async () => {
	const opening = account.enter();
	await eventually(() => asked).toBe(1);
	const other = new BroadcastChannel('daybreak/keys');
	other.postMessage({ kind: 'locked', owner: ANA });
	// What the other tab does next, before this page has its answer.
	noteLock({ ...ANA, name: 'Ana', endsAt });
	await eventually(() => account.state.kind).toBe('locked');
	gate.resolve();
	await opening;
	await eventually(() => account.state).toEqual({
		...{ kind: 'locked', closing: false },
		desk: { name: 'Ana', ways: ['pin'] }
	});
	expect(vault.ring(ANA)).toBeNull();
	other.close();
});
