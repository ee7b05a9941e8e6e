import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '#domain/ids.ts';
import { SentMessages } from '../../src/lib/client/sent-messages.ts';
import { Unsent, type UnsentEdit } from '../../src/lib/client/unsent.ts';

const edit = (key: string): UnsentEdit => ({
	key,
	at: 0 as Instant,
	occurrences: [],
	moves: [],
	clocks: { client: 1, from: 0, to: 1 }
});

describe('messages are counted', () => {
	test('[C13] until a new connection, which begins at nothing', () => {
		const messages = new SentMessages();
		messages.count('step-two', 10);
		messages.count('update', 20);
		messages.acknowledged(1);
		expect(messages).toMatchObject({ sent: 2, acked: 1, stepTwoSent: true, oldestAtMs: 20 });
		messages.newConnection();
		expect(messages).toMatchObject({ sent: 0, acked: 0, stepTwoSent: false, oldestAtMs: null });
	});

	test('[C13] an acknowledgement goes neither back nor beyond what was sent', () => {
		const messages = new SentMessages();
		messages.count('step-two', 10);
		messages.count('update', 20);
		messages.acknowledged(7);
		messages.acknowledged(1);
		expect(messages).toMatchObject({ acked: 2, oldestAtMs: null });
	});
});

describe('edits are held against them', () => {
	test('[C13] an edit is settled by its own message, not by an earlier one', () => {
		const unsent = new Unsent();
		unsent.add(edit('a'), 1, 0);
		unsent.add(edit('b'), 2, 0);
		expect(unsent.acknowledged(1)).toEqual(['a']);
		expect(unsent.edits.map(({ key }) => key)).toEqual(['b']);
	});

	test('[C14] an edit without a message waits for the next exchange', () => {
		const unsent = new Unsent();
		unsent.add(edit('offline'), null, 0);
		unsent.add(edit('early'), 1, 0);
		expect(unsent.acknowledged(1)).toEqual(['early']);
		unsent.allCarriedBy(2);
		expect(unsent.acknowledged(2)).toEqual(['offline']);
	});

	const step = fc.oneof(
		{ weight: 4, arbitrary: fc.constant('edit' as const) },
		fc.constantFrom('connect' as const, 'step-two' as const, 'lose' as const),
		{ weight: 2, arbitrary: fc.record({ ack: fc.nat(6) }) }
	);

	/** The server's side as a plain model: which edits each message of a connection holds, and which it made durable. */
	test('[C13, C14] whatever the order, nothing is forgotten that the server does not hold', () => {
		fc.assert(
			fc.property(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), (steps) => {
				const [unsent, messages] = [new Unsent(), new SentMessages()];
				const [all, durable] = [new Set<string>(), new Set<string>()];
				let line: Set<string>[] | null = null;
				for (const [i, now] of steps.entries()) {
					if (now === 'edit') {
						all.add(`e${i}`);
						line?.push(new Set([`e${i}`]));
						unsent.add(edit(`e${i}`), line ? messages.count('update', i) : null, i);
					} else if (now === 'connect') {
						if (line) continue;
						line = [];
						messages.newConnection();
					} else if (now === 'step-two') {
						if (!line) continue;
						line.push(new Set(all));
						unsent.allCarriedBy(messages.count('step-two', i));
					} else if (now === 'lose') {
						line = null;
						unsent.connectionLost();
					} else if (line) {
						const count = Math.min(now.ack, line.length);
						for (const held of line.slice(0, count)) for (const key of held) durable.add(key);
						messages.acknowledged(count);
						unsent.acknowledged(count);
					}
					const waiting = new Set(unsent.edits.map(({ key }) => key));
					expect([...all].filter((key) => !durable.has(key) && !waiting.has(key))).toEqual([]);
					if (line && messages.stepTwoSent && messages.acked === messages.sent) expect(waiting.size).toBe(0);
				}
			}),
			{ numRuns: 500 }
		);
	});
});
