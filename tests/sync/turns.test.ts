import { describe, expect, test } from 'vitest';
import { Inflow } from '../../server/sync/flow.ts';
import { Rates } from '../../server/sync/rates.ts';
import { Turns } from '../../server/sync/turns.ts';

const MESSAGE = new Uint8Array(1);
const socket = { paused: 0, pause: () => void socket.paused++, resume() {} };

function busy(ms: number): void {
	const end = performance.now() + ms;
	while (performance.now() < end);
}

/** A connection whose messages take a millisecond each. */
function connection(turns: Turns, person: string, handled: string[]): Inflow {
	return new Inflow({
		...{ person, socket, turns, rates: null },
		handle: () => {
			busy(1);
			handled.push(person);
		}
	});
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
	test('[S22] whoever says one thing waits for one message of each who says thousands, and for none of their connections', async () => {
		const [turns, handled] = [new Turns(), [] as string[]];
		const flood = Array.from({ length: 20 }, () => connection(turns, 'mal', handled));
		const honest = connection(turns, 'ana', handled);
		for (const one of flood) for (let i = 0; i < 50; i++) one.take(MESSAGE);
		honest.take(MESSAGE);
		// One message may take a whole turn, on a machine that does something else meanwhile.
		while (handled.length < 2) await turn();
		expect(handled.slice(0, 2)).toEqual(['mal', 'ana']);
		expect(handled.length).toBeLessThan(10);
	});

	test('[S22] what somebody said before they hung up takes its turns as well, and all of it counts', async () => {
		const [turns, handled] = [new Turns(), [] as string[]];
		const [gone, honest] = [connection(turns, 'mal', handled), connection(turns, 'ana', handled)];
		let done = false;
		for (let i = 0; i < 100; i++) gone.take(MESSAGE);
		gone.finish(() => (done = true));
		expect(handled).toEqual([]);
		await turn();
		const before = handled.length;
		honest.take(MESSAGE);
		while (!handled.includes('ana')) await turn();
		expect(handled.indexOf('ana') - before).toBeLessThanOrEqual(1);
		expect(done).toBe(false);
		while (!done) await turn();
		expect(handled.filter((person) => person === 'mal')).toHaveLength(100);
	});

	test('[S17] who is over the rate and hangs up is heard out, no faster, and another connection brings no new burst', async () => {
		const [turns, rates, handled] = [new Turns(), new Rates(), [] as string[]];
		const open = () =>
			new Inflow({ ...{ person: 'mal', socket, turns, rates }, handle: () => void handled.push('mal') });
		const [first, second] = [open(), open()];
		for (let i = 0; i < 605; i++) first.take(MESSAGE);
		while (handled.length < 601) await turn();
		for (let i = 0; i < 5; i++) second.take(MESSAGE);
		const start = performance.now();
		await Promise.all([first, second].map((one) => new Promise<void>((resolve) => one.finish(resolve))));
		expect(handled).toHaveLength(610);
		expect(performance.now() - start).toBeGreaterThan((8 / 60) * 1000);
		expect(socket.paused).toBeGreaterThan(0);
	});
});
