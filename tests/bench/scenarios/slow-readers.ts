import type * as Y from 'yjs';
import { editText } from '#domain/board/text.ts';
import { cardsOf, LIMITS, textOf } from '#domain/board/schema.ts';
import { cardId } from '../../domain/board.ts';
import { until } from '../../sync/practice.ts';
import { Ear, masked } from '../ear.ts';
import { openHouse } from '../house.ts';
import { mb } from '../numbers.ts';
import { heapUsed, pause } from '../processes.ts';
import { Replica } from '../replica.ts';
import type { Report, Scenario } from '../report.ts';
import { startTarget, type Name } from '../targets.ts';
import { sync } from '../wire.ts';
import { firstEdit } from '../work.ts';

const BOARD = 'front-desk';
const STUCK = 10;
const LOOK_EVERY = 50;
const MEGABYTES = Number(process.env.MEGABYTES ?? 47);

/** Two people go on; ten do not read what comes. @returns what each of them costs, and how many were let go. */
async function measure(name: Name): Promise<{ each: number; letGo: number }> {
	// Somebody who does not read is sent away with all their connections, so each is a person of their own.
	const house = name === 'daybreak' ? await openHouse(STUCK, [BOARD], 'off') : null;
	const target = house?.target ?? (await startTarget(name));
	const headersOf = (i: number) => (house ? { cookie: house.members[i]!.cookie } : target.headers);
	try {
		const [writer, reader] = [await new Replica(target, BOARD).joined(), await new Replica(target, BOARD).joined()];
		firstEdit(writer, target, 'a');
		const { hello, wrap } = target.dialect(BOARD);
		const stuck = Array.from({ length: STUCK }, (_, i) => new Ear(target.port, target.path(BOARD), headersOf(i)));
		for (const ear of stuck) {
			await ear.opened();
			for (const frame of [...hello, wrap(sync(0, Uint8Array.of(0)))]) ear.write(masked(frame));
		}
		await pause(500);
		for (const ear of stuck) ear.stopReading();
		const before = (await heapUsed(target.pid)) / 1e6;
		let [most, sent] = [before, 0];
		const text = 'x'.repeat(LIMITS.description);
		for (let i = 0; sent < MEGABYTES * 1e6; i++) {
			writer.edit((doc) => editText(doc, cardId('a'), 'description', i % 2 ? text : text.toUpperCase()));
			sent += text.length;
			await until(() => wordsIn(reader.doc) === wordsIn(writer.doc));
			if (i % LOOK_EVERY === 0) most = Math.max(most, (await heapUsed(target.pid)) / 1e6);
		}
		await pause(1_000);
		most = Math.max(most, (await heapUsed(target.pid)) / 1e6);
		const letGo = await gone(stuck);
		return { each: (most - before) / STUCK, letGo };
	} finally {
		await (house ?? target).close();
	}
}

function wordsIn(doc: Y.Doc): string {
	const card = cardsOf(doc).get(cardId('a'));
	return (card && textOf(card, 'description')?.toString()) ?? '';
}

/** Who does not read does not hear the goodbye either: it is found when they read again. */
async function gone(stuck: readonly Ear[]): Promise<number> {
	for (const ear of stuck) ear.readOn();
	await pause(2_000);
	return stuck.filter((ear) => !ear.isOpen).length;
}

async function run(): Promise<Report> {
	const values: Record<string, string> = {};
	let ours = Infinity;
	for (const name of ['@y/websocket-server', 'hocuspocus', 'daybreak'] as const) {
		const { each, letGo } = await measure(name);
		values[name] = `${mb(Math.max(0, each))}, ${letGo} sent away`;
		if (name === 'daybreak') ours = each;
	}
	return {
		lines: [{ what: 'memory per stuck client, at most', values, goal: '≤ 1 MB', reached: ours <= 1 }],
		notes: [
			`${STUCK} of ${STUCK + 2} clients stop reading while ${MEGABYTES} MB of updates go out to each; what is in use beyond what was before, looked at every ${LOOK_EVERY} updates, divided by ${STUCK}; the board's own growth is in it. Ours runs with \`SYNC_RATE=off\`, since one person writes all of it.`
		]
	};
}

export const slowReaders: Scenario = { name: 'slow-readers', title: 'Slow readers', run };
