import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KeyHandover, type Holder } from '../../src/lib/client/key-handover.ts';
import { dropTrusted, keepTrusted, trustedKey } from '../../src/lib/client/trusted-key.ts';
import { Vault, vault, type HandOver } from '../../src/lib/client/vault.ts';
import { everythingOnDevice } from './disk.ts';
import { ANA, BEN, eventually, freshDevice, freshStorage, ringOf } from './device.ts';

const open: KeyHandover[] = [];

/** A service worker's part. */
function holder(): Holder & { held: HandOver | null } {
	const me = {
		held: null as HandOver | null,
		hold: (handOver: HandOver) => void (me.held = structuredClone(handOver)),
		ask: () => Promise.resolve(me.held),
		drop: () => void (me.held = null)
	};
	return me;
}

function page(held: Holder | null = null) {
	const keys = new Vault();
	const told = { locked: vi.fn(), unlocked: vi.fn() };
	const tabs = new KeyHandover(keys, held, told);
	open.push(tabs);
	return { keys, tabs, told };
}

beforeEach(async () => {
	await freshDevice();
	freshStorage();
});
afterEach(() => open.splice(0).forEach((tabs) => tabs.close()));

describe('keys pass from page to page', () => {
	test('[LK4] another tab hands them over, to the same person, and they open the same', async () => {
		const [first, second] = [page(), page()];
		first.keys.put(ANA, await ringOf('ana'));
		const hidden = await first.keys.ringFor(ANA).hideJson('words', 'here');
		expect(await second.tabs.ask(BEN, 100)).toBeNull();
		second.keys.take((await second.tabs.ask(ANA, 10_000))!);
		expect(await second.keys.ringFor(ANA).openJson(hidden, 'here')).toBe('words');
		expect(second.keys.ring(BEN)).toBeNull();
	});

	test('[LK4] the page before a reload hands them over by the service worker', async () => {
		const worker = holder();
		const before = page(worker);
		before.keys.put(ANA, await ringOf('ana'));
		before.tabs.leaving();
		before.tabs.close();
		const after = page(worker);
		expect(await after.tabs.ask(ANA, 10_000)).toMatchObject({ owner: ANA });
	});

	test('[LK4] a trusted device has them until its time is over, as keys that nobody can read', async () => {
		await keepTrusted(vault.handOver!, 2_000, 0);
		expect(await trustedKey(BEN, 0)).toBeNull();
		const kept = await trustedKey(ANA, 1_999);
		expect(kept?.ring.keys.map(([, key]) => key.extractable)).toEqual([false]);
		expect(await trustedKey(ANA, 2_000)).toBeNull();
		expect(await trustedKey(ANA, 0)).toBeNull();
	});

	test('[LK4] a clock that is set back makes that time no longer', async () => {
		await keepTrusted(vault.handOver!, 9_000_000, 5_000_000);
		expect(await trustedKey(ANA, 4_950_000)).not.toBeNull();
		expect(await trustedKey(ANA, 4_900_000)).toBeNull();
		expect(await everythingOnDevice()).not.toContain('ring');
	});

	test('[LK5] a lock is told to the other tabs, and the keys are gone from memory, worker and disk', async () => {
		const worker = holder();
		const [here, there] = [page(worker), page()];
		here.keys.put(ANA, await ringOf('ana'));
		here.tabs.hold();
		await keepTrusted(here.keys.handOver!, Infinity, 0);
		here.tabs.locked(ANA);
		await eventually(() => there.told.locked.mock.calls).toEqual([[ANA]]);
		here.tabs.drop();
		await dropTrusted();
		expect([here.keys.ring(ANA), worker.held, await there.tabs.ask(ANA, 50)]).toEqual([null, null, null]);
		expect(await trustedKey(ANA, 0)).toBeNull();
		expect(await everythingOnDevice()).not.toContain('ring');
		here.tabs.unlocked();
		await eventually(() => there.told.unlocked.mock.calls.length).toBe(1);
	});
});
