import { beforeEach, describe, expect, test } from 'vitest';
import { forgetIdle, idleStanding, readIdle, touch, WARN_MS, writeIdle } from '../../src/lib/client/idle.ts';
import { freshStorage } from './device.ts';

const MINUTE = 60_000;
const NOW = 1_772_000_000_000;
const rule = { at: NOW, limitMs: 15 * MINUTE, endsAt: NOW + 12 * 60 * MINUTE };
const at = (ms: number) => idleStanding(rule, NOW + ms).kind;

beforeEach(freshStorage);

describe('a screen that nobody touches', () => {
	test('[LK6] warns twenty seconds before the limit, and is over at it', () => {
		expect(at(0)).toBe('active');
		expect(at(15 * MINUTE - WARN_MS - 1)).toBe('active');
		expect(at(15 * MINUTE - WARN_MS)).toBe('warning');
		expect(at(15 * MINUTE - 1)).toBe('warning');
		expect(at(15 * MINUTE)).toBe('over');
		expect(idleStanding(rule, NOW + 15 * MINUTE - 5_000).leftMs).toBe(5_000);
	});

	test('[LK6] is over after a clock was set back by as much', () => {
		expect(at(-10 * MINUTE)).toBe('active');
		expect(at(-15 * MINUTE)).toBe('over');
	});

	test('[LK6] is over when the session ends, touched or not', () => {
		const busy = { ...rule, at: rule.endsAt - 1_000 };
		expect(idleStanding(busy, rule.endsAt - WARN_MS).kind).toBe('warning');
		expect(idleStanding(busy, rule.endsAt).kind).toBe('over');
	});

	test('[LK6] stays open by a touch in any tab, but not once it is over', () => {
		writeIdle(rule);
		touch(NOW + 14 * MINUTE);
		expect(readIdle()).toEqual({ ...rule, at: NOW + 14 * MINUTE });
		touch(NOW + 30 * MINUTE);
		expect(readIdle()?.at).toBe(NOW + 14 * MINUTE);
		forgetIdle();
		touch(NOW);
		expect(readIdle()).toBeNull();
	});

	test('[LK6] is not kept open by a line that says nothing', () => {
		localStorage.setItem('daybreak:idle', '{"at":null}');
		expect(readIdle()).toBeNull();
		localStorage.setItem('daybreak:idle', 'not json');
		expect(readIdle()).toBeNull();
	});
});
