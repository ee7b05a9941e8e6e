import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	SAVING_AT_MOST_MS,
	SILENT_AT_MOST_MS,
	statusAt,
	type ConnectionStanding,
	type Standing
} from '../../src/lib/client/save-status.ts';

const NOW = 1_000_000;

const ONLINE: ConnectionStanding = {
	phase: 'open',
	sinceMs: NOW - 60_000,
	synced: true,
	stepTwoSent: true,
	sent: 4,
	acked: 4,
	oldestUnackedAtMs: null,
	heardAtMs: NOW - 1_000
};

interface Changes {
	readonly connection?: Partial<ConnectionStanding>;
	readonly unsent?: number;
	readonly oldestUnsentAtMs?: number;
	readonly local?: Partial<Standing['local']>;
}

function standing({ connection, unsent = 0, oldestUnsentAtMs, local }: Changes = {}): Standing {
	return {
		connection: { ...ONLINE, ...connection },
		unsent,
		oldestUnsentAtMs: oldestUnsentAtMs ?? (unsent > 0 ? NOW : null),
		local: { state: 'settled', sinceMs: NOW, ...local }
	};
}

const kindOf = (changes: Changes) => statusAt(standing(changes), NOW).kind;
const lost = { phase: 'lost', sinceMs: NOW - 10_000, synced: false } as const;

/** Any standing, with moments up to `latest`: a device's clock may be set back. */
function anythingUntil(latest: number): fc.Arbitrary<Standing> {
	const times = fc.integer({ min: NOW - 100_000, max: latest });
	return fc.record({
		connection: fc.record({
			phase: fc.constantFrom('opening' as const, 'open' as const, 'lost' as const),
			sinceMs: times,
			synced: fc.boolean(),
			stepTwoSent: fc.boolean(),
			sent: fc.nat(3),
			acked: fc.nat(3),
			oldestUnackedAtMs: fc.option(times),
			heardAtMs: times
		}),
		unsent: fc.nat(2),
		oldestUnsentAtMs: fc.option(times),
		local: fc.record({
			state: fc.constantFrom('settled' as const, 'writing' as const, 'failed' as const),
			sinceMs: times
		})
	});
}

describe('saved', () => {
	test('[C1] when everything is confirmed', () => {
		expect(kindOf({})).toBe('saved');
	});

	test.each<[string, Changes]>([
		['the server’s state has not come in', { connection: { synced: false } }],
		['what the server lacks has not gone out', { connection: { stepTwoSent: false } }],
		['a message has no acknowledgement', { connection: { acked: 3 } }],
		['an edit is unsent', { unsent: 1 }],
		['the connection is lost', { connection: lost }],
		['the server is silent', { connection: { heardAtMs: NOW - SILENT_AT_MOST_MS } }]
	])('[C1] not while %s', (_why, changes) => {
		expect(kindOf(changes)).not.toBe('saved');
	});

	test('[C1, C2, C3] never says more than is so, whatever comes together', () => {
		fc.assert(
			fc.property(anythingUntil(NOW + 10_000), (now) => {
				const { kind } = statusAt(now, NOW);
				const { connection, unsent, local } = now;
				if (kind === 'saved') {
					expect(connection).toMatchObject({ phase: 'open', synced: true, stepTwoSent: true });
					expect(connection.acked).toBeGreaterThanOrEqual(connection.sent);
					expect(unsent).toBe(0);
					expect(NOW - connection.heardAtMs).toBeLessThan(SILENT_AT_MOST_MS);
				}
				if (kind === 'offline') expect([connection.phase === 'open', local.state]).toEqual([false, 'settled']);
				if (kind === 'not-saved') expect(unsent).toBeGreaterThan(0);
				if (kind === 'not-live') expect(unsent === 0 || connection.phase === 'open').toBe(true);
			}),
			{ numRuns: 2_000 }
		);
	});

	test('[C2, C4] whatever is shown, it is looked at again before it can become untrue', () => {
		fc.assert(
			fc.property(anythingUntil(NOW), fc.nat(60_000), (now, later) => {
				const { kind, lookAgainAtMs } = statusAt(now, NOW);
				const at = Math.min(NOW + later, (lookAgainAtMs ?? Infinity) - 1);
				if (at >= NOW) expect(statusAt(now, at).kind).toBe(kind);
			}),
			{ numRuns: 2_000 }
		);
	});
});

describe('saving', () => {
	test('[C2] for three seconds, then not saved yet, whatever the socket claims', () => {
		const edit = standing({ unsent: 1, oldestUnsentAtMs: NOW, connection: { acked: 3, oldestUnackedAtMs: NOW } });
		expect(statusAt(edit, NOW + SAVING_AT_MOST_MS - 1).kind).toBe('saving');
		expect(statusAt(edit, NOW + SAVING_AT_MOST_MS)).toMatchObject({ kind: 'not-saved', sinceMs: NOW });
	});

	test('[C2] an edit of an hour ago is being saved from the moment there is a connection', () => {
		const back = { sinceMs: NOW, synced: false, stepTwoSent: false, sent: 0, acked: 0 };
		const edit = standing({ unsent: 1, oldestUnsentAtMs: NOW - 3_600_000, connection: back });
		expect(statusAt(edit, NOW + 1).kind).toBe('saving');
		expect(statusAt(edit, NOW + SAVING_AT_MOST_MS).kind).toBe('not-saved');
	});

	test('[C2] a message without an edit that gets no answer makes the view untrustworthy, not an edit', () => {
		expect(kindOf({ connection: { acked: 3, oldestUnackedAtMs: NOW - 5_000 } })).toBe('not-live');
	});

	test('[C2] a clock that was set back does not stretch it', () => {
		expect(kindOf({ unsent: 1, oldestUnsentAtMs: NOW + 3_600_000 })).toBe('not-saved');
	});
});

describe('without the server', () => {
	test('[C3] offline once the writes are on disk, edits or none', () => {
		expect(kindOf({ connection: lost, unsent: 1 })).toBe('offline');
		expect(kindOf({ connection: lost })).toBe('offline');
	});

	test('[C3] a write under way is saving, and not kept until it has ended', () => {
		expect(kindOf({ connection: lost, unsent: 1, local: { state: 'writing' } })).toBe('saving');
		expect(kindOf({ connection: lost, unsent: 1, local: { state: 'writing', sinceMs: NOW - 5_000 } })).toBe(
			'not-saved'
		);
	});

	test('[C3] a disk that failed keeps nothing', () => {
		expect(kindOf({ connection: lost, unsent: 1, local: { state: 'failed' } })).toBe('not-saved');
		expect(kindOf({ connection: lost, local: { state: 'failed' } })).toBe('not-live');
	});

	test('[C4] a silent socket is not live, since the last word', () => {
		const silent = standing({ connection: { heardAtMs: NOW - 40_000 } });
		expect(statusAt(silent, NOW)).toMatchObject({ kind: 'not-live', sinceMs: NOW - 40_000 });
	});

	test('[C5] a first connection has its moment; one that failed is offline at once', () => {
		const opening = { ...lost, phase: 'opening', sinceMs: NOW } as const;
		expect(kindOf({ connection: opening })).toBe('saving');
		expect(kindOf({ connection: { ...opening, sinceMs: NOW - SAVING_AT_MOST_MS } })).toBe('offline');
		expect(kindOf({ connection: { ...opening, phase: 'lost' } })).toBe('offline');
	});
});
