import { expect, test } from 'vitest';
import { createThrottle, type Place } from '../../server/features/account/throttle.ts';

const ELSEWHERE = { device: null, familiar: false };

function throttleAt(start: number) {
	let time = start;
	const { admit, succeeded } = createThrottle(() => time);
	const place = (from: string | Partial<Place>): Place => {
		return typeof from === 'string' ? { ...ELSEWHERE, source: from } : { ...ELSEWHERE, source: 'clinic', ...from };
	};
	return {
		admit: (email: string, from: string | Partial<Place>) => admit(email, place(from)),
		succeeded: (email: string, from: string | Partial<Place>) => succeeded(email, place(from)),
		later: (ms: number) => void (time += ms)
	};
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
	const { admit } = throttleAt(0);
	for (let i = 0; i < 50; i++) expect(admit('maria@practice.test', `bot ${i}`)).toEqual({ admitted: true, delayMs: 0 });

	expect(admit('maria@practice.test', 'bot 51')).toEqual({ admitted: true, delayMs: 2000 });
	expect(admit('maria@practice.test', { familiar: true })).toEqual({ admitted: true, delayMs: 0 });
	expect(admit('maria@practice.test', { device: 'her laptop' })).toEqual({ admitted: true, delayMs: 0 });
	expect(admit('ben@practice.test', 'bot 51')).toEqual({ admitted: true, delayMs: 0 });
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

test('[SI2] at familiar places answers come one behind the other, later and later, and a no only after a minute’s queue', () => {
	const { admit, later } = throttleAt(0);
	const guess = () => admit('maria@practice.test', { familiar: true });
	for (let i = 0; i < 5; i++) expect(guess()).toEqual({ admitted: true, delayMs: 0 });
	expect([guess(), guess(), guess(), guess(), guess()]).toEqual(
		[1000, 3000, 7000, 15_000, 31_000].map((delayMs) => ({ admitted: true, delayMs }))
	);
	expect(guess()).toEqual({ admitted: false, retryAfterMs: 1000 });
	later(31_000);
	expect(guess()).toEqual({ admitted: true, delayMs: 30_000 });
	later(30_000);
	expect(guess()).toEqual({ admitted: true, delayMs: 30_000 });
	expect(admit('maria@practice.test', { device: 'her laptop' })).toEqual({ admitted: true, delayMs: 0 });
});

test('[SI2] a flood from the practice’s own network slows it down, and nobody’s own browser', () => {
	const { admit, later } = throttleAt(0);
	for (let i = 0; i < 100; i++)
		expect(admit(`p${i}@x.test`, { familiar: true })).toEqual({ admitted: true, delayMs: 0 });
	expect([1, 2].map((n) => admit(`q${n}@x.test`, { familiar: true }))).toEqual(
		[1000, 2000].map((delayMs) => ({ admitted: true, delayMs }))
	);
	expect(admit('maria@practice.test', { device: 'her laptop', familiar: true })).toEqual({
		admitted: true,
		delayMs: 0
	});
	later(600_000);
	expect(admit('r@x.test', { familiar: true })).toEqual({ admitted: true, delayMs: 0 });
});

test('[SI2] the queue of a familiar network is a minute long at most, so that its flood is over soon after its end', () => {
	const { admit, later } = throttleAt(0);
	const guesses = Array.from({ length: 10_000 }, (_, n) => admit(`q${n}@x.test`, { familiar: true }));
	expect(guesses.filter(({ admitted }) => admitted)).toHaveLength(160);
	expect(guesses.at(-1)).toEqual({ admitted: false, retryAfterMs: 1000 });
	later(60_000);
	expect(admit('maria@practice.test', { familiar: true })).toEqual({ admitted: true, delayMs: 1000 });
});

test('[A9] a flood from everywhere makes every unfamiliar place late, and refuses nobody', () => {
	const { admit } = throttleAt(0);
	for (let i = 0; i < 501; i++) admit(`p${i}@x.test`, `bot ${i}`);
	expect(admit('maria@practice.test', 'a hotel')).toEqual({ admitted: true, delayMs: 1000 });
	expect(admit('maria@practice.test', { familiar: true })).toEqual({ admitted: true, delayMs: 0 });
});
