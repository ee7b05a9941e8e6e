import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Instant } from '#domain/ids.ts';
import { renew, shouldRenew } from '$lib/features/wall/screen/renewing.ts';

const HOUR_MS = 3_600_000;
const at = (clock: string) => Date.parse(`2026-03-04T${clock}:00-05:00`) as Instant;
const about = (clock: string, build: string | null = 'one') => ({
	...{ now: at(clock), timeZone: 'America/New_York', build, own: 'one' }
});

let storage: Map<string, string>;
beforeEach(() => {
	storage = new Map();
	vi.stubGlobal('sessionStorage', {
		getItem: (key: string) => storage.get(key) ?? null,
		setItem: (key: string, value: string) => void storage.set(key, value)
	});
});
afterEach(() => void vi.unstubAllGlobals());

test('[TV12] a screen begins anew in the fourth hour of the night at the practice, when it has been up since the evening', () => {
	expect(shouldRenew(7 * HOUR_MS, about('03:00'))).toBe(true);
	expect(shouldRenew(7 * HOUR_MS, about('03:59'))).toBe(true);
	expect(shouldRenew(HOUR_MS, about('03:30'))).toBe(false);
	for (const clock of ['02:59', '04:00', '15:00']) expect(shouldRenew(900 * HOUR_MS, about(clock))).toBe(false);
});

test('[TV12] and at once when the server has newer pages, but never again and again', async () => {
	expect(shouldRenew(60_000, about('10:00', 'two'))).toBe(true);
	expect(shouldRenew(60_000, about('10:00', null))).toBe(false);
	const reload = vi.fn();
	vi.stubGlobal('fetch', async () => ({ ok: true }));
	await renew(reload);
	expect(reload).toHaveBeenCalledOnce();
	// The old page came back after all: a proxy kept it.
	expect(shouldRenew(60_000, about('10:00', 'two'))).toBe(false);
});

test.each([
	['a proxy says 502', async () => ({ ok: false })],
	['nobody answers', () => Promise.reject(new Error('no network'))]
])('[TV12] not while %s: an error page would stay all day', async (_, answer) => {
	const reload = vi.fn();
	vi.stubGlobal('fetch', answer);
	await renew(reload);
	expect(reload).not.toHaveBeenCalled();
	expect(shouldRenew(60_000, about('10:00', 'two'))).toBe(true);
});
