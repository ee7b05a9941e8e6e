import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { cardsOf } from '#domain/board/schema.ts';
import type { BoardId } from '#domain/ids.ts';
import { preparePractice, startProcess } from '../sync/process.ts';
import { fillBoard } from './busy-board.ts';

/**
 * How long a board takes that nobody has open, after a restart of the server: from the first byte of the connection
 * until all of its cards are in the client's document. Server and client are processes of their own.
 */
const UPDATES = Number(process.argv[2] ?? 50_000);
const CARDS = Number(process.argv[3] ?? 2_000);
const ROUNDS = Number(process.argv[4] ?? 5);
const BOARD = 'front-desk' as BoardId;

interface Opening {
	readonly open: number;
	readonly answered: number;
	readonly complete: number;
	readonly bytes: number;
}

function openBoard(url: string, cookie: string): Promise<Opening> {
	return new Promise((resolve, reject) => {
		const doc = new Y.Doc();
		const start = performance.now();
		const since = () => performance.now() - start;
		let open = 0;
		const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${BOARD}?ack=1`, { headers: { cookie } });
		socket.on('error', reject);
		socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
		socket.on('open', () => {
			open = since();
			socket.send(step1(doc));
		});
		socket.on('message', (data: Buffer) => {
			const decoder = decoding.createDecoder(data);
			const [kind, step] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
			if (kind !== 0 || step !== 1) return;
			const answered = since();
			Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
			const complete = since();
			socket.removeAllListeners('close').terminate();
			if (cardsOf(doc).size !== CARDS) return reject(new Error(`${cardsOf(doc).size} cards`));
			resolve({ open, answered, complete, bytes: data.byteLength });
		});
	});
}

function step1(doc: Y.Doc): Uint8Array {
	return encoding.encode((encoder) => {
		for (const n of [0, 0]) encoding.writeVarUint(encoder, n);
		encoding.writeVarUint8Array(encoder, Y.encodeStateVector(doc));
	});
}

async function restarted(dataDir: string, port: number, signal: 'SIGTERM' | 'SIGKILL', use: () => Promise<void>) {
	const server = await startProcess(dataDir, port);
	try {
		await use();
	} finally {
		server.kill(signal);
		await new Promise((resolve) => server.once('exit', resolve));
	}
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function report(name: string, openings: readonly Opening[]): void {
	const of = (part: keyof Opening) => openings.map((opening) => opening[part]);
	const ms = (part: keyof Opening) => `${middle(of(part)).toFixed(1)} ms`;
	const worst = Math.max(...of('complete')).toFixed(1);
	process.stdout.write(
		`${name}: connected ${ms('open')}, answered ${ms('answered')}, complete ${ms('complete')} (at most ${worst} ms), ` +
			`${(openings[0]!.bytes / 1e6).toFixed(2)} MB\n`
	);
}

const { practice, person, dataDir, port } = await preparePractice();
const started = performance.now();
await fillBoard(join(dataDir, 'daybreak.db'), { board: BOARD, person, cards: CARDS, updates: UPDATES });
const seconds = ((performance.now() - started) / 1000).toFixed(0);
process.stdout.write(`${UPDATES} updates, ${CARDS} cards, written in ${seconds} s\n`);

const openings: Record<string, Opening[]> = {
	'without any snapshot': [],
	'after a restart': [],
	'while it is open': []
};
const note = async (name: string) => void openings[name]!.push(await openBoard(practice.url, practice.manager));
// The first client is a warm-up for the client's own code; the server's is cold every time.
await restarted(dataDir, port, 'SIGTERM', () => note('without any snapshot'));
for (let round = 0; round < ROUNDS; round++) {
	await restarted(dataDir, port, 'SIGTERM', async () => {
		await note('after a restart');
		await note('while it is open');
	});
}
for (const [name, measured] of Object.entries(openings)) report(name, measured);
rmSync(dataDir, { recursive: true, force: true });
