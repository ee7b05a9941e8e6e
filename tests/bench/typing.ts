import * as Y from 'yjs';
import { cardsOf, textOf } from '#domain/board/schema.ts';
import type { CardId } from '#domain/ids.ts';
import { cardId } from '../domain/board.ts';
import { until } from '../sync/practice.ts';
import { Ear, masked } from './ear.ts';
import { part } from './numbers.ts';
import { cpuSeconds, ownLoad, pause } from './processes.ts';
import { Replica } from './replica.ts';
import type { Target } from './targets.ts';
import { letter, lettersIn, sync } from './wire.ts';
import { firstEdit } from './work.ts';

/**
 * One board, many clients, a tenth of whom type; every client hears every letter. A delivery is one letter that one
 * other client has. "As fast as it goes": whoever types sends the next letter when the last one has reached a colleague.
 */
const BOARD = 'front-desk';
const WARM_UP_MS = 700;

export interface Measured {
	readonly perSecond: number;
	/** Processor seconds of the server for 100,000 deliveries. */
	readonly cpu: number;
	readonly p50: number;
	readonly p99: number;
	/** How much of one processor the load generator took. */
	readonly load: number;
}

export interface Plan {
	readonly clients: number;
	/** Letters a second from all who type; null for as fast as it goes. */
	readonly pace: number | null;
	readonly seconds: number;
	/** Whether the clients ask our server for acknowledgements and live history, as its own do. */
	readonly extended?: boolean;
}

interface Writer {
	readonly client: number;
	readonly ear: Ear;
	clock: number;
	/** When each letter went out, by its clock. */
	readonly sentAt: number[];
}

export async function measure(target: Target, plan: Plan): Promise<Measured> {
	const ears = await gather(target, plan);
	const writers = await prepareWriters(target, ears.slice(0, Math.max(1, Math.round(plan.clients / 10))));
	const { wrap } = target.dialect(BOARD);
	const type = (writer: Writer) => {
		writer.sentAt[writer.clock] = performance.now();
		writer.ear.write(masked(wrap(sync(2, letter(writer.client, writer.clock++)))));
	};
	// Every client gets the same; listening at one keeps the load generator from being what is measured.
	const listener = ears.at(-1)!;
	const heard = listen(target, listener, writers, plan.pace === null ? type : () => undefined);
	const typing = plan.pace === null ? null : inTurns(writers, plan.pace, type);
	if (plan.pace === null) writers.forEach(type);
	await pause(WARM_UP_MS);
	const [start, cpu, load, before] = [performance.now(), cpuSeconds(target.pid), ownLoad(), heard.letters];
	heard.waits.length = 0;
	await pause(plan.seconds * 1000);
	const seconds = (performance.now() - start) / 1000;
	const deliveries = (heard.letters - before) * (plan.clients - 1);
	const used = cpuSeconds(target.pid) - cpu;
	const measured = { perSecond: deliveries / seconds, cpu: (used / deliveries) * 100_000, load: load() };
	if (typing) clearInterval(typing);
	listener.hear = null;
	ears.forEach((ear) => ear.close());
	return { ...measured, p50: part(0.5, heard.waits), p99: part(0.99, heard.waits) };
}

/** Counts what one client hears of those who type, and lets each go on. */
function listen(target: Target, ear: Ear, writers: readonly Writer[], goOn: (writer: Writer) => void) {
	const byClient = new Map(writers.map((writer) => [writer.client, writer]));
	const heard = { letters: 0, waits: [] as number[] };
	const { read } = target.dialect(BOARD);
	ear.hear = (frame) => {
		const now = performance.now();
		const again = new Set<Writer>();
		for (const { kind, bytes } of read(frame)) {
			if (kind !== 'update') continue;
			lettersIn(bytes, (client, clock, letters) => {
				const sentAt = byClient.get(client)?.sentAt[clock];
				if (sentAt === undefined) return;
				heard.letters += letters;
				heard.waits.push(now - sentAt);
				again.add(byClient.get(client)!);
			});
		}
		again.forEach(goOn);
	};
	return heard;
}

function inTurns(writers: readonly Writer[], pace: number, type: (writer: Writer) => void): NodeJS.Timeout {
	let turn = 0;
	return setInterval(() => type(writers[turn++ % writers.length]!), 1000 / pace);
}

/** All clients, joined. */
async function gather(target: Target, { clients, extended = false }: Plan): Promise<Ear[]> {
	const path = target.path(BOARD) + (extended ? '?ack=1' : '');
	const ears: Ear[] = [];
	while (ears.length < clients) {
		const size = Math.min(50, clients - ears.length);
		const more = Array.from({ length: size }, () => new Ear(target.port, path, target.headers));
		await Promise.all(more.map((ear) => ear.opened()));
		if (!target.isRelay) await Promise.all(more.map((ear) => join(target, ear)));
		ears.push(...more);
	}
	return ears;
}

function join(target: Target, ear: Ear): Promise<void> {
	const { hello, wrap, read } = target.dialect(BOARD);
	return new Promise((resolve) => {
		ear.hear = (frame) => {
			if (!read(frame).some(({ kind }) => kind === 'step2')) return;
			ear.hear = null;
			resolve();
		};
		for (const frame of [...hello, wrap(sync(0, Uint8Array.of(0)))]) ear.write(masked(frame));
	});
}

let cards = 0;

/** Each who types has a card of their own, and a letter on it already. */
async function prepareWriters(target: Target, ears: readonly Ear[]): Promise<Writer[]> {
	const desk = new Replica(target, BOARD);
	await desk.joined();
	const mine = ears.map(() => added(desk, target));
	if (!target.isRelay) await saved(desk, target);
	const state = Y.encodeStateAsUpdate(desk.doc);
	desk.close();
	return ears.map((ear, i) => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, state);
		const before = Y.encodeStateVector(doc);
		textOf(cardsOf(doc).get(mine[i]!)!, 'description')!.insert(0, 'x');
		ear.write(masked(target.dialect(BOARD).wrap(sync(2, Y.encodeStateAsUpdate(doc, before)))));
		return { client: doc.clientID, ear, clock: 1, sentAt: [] };
	});
}

function added(desk: Replica, target: Target): CardId {
	const name = `f${(cards += 1)}x${process.pid}`;
	firstEdit(desk, target, name);
	return cardId(name);
}

/** Waits until a newcomer is shown all that a replica has. */
async function saved(desk: Replica, target: Target): Promise<void> {
	const size = cardsOf(desk.doc).size;
	if (target.name === 'daybreak') await until(() => desk.saved >= desk.sent);
	for (;;) {
		const other = new Replica(target, BOARD);
		await other.joined();
		other.close();
		if (cardsOf(other.doc).size === size) return;
		await pause(20);
	}
}
