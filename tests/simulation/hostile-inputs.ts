import { connect, type Socket } from 'node:net';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import { cardsOf, textOf } from '#domain/board/schema.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import type { Practice } from '../sync/practice.ts';
import { crafted } from '../sync/crafted.ts';
import { deep } from '../sync/desk.ts';

export interface Target {
	readonly port: number;
	/** The cookie of a member of staff who means no good. */
	readonly stranger: string;
}

/** Goes on for ever and tells of each blow; ends with the process it runs in. */
export type Attack = (target: Target, struck: () => void) => Promise<void>;

const FOUR_MB = 4 * 1024 * 1024;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function attacker({ port, stranger }: Target): Promise<RawClient> {
	return new RawClient({ url: `http://127.0.0.1:${port}` } as Practice, 'front-desk', stranger).join();
}

/** Opens one connection after another and lets each say its piece. */
function again(say: (client: RawClient) => void | Promise<void>, every = 5): Attack {
	return async (target, struck) => {
		for (;;) {
			const client = await attacker(target);
			if (client.closed === null) {
				await say(client);
				struck();
			}
			await pause(every);
			client.close();
		}
	};
}

const myCard = (doc: Y.Doc, name: string) => void addCard(doc, newCard(name, { origin: null as never }), at(1));

/** Whole cards with long descriptions, as many as fit. */
function largeStep2(): Uint8Array {
	const doc = new Y.Doc();
	for (let i = 0; i < 45; i++) {
		myCard(doc, `big${i}`);
		const entry = cardsOf(doc).get(cardId(`big${i}`));
		if (entry) textOf(entry, 'description')!.insert(0, 'x'.repeat(80_000));
	}
	const padding = doc.getMap('cards');
	padding.set('filler', 'y'.repeat(FOUR_MB - Y.encodeStateAsUpdate(doc).byteLength - 100));
	return Y.encodeStateAsUpdate(doc);
}

function entriesOf(count: number): { client: number; clock: number; state: unknown }[] {
	return Array.from({ length: count }, (_, i) => ({ client: i + 1, clock: 1, state: {} }));
}

let large: Uint8Array | null = null;
let crowd: Uint8Array | null = null;

/** An update whose count says 32 million structs and whose bytes end there. */
function claiming(structs: number): Uint8Array {
	return encoding.encode((encoder) => {
		for (const n of [1, structs, 777, 0, 0, 0]) encoding.writeVarUint(encoder, n);
	});
}

/** Words put into a card and taken out again, so that nobody can say it grew too large. */
function scribbled(doc: Y.Doc, times: number, word: string): Uint8Array[] {
	const updates: Uint8Array[] = [];
	const keep = (update: Uint8Array) => void updates.push(update);
	const text = textOf([...cardsOf(doc).values()][0]!, 'description')!;
	doc.on('update', keep);
	for (let i = 0; i < times; i++) {
		if (i % 2 === 0) text.insert(0, word);
		else text.delete(0, word.length);
	}
	doc.off('update', keep);
	return updates;
}

const frame = (step: number, update: Uint8Array) =>
	encoding.encode((encoder) => {
		for (const n of [0, step]) encoding.writeVarUint(encoder, n);
		encoding.writeVarUint8Array(encoder, update);
	});

/** Raw bytes after a proper upgrade, or instead of one. */
function rawSocket(port: number, cookie: string, finish = true): Socket {
	const socket = connect(port, '127.0.0.1').on('error', () => {});
	const head = `GET /sync/front-desk HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`;
	const key = `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`;
	socket.write(`${head}${key}${cookie === '' ? '' : `Cookie: ${cookie}\r\n`}${finish ? '\r\n' : ''}`);
	return socket;
}

const BAD_FRAMES = ['c1ff', '8fffffff', '827fffffffffffffffff', '7f00', '880100', '81850000'];

async function manySockets(open: () => Socket, count: number, struck: () => void): Promise<void> {
	for (let i = 0; i < count; i++) {
		open();
		struck();
		if (i % 50 === 0) await pause(1);
	}
}

export const attacks: Readonly<Record<string, Attack>> = {
	'nobody, for comparison': async (_target, struck) => struck(),
	'a flood of tiny updates': again((client) => {
		for (const update of scribbled(client.doc, 3_000, 'x')) client.update(update);
	}, 500),
	'4 MB in one step 2': again((client) => client.step2((large ??= largeStep2())), 20),
	'values nested 5,000 deep': again((client) => {
		const doc = new Y.Doc();
		doc.getMap('cards').set(cardId('deep'), deep(5_000));
		client.update(Y.encodeStateAsUpdate(doc));
	}),
	'400,000 structs in one update': again((client) => {
		const structs = () => Array.from({ length: 400_000 }, () => ({ parent: 'cards', key: 'k', values: [1] }));
		client.step2((crowd ??= crafted([{ client: 778, clock: 0, structs: structs() }])));
	}, 20),
	'8 bytes that claim 32 million structs': again((client) => client.update(claiming(32_000_000)), 1),
	'gaps without end': again((client) => {
		for (let i = 1; i < 40; i++) {
			client.update(crafted([{ client: 779, clock: i * 10, structs: [{ parent: 'cards', key: 'k', values: [1] }] }]));
		}
	}, 1),
	'presence of 100,000 people': again((client) => {
		for (let i = 0; i < 3; i++) client.announce(entriesOf(100_000));
	}, 20),
	'readers that never read': async (target, struck) => {
		const sockets = Array.from({ length: 20 }, () => rawSocket(target.port, target.stranger));
		const writer = await attacker(target);
		for (const socket of sockets) {
			socket.pause();
			const step1 = frame(0, new Uint8Array([0]));
			socket.write(Buffer.concat([Buffer.from([0x82, 0x80 | step1.length, 0, 0, 0, 0]), step1]));
		}
		for (;;) {
			for (const update of scribbled(writer.doc, 2, 'x'.repeat(5_000))) writer.update(update);
			struck();
			await pause(30);
		}
	},
	'bad WebSocket frames': async ({ port, stranger }, struck) => {
		for (;;) {
			for (const bytes of BAD_FRAMES) {
				const socket = rawSocket(port, stranger);
				socket.write(Buffer.from(bytes, 'hex'));
				await pause(2);
				socket.destroy();
				struck();
			}
		}
	},
	'2,000 upgrades without a session': ({ port }, struck) => manySockets(() => rawSocket(port, ''), 2_000, struck),
	'2,000 upgrades that never end': ({ port }, struck) => manySockets(() => rawSocket(port, '', false), 2_000, struck)
};
