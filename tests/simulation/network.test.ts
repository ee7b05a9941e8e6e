import { afterEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { addCard, setField } from '#domain/board/cards.ts';
import { findCard } from '#domain/board/queries.ts';
import { LIMITS } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { HEARTBEAT_MS } from '../../server/sync/heartbeat.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { seeded } from '../setup/random.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';
import { BadNetwork } from './bad-network.ts';
import { checkDatabase, Writer } from './writer.ts';

/** How often each fault comes over people who write. */
const CUTS = Number(process.env.CUTS ?? 3);
const WRITERS = 4;
/** Within a person's rate: what is over it is heard seconds later. */
const WRITE_EVERY_MS = 25;
const BOARD = 'front-desk';
/** Nobody is taken for dead within these tests. */
const SLOW_BEAT_MS = HEARTBEAT_MS;
const BEAT_MS = 300;

const opened: { close(): unknown }[] = [];
afterEach(async () => {
	for (const one of opened.splice(0).reverse()) await one.close();
});
const keep = <T extends { close(): unknown }>(one: T): T => (opened.push(one), one);

async function house(heartbeatMs: number, journal?: (journal: Journal) => Journal) {
	const practice = keep(await openPractice({ heartbeatMs, ...(journal && { journal }) }));
	const network = keep(await BadNetwork.before(practice.url));
	const { person: me } = await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager);
	const person = me.id;
	const far = { ...practice, url: network.url };
	const join = (where: Practice, doc?: Y.Doc) =>
		keep(new RawClient(where, BOARD, practice.manager, doc ? { doc } : {})).join();
	return {
		...{ practice, network, person, far },
		/** With a good line. */
		near: (doc?: Y.Doc) => join(practice, doc),
		/** Behind the bad network. */
		away: (doc?: Y.Doc) => join(far as Practice, doc),
		metric: async (name: string) => {
			const text = await (await fetch(`${practice.url}/metrics`)).text();
			return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
		},
		add: (client: RawClient, name: string) => {
			const origin = { kind: 'person' as const, person, at: at(1) };
			client.edit((doc) => addCard(doc, newCard(name, { origin }), at(1)));
		}
	};
}

const has = (client: RawClient, ...names: string[]) => names.every((name) => findCard(client.doc, cardId(name)));
const show = (client: RawClient) => client.announce([{ client: client.doc.clientID, clock: 1, state: { card: null } }]);
const faces = (client: RawClient) => [...client.presence.values()].filter(Boolean).length;

describe('a peer', () => {
	test('[S27] that died silently is forgotten by the third heartbeat, 45 seconds; what it wrote arrives when it is back', async () => {
		const { network, near, away, add, metric } = await house(BEAT_MS);
		const [ana, ben] = [await away(), await near()];
		show(ana);
		await until(() => faces(ben) === 1);
		network.forsake();
		const since = performance.now();
		add(ana, 'lost');
		await until(() => faces(ben) === 0);
		expect(performance.now() - since).toBeLessThan(3 * BEAT_MS);
		expect(3 * HEARTBEAT_MS).toBe(45_000);
		expect([await metric('daybreak_members'), await metric('daybreak_waiting_bytes')]).toEqual([1, 0]);
		expect([ana.socket.readyState, has(ben, 'lost')]).toEqual([WebSocket.OPEN, false]);

		await away(ana.doc);
		await until(() => has(ben, 'lost'));
	});

	test('[S14] that hangs up is gone at once', async () => {
		const { near, away, metric } = await house(SLOW_BEAT_MS);
		const [ana, ben] = [await away(), await near()];
		show(ana);
		await until(() => faces(ben) === 1);
		ana.socket.close(1000);
		await until(() => faces(ben) === 0, 1_000);
		expect(await metric('daybreak_members')).toBe(1);
	});

	test('[S27] that is heard more slowly, since it says so much, is not taken for dead', async () => {
		const { practice, near, add, person } = await house(BEAT_MS);
		const [ana, ben] = [await near(), await near()];
		add(ana, 'a');
		for (let i = 0; i < 800; i++) ana.edit((doc) => setField(doc, cardId('a'), 'patient', `J.M. ${i}`));
		await until(() => findCard(ben.doc, cardId('a'))?.patient === 'J.M. 799');
		expect([ana.closed, person, practice.base.damage]).toEqual([null, person, null]);
	});
});

describe('a line', () => {
	test('[S28] that stands still for a while goes on where it was; where it stood too long, all is made up for', async () => {
		const patient = await house(SLOW_BEAT_MS);
		const strict = await house(BEAT_MS);
		for (const { network, near, away, add, metric } of [patient, strict]) {
			const [ana, ben] = [await away(), await near()];
			network.stall();
			add(ana, 'up');
			add(ben, 'down');
			await until(() => ben.acks.at(-1) === 2);
			if (network === strict.network) await untilAsync(async () => (await metric('daybreak_members')) === 1);
			expect([has(ana, 'down'), has(ben, 'up')]).toEqual([false, false]);
			network.release();
			if (network === strict.network) await until(() => ana.closed !== null);
			const back = ana.closed === null ? ana : await away(ana.doc);
			await until(() => has(back, 'up', 'down') && has(ben, 'up', 'down'));
			expect(contentOf(back.doc)).toEqual(contentOf(ben.doc));
		}
		expect(created(patient.practice, 'up') + created(strict.practice, 'up')).toBe(2);
	});

	test('[S16] that lets a byte a second through costs at most a megabyte, is closed with 4508, and heals', async () => {
		const { network, near, away, add, metric } = await house(SLOW_BEAT_MS);
		const [ana, ben] = [await away(), await near()];
		add(ben, 'a');
		await until(() => has(ana, 'a'));
		network.trickle(1_000);
		const text = 'x'.repeat(LIMITS.description);
		let most = 0;
		for (let i = 0; i < 400 && (await metric('daybreak_stuck_clients_total')) === 0; i++) {
			ben.edit((doc) => editText(doc, cardId('a'), 'description', i % 2 ? text : text.toUpperCase()));
			await until(() => ben.acks.at(-1) === i + 3);
			most = Math.max(most, await metric('daybreak_waiting_bytes'));
		}
		network.release();
		await until(() => ana.closed !== null);
		expect([ana.closed, most > 0, most < 1.2 * 1024 * 1024]).toEqual([4508, true, true]);
		const back = await away(ana.doc);
		expect(contentOf(back.doc)).toEqual(contentOf(ben.doc));
	});

	test.each(['up', 'down'] as const)(
		'[S28] that is reset in the middle of a frame on its way %s leaves no half of an edit',
		async (direction) => {
			const { practice, network, person, near, away, add } = await house(SLOW_BEAT_MS);
			const [ana, ben] = [await away(), await near()];
			add(ben, 'a');
			await until(() => has(ana, 'a'));
			const [from, to] = direction === 'up' ? [ana, ben] : [ben, ana];
			network.resetIn(direction, 50_000);
			const origin = { kind: 'person' as const, person, at: at(1) };
			from.edit((doc) => {
				for (let i = 0; i < 5; i++) {
					addCard(doc, newCard(`b${i}x`, { origin }), at(1));
					editText(doc, cardId(`b${i}x`), 'description', `${i}`.repeat(LIMITS.description));
				}
			});
			await until(() => ana.closed !== null);
			expect(to.doc.getMap('cards').size).toBe(1);
			const back = await away(ana.doc);
			await until(() => [back, ben].every(({ doc }) => doc.getMap('cards').size === 6));
			expect(contentOf(back.doc)).toEqual(contentOf(ben.doc));
			expect([0, 1, 2, 3, 4].map((i) => created(practice, `b${i}x`))).toEqual([1, 1, 1, 1, 1]);
		}
	);
});

describe('while four people write', () => {
	const faults: Record<string, (network: BadNetwork, join: () => Promise<unknown>) => unknown> = {
		'the line is reset': (network) => network.reset(),
		'everybody dies silently': (network) => network.forsake(),
		'the line is reset in the middle of a frame, upwards': (network) => network.resetIn('up', 1_000),
		'the line is reset in the middle of a frame, downwards': (network) => network.resetIn('down', 1_000),
		'the line is reset again while people come back': async (network, join) => {
			network.reset();
			const joining = join();
			setTimeout(() => network.reset(), 15);
			await joining;
		},
		'the line stands still': async (network) => {
			network.stall();
			await pass(100);
			network.release();
		}
	};

	test(`[S28] each of ${Object.keys(faults).length} faults ${CUTS} times: nothing is lost, nothing comes twice, and nothing was promised in vain`, async () => {
		const { practice, network, far } = await house(SLOW_BEAT_MS, slowly);
		const writers: Writer[] = [];
		for (let i = 0; i < WRITERS; i++) {
			const { cookie, person } = await colleague(practice, `w${i}`);
			writers.push(keep(new Writer({ url: far.url, manager: cookie }, `w${i}`, person)));
		}
		for (const writer of writers) await writer.start();
		const writing = setInterval(() => writers.forEach((writer) => writer.write()), WRITE_EVERY_MS);
		keep({ close: () => clearInterval(writing) });
		const comeBack = () => Promise.all(writers.map((writer) => writer.reconnect()));
		for (let i = 0; i < CUTS; i++) {
			for (const fault of Object.values(faults)) {
				await pass(100 + random() * 150);
				await fault(network, comeBack);
				await pass(30);
				for (const writer of writers) writer.note();
				await checkDatabase(practice.dataDir, writers);
				await comeBack();
			}
		}
		clearInterval(writing);
		// Who wrote much on a line that was not up yet is asked to come back later.
		for (await comeBack(); !writers.every(({ connected }) => connected); await comeBack()) await pass(500);
		await until(() => writers.every(({ doc }) => writers.every((w) => w.shownIn(doc) === w.written)));
		const newcomer = keep(await new RawClient(practice, BOARD, practice.manager).join());
		for (const { doc } of writers) expect(contentOf(doc)).toEqual(contentOf(newcomer.doc));
		expect(await checkDatabase(practice.dataDir, writers)).toBeGreaterThan(0);
		const recorded = practice.base.db
			.prepare(
				"SELECT person, count(*) FROM activity WHERE json_extract(change, '$.kind') = 'comment-added' GROUP BY 1 ORDER BY 1"
			)
			.raw();
		expect(recorded.all()).toEqual(
			writers.map(({ person, written }) => [person, written]).sort(([a], [b]) => (a! < b! ? -1 : 1))
		);
	}, 3_600_000);
});

const contentOf = (doc: Y.Doc) => ['meta', 'columns', 'cards'].map((name) => doc.getMap(name).toJSON());
const random = seeded(Number(process.env.SEED));
/** So that an acknowledgement that does not wait for the disk comes long before what it promises is there. */
const slowly = (journal: Journal): Journal => ({
	...journal,
	commit: (commits) => pass(20).then(() => journal.commit(commits))
});
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function colleague(practice: Practice, name: string): Promise<{ cookie: string; person: PersonId }> {
	const email = `${name}@harbor.test`;
	const cookie = await practice.invite({ name, email, role: 'staff', departments: [BOARD] });
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', cookie);
	return { cookie, person: person.id };
}

async function untilAsync(holds: () => Promise<boolean>): Promise<void> {
	const end = performance.now() + 25_000;
	while (!(await holds())) if (performance.now() > end) throw new Error(`waited in vain for ${holds.toString()}`);
}

/** How often the record tells of this card's making. */
function created({ base }: Practice, name: string): number {
	return base.db
		.prepare<[string], number>(
			"SELECT count(*) FROM activity WHERE card = ? AND json_extract(change, '$.kind') = 'card-created'"
		)
		.pluck()
		.get(cardId(name))!;
}
