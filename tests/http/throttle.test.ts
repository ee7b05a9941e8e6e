import { expect, test } from 'vitest';
import { createThrottle } from '../../server/features/account/throttle.ts';

function throttleAt(start: number) {
	let time = start;
	return { ...createThrottle(() => time), later: (ms: number) => void (time += ms) };
}

test('[A9] one source cannot try e-mail after e-mail without end', () => {
	const { admit, later } = throttleAt(0);
	for (let i = 0; i < 100; i++) expect(admit(`p${i}@practice.test`, '203.0.113.9').admitted).toBe(true);
	expect(admit('one@more.test', '203.0.113.9')).toEqual({ admitted: false, retryAfterMs: 600_000 });
	expect(admit('one@more.test', '203.0.113.10').admitted).toBe(true);
	later(600_000);
	expect(admit('one@more.test', '203.0.113.9').admitted).toBe(true);
});

test('[A9] a practice that signs in together is not a flood', () => {
	const { admit, succeeded } = throttleAt(0);
	for (let i = 0; i < 500; i++) {
		expect(admit(`p${i}@practice.test`, '198.51.100.4').admitted).toBe(true);
		succeeded(`p${i}@practice.test`, '198.51.100.4');
	}
});

test('[A10] tries from many sources make answers late, never a no', () => {
	const { admit, succeeded } = throttleAt(0);
	admit('maria@practice.test', 'home');
	succeeded('maria@practice.test', 'home');
	for (let i = 0; i < 50; i++) expect(admit('maria@practice.test', `bot ${i}`)).toEqual({ admitted: true, delayMs: 0 });

	expect(admit('maria@practice.test', 'bot 50')).toEqual({ admitted: true, delayMs: 2000 });
	expect(admit('maria@practice.test', 'home')).toEqual({ admitted: true, delayMs: 0 });
	expect(admit('ben@practice.test', 'bot 50')).toEqual({ admitted: true, delayMs: 0 });
});

test('[A7] the wait grows to a quarter of an hour and no further, and an hour of quiet ends it', () => {
	const { admit, later } = throttleAt(0);
	const waits: number[] = [];
	for (let i = 0; i < 12; i++) {
		let verdict = admit('maria@practice.test', 'here');
		if (!verdict.admitted) {
			waits.push(verdict.retryAfterMs / 1000);
			later(verdict.retryAfterMs);
			verdict = admit('maria@practice.test', 'here');
		}
		expect(verdict.admitted).toBe(true);
	}
	expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
	later(3_600_000);
	for (let i = 0; i < 5; i++) expect(admit('maria@practice.test', 'here').admitted).toBe(true);
});
