import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BoardId, PersonId } from '#domain/ids.ts';
import { firstBrokenRow } from '../../server/adapters/sqlite/record.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';
import { checkDatabase, Writer } from './writer.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-03-02T15:00:00Z');
const WRITERS = 3;

/** To where the server's clock is set before, by how much it jumps, and whether people stay signed in over it. */
const JUMPS: Readonly<Record<string, readonly [from: string, byMs: number, stay: boolean]>> = {
	'a day forward': ['2026-03-02T15:00:00Z', 24 * HOUR, false],
	'an hour back': ['2026-03-03T15:00:00Z', -HOUR, false],
	'a second back': ['2026-03-03T16:00:00Z', -1_000, true],
	'into summer time': ['2026-03-08T06:59:00Z', 2 * MINUTE, true],
	'out of summer time': ['2026-11-01T05:59:00Z', 2 * MINUTE, true],
	'into a leap day': ['2028-02-29T04:59:00Z', 2 * MINUTE, true],
	'out of a leap day': ['2028-03-01T04:59:00Z', 2 * MINUTE, true],
	'into a year': ['2027-01-01T04:59:00Z', 2 * MINUTE, true],
	'back by years': ['2026-03-02T15:00:00Z', 0, true]
};

let practice: Practice;
let person: PersonId;
beforeAll(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: START });
	practice = await openPractice();
	person = (await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager)).person.id;
});
afterAll(async () => {
	vi.useRealTimers();
	await practice.close();
});

describe('the server’s clock jumps', () => {
	const writers: Writer[] = [];
	const where = { url: '', manager: '' };
	beforeEach(() => Object.assign(where, { url: practice.url }));
	afterEach(() => writers.forEach((writer) => writer.note()));

	const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
	const comeIn = async () => {
		where.manager = await practice.signIn('maria@harbor.test');
		for (const writer of writers) await writer.reconnect();
	};
	const settle = () =>
		until(() => (writers.forEach((w) => w.note()), writers.every((w) => w.promised.size === w.written)));

	test.each(Object.entries(JUMPS))(
		'[S29, A26] %s while people write: the record keeps its order, and nobody stays for longer',
		async (_name, [from, byMs, stay]) => {
			vi.setSystemTime(Date.parse(from));
			where.manager = await practice.signIn('maria@harbor.test');
			if (writers.length === 0) {
				for (let i = 0; i < WRITERS; i++) writers.push(new Writer(where, `w${i}`, person));
				for (const writer of writers) await writer.start();
			} else await comeIn();
			const writing = setInterval(() => writers.forEach((writer) => writer.write()), 5);
			await pass(60);
			vi.setSystemTime(Date.now() + byMs);
			await pass(60);
			practice.base.sessions.endOver();
			if (stay) await pass(60);
			else await until(() => writers.every(({ connected }) => !connected), 1_000);
			clearInterval(writing);
			expect(writers.map(({ connected }) => connected)).toEqual(writers.map(() => stay));
			if (!stay) await comeIn();
			await settle();
			await checkDatabase(practice.dataDir, writers);
			expect(firstBrokenRow(practice.base.db)).toBeNull();
		}
	);

	test('[S29] afterwards every change is in the record once, in the order of acceptance', () => {
		const written = writers.reduce((sum, writer) => sum + writer.written, 0);
		const rows = practice.base.db
			.prepare("SELECT seq, at FROM activity WHERE json_extract(change, '$.kind') = 'comment-added' ORDER BY seq")
			.all() as { seq: number; at: number }[];
		expect(rows).toHaveLength(written);
		expect(rows.some(({ at }, i) => i > 0 && at < rows[i - 1]!.at)).toBe(true);
		const all = practice.base.db.prepare('SELECT count(*) AS count, max(seq) AS last FROM activity').get();
		expect(all).toMatchObject({ count: (all as { last: number }).last });
		writers.forEach((writer) => writer.close());
	});

	test('[A26] wrong tries are neither forgotten by it nor held against anybody for longer', () => {
		const { throttle } = practice.base.account;
		const place = { source: '203.0.113.7', device: null, familiar: false };
		const tryOnce = () => throttle.admit('maria@harbor.test', place);
		for (let i = 0; i < 5; i++) expect(tryOnce().admitted).toBe(true);
		for (const byMs of [0, 24 * HOUR, -48 * HOUR]) {
			vi.setSystemTime(Date.now() + byMs);
			const verdict = tryOnce();
			expect(verdict).toMatchObject({ admitted: false });
			expect(verdict).toHaveProperty('retryAfterMs', expect.closeTo(30_000, -4));
		}
	});

	test('[R4] what was read is written once for ten minutes, however the clock is set', () => {
		const { base } = practice;
		const card = writers[0]!.cards[0]!;
		const reads = base.db.prepare("SELECT count(*) FROM activity WHERE kind = 'card-read'").pluck();
		for (const byMs of [0, 24 * HOUR, -48 * HOUR]) {
			vi.setSystemTime(Date.now() + byMs);
			base.witness.cardRead({ person, device: 'd', source: null }, 'front-desk' as BoardId, card);
		}
		base.witness.flush();
		expect(reads.get()).toBe(1);
	});
});
