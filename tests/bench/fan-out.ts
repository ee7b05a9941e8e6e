import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import { cardsOf, textOf } from '#domain/board/schema.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { until } from '../sync/practice.ts';
import { freePort, preparePractice, startProcess } from '../sync/process.ts';

/**
 * Fan-out as fast as it goes: a tenth of the clients type, every client hears it. A delivery is one keystroke that
 * one other client has. Server and load share this machine, so only ratios within one run mean anything.
 */
const CLIENTS = Number(process.argv[2] ?? 500);
const KEYSTROKES = Number(process.argv[3] ?? 2_000);
const ROUNDS = Number(process.argv[4] ?? 3);

interface Target {
	readonly url: string;
	readonly process: ChildProcess;
	readonly cookie: string;
}

interface Result {
	readonly perSecond: number;
	/** Processor seconds of the server for 100,000 deliveries. */
	readonly cpu: number;
}

/** What a writer sends, keystroke by keystroke, into a card of its own. */
function keystrokes(card: string, doc: Y.Doc, count: number): Uint8Array[] {
	const frames: Uint8Array[] = [];
	const text = textOf(cardsOf(doc).get(card)!, 'description')!;
	const keep = (update: Uint8Array) => void frames.push(frame(update));
	doc.on('update', keep);
	for (let i = 0; i < count; i++) text.insert(text.length, 'x');
	doc.off('update', keep);
	return frames;
}

function frame(update: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		for (const n of [0, 2]) encoding.writeVarUint(encoder, n);
		encoding.writeVarUint8Array(encoder, update);
	});
}

/** How many keystrokes a message brings: its structs' lengths. A relay may join several messages in one frame. */
function delivered(data: Buffer): number {
	const decoder = decoding.createDecoder(data);
	let letters = 0;
	while (decoding.hasContent(decoder)) {
		const [kind, step] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
		if (kind !== 0 || step !== 2) break;
		for (const { length } of Y.decodeUpdate(decoding.readVarUint8Array(decoder)).structs) letters += length;
	}
	return letters;
}

async function run(target: Target): Promise<Result> {
	const writers = Math.max(1, Math.round(CLIENTS / 10));
	const each = Math.round(KEYSTROKES / writers);
	const scripts = await prepareWriters(target, writers, each);
	const sockets = await Promise.all(Array.from({ length: CLIENTS }, () => join(target)));
	// Every client gets the same; counting at a few keeps the load generator from being what is measured.
	const samples = [sockets[0]!, sockets[Math.floor(CLIENTS / 2)]!, sockets.at(-1)!];
	const heard = samples.map(() => 0);
	samples.forEach((socket, i) => socket.on('message', (data: Buffer) => (heard[i]! += delivered(data))));
	const expected = samples.map((socket) => (writers - (sockets.indexOf(socket) < writers ? 1 : 0)) * each);

	const [start, cpu] = [performance.now(), cpuSeconds(target.process)];
	scripts.forEach((frames, i) => type(sockets[i]!, frames));
	await until(() => heard.every((count, i) => count >= expected[i]!), 120_000);
	const seconds = (performance.now() - start) / 1000;
	const deliveries = each * writers * (CLIENTS - 1);
	const used = cpuSeconds(target.process) - cpu;
	sockets.forEach((socket) => socket.terminate());
	return { perSecond: deliveries / seconds, cpu: (used / deliveries) * 100_000 };
}

function type(socket: WebSocket, frames: readonly Uint8Array[], next = 0): void {
	if (next >= frames.length) return;
	socket.send(frames[next]!);
	setImmediate(() => type(socket, frames, next + 1));
}

async function prepareWriters(target: Target, writers: number, each: number): Promise<Uint8Array[][]> {
	if (target.cookie === '') {
		const doc = new Y.Doc();
		return Array.from({ length: writers }, (_, i) => keystrokes(added(doc, `w${i}`, 'p-any'), doc, each));
	}
	const me = (await (await fetch(`${target.url}/api/me`, { headers: { cookie: target.cookie } })).json()) as {
		person: { id: string };
	};
	const scripts: Uint8Array[][] = [];
	for (let i = 0; i < writers; i++) {
		const client = await new RawClient({ url: target.url } as never, 'front-desk', target.cookie).join();
		const card = `r${Math.floor(performance.now() * 1000).toString(36)}${i}`;
		client.edit((doc) => added(doc, card, me.person.id));
		await until(() => client.acks.at(-1) === 2);
		scripts.push(keystrokes(cardId(card), client.doc, each));
		client.close();
	}
	return scripts;
}

function added(doc: Y.Doc, name: string, person: string): string {
	if (doc.getMap('columns').size === 0) doc.getMap('columns').set('to-do', new Y.Map());
	addCard(doc, newCard(name, { origin: { kind: 'person', person: person as never, at: at(1) } }), at(1));
	return cardId(name);
}

async function join({ url, cookie }: Target): Promise<WebSocket> {
	const path = cookie === '' ? '' : '/sync/front-desk';
	const socket = new WebSocket(url.replace('http', 'ws') + path, { headers: { cookie }, perMessageDeflate: false });
	await once(socket, 'open');
	if (cookie === '') return socket;
	const here = once(socket, 'message');
	socket.send(Uint8Array.of(0, 0, 1, 0));
	await here;
	return socket;
}

/** User and system time of a process, from the kernel's count of hundredths. */
function cpuSeconds({ pid }: ChildProcess): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function relay(mode: string): Promise<Target> {
	const port = await freePort();
	const script = fileURLToPath(new URL('./relay.ts', import.meta.url));
	const process_ = spawn(process.execPath, [script, mode, String(port)], { stdio: 'inherit' });
	const url = `http://127.0.0.1:${port}`;
	await until(() => isUp(url), 10_000);
	return { url, process: process_, cookie: '' };
}

const up = new Set<string>();
function isUp(url: string): boolean {
	void fetch(url)
		.then(() => up.add(url))
		.catch(() => undefined);
	return up.has(url);
}

async function ours(): Promise<Target> {
	const { practice, dataDir, port } = await preparePractice();
	return { url: practice.url, process: await startProcess(dataDir, port), cookie: practice.manager };
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

// All clients are one person here, whom the server would slow down to what one person can type.
process.env.SYNC_RATE = 'off';

const targets = { raw: await relay('raw'), 'raw-batch': await relay('batch'), daybreak: await ours() };
process.stdout.write(`${CLIENTS} clients, ${KEYSTROKES} keystrokes, median of ${ROUNDS}\n`);
for (const [name, target] of Object.entries(targets)) {
	const results: Result[] = [];
	for (let i = 0; i < ROUNDS; i++) results.push(await run(target));
	const [perSecond, cpu] = [median(results.map((one) => one.perSecond)), median(results.map((one) => one.cpu))];
	process.stdout.write(
		`${name.padEnd(10)} ${Math.round(perSecond).toLocaleString('en').padStart(9)} deliveries/s   ${cpu.toFixed(2)} s CPU per 100k\n`
	);
	target.process.kill('SIGKILL');
}
process.exit(0);
