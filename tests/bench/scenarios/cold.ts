import Database from 'better-sqlite3';
import * as Y from 'yjs';
import { cardsOf } from '#domain/board/schema.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import { openDatabase } from '../../../server/adapters/sqlite/database.ts';
import { sqliteBoards } from '../../../server/adapters/sqlite/boards.ts';
import { sqliteJournal } from '../../../server/adapters/sqlite/journal.ts';
import { compactBoards } from '../../../server/features/boards/compaction.ts';
import { CommitQueue } from '../../../server/sync/commit-queue.ts';
import { Rooms } from '../../../server/sync/rooms.ts';
import { fillBoard } from '../busy-board.ts';
import { count, median, ms } from '../numbers.ts';
import { pause } from '../processes.ts';
import { Replica } from '../replica.ts';
import { say, type Column, type Line, type Report, type Scenario } from '../report.ts';
import { startTarget, type Target } from '../targets.ts';

const UPDATES = Number(process.env.UPDATES ?? 50_000);
const CARDS = Number(process.env.CARDS ?? 2_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3) + 2;
const BOARD = 'front-desk' as BoardId;

interface Opening {
	readonly open: number;
	/** When the server's first answer was here; it may be empty. */
	readonly answered: number;
	readonly complete: number;
	readonly bytes: number;
}

/** From the first byte of the connection until all cards are in the client's document. */
async function open(target: Target): Promise<Opening> {
	const start = performance.now();
	const client = new Replica(target, BOARD);
	let [complete, bytes] = [0, 0];
	const whole = new Promise<void>((resolve) => {
		client.onMessage = (message) => {
			bytes += message.bytes.byteLength;
			if (complete > 0 || cardsOf(client.doc).size < CARDS) return;
			complete = performance.now() - start;
			resolve();
		};
	});
	await client.joined();
	await whole;
	const { open, answered } = client.times;
	client.close();
	return { open, answered, complete, bytes };
}

async function openings(target: Target): Promise<Opening[]> {
	const measured: Opening[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		await target.restart('SIGTERM');
		measured.push(await open(target));
	}
	return measured;
}

/** What our server does at night to a board that carries much of what was overwritten. */
async function passNight(file: string): Promise<void> {
	const db = openDatabase(file);
	const journal = sqliteJournal(db);
	const now = () => Date.now() as Instant;
	const rooms = new Rooms({ journal, queue: new CommitQueue(journal), now }, 0);
	const boards = await compactBoards({
		rooms,
		boards: sqliteBoards(db),
		timeZone: () => null,
		now,
		log: () => undefined
	});
	if (!boards.includes(BOARD)) throw new Error('the board was not written anew');
	await rooms.close();
	db.pragma('wal_checkpoint(TRUNCATE)');
	db.close();
}

function journalOf(file: string): Uint8Array[] {
	const db = new Database(file);
	const rows = db
		.prepare<[], Buffer>(`SELECT update_ FROM journal WHERE board = '${BOARD}' ORDER BY seq`)
		.pluck()
		.all();
	db.close();
	return rows;
}

/** The same edits, kept as each peer keeps them. */
function giveToPeer(target: Target, updates: readonly Uint8Array[]): void {
	const db = new Database(target.file);
	if (target.name === 'hocuspocus') {
		const doc = new Y.Doc();
		doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
		db.prepare('INSERT INTO documents (name, data) VALUES (?, ?)').run(BOARD, Buffer.from(Y.encodeStateAsUpdate(doc)));
	} else {
		db.exec('CREATE TABLE updates (name TEXT, seq INTEGER, update_ BLOB, PRIMARY KEY (name, seq)) WITHOUT ROWID');
		const add = db.prepare('INSERT INTO updates VALUES (?, ?, ?)');
		db.transaction(() => updates.forEach((update, i) => add.run(BOARD, i, update)))();
	}
	db.close();
}

async function run(): Promise<Report> {
	const results: Partial<Record<Column | 'night', Opening[]>> = {};
	const ours = await startTarget('daybreak');
	await ours.restart('SIGTERM');
	const { file, person } = ours;
	await ours.pauseWhile(
		async () => void (await fillBoard(file, { board: BOARD, person, cards: CARDS, updates: UPDATES }))
	);
	const updates = journalOf(file);
	say(`  ${count(updates.length)} updates written`);
	results.daybreak = await openings(ours);
	await ours.pauseWhile(() => passNight(file));
	results.night = await openings(ours);
	await ours.close();
	for (const name of ['@y/websocket-server', 'hocuspocus'] as const) {
		const target = await startTarget(name);
		giveToPeer(target, updates);
		results[name] = await openings(target);
		await target.close();
		await pause(100);
	}
	return reportOf(results);
}

function reportOf({ night, ...others }: Partial<Record<Column | 'night', Opening[]>>): Report {
	const middle = (one: readonly Opening[], key: keyof Opening) => median(one.map((opening) => opening[key]));
	const tell = (key: keyof Opening) =>
		Object.fromEntries(Object.entries(others).map(([column, one]) => [column, ms(middle(one!, key))]));
	const megabytes = (one: readonly Opening[]) => `${(middle(one, 'bytes') / 1e6).toFixed(2)} MB`;
	const own = middle(others.daybreak!, 'complete');
	const ratio = `${(own / middle(others.hocuspocus!, 'complete')).toFixed(2)} × hocuspocus`;
	const after = middle(night!, 'complete');
	const lines: Line[] = [
		{ what: 'same day: connected', values: tell('open') },
		{ what: 'same day: first answer', values: tell('answered') },
		{ what: 'same day: content complete', values: tell('complete'), ratio, goal: '≤ 50 ms', reached: own <= 50 },
		{
			what: 'same day: bytes',
			values: Object.fromEntries(Object.entries(others).map(([c, one]) => [c, megabytes(one!)]))
		},
		{ what: 'after the night: first answer', values: { daybreak: ms(middle(night!, 'answered')) } },
		{
			...{ what: 'after the night: content complete', values: { daybreak: ms(after) } },
			...{ goal: '≤ 50 ms', reached: after <= 50 }
		},
		{ what: 'after the night: bytes', values: { daybreak: megabytes(night!) } }
	];
	return {
		lines,
		notes: [
			`${count(UPDATES)} updates of ${count(CARDS)} cards, the server restarted each time, ${ROUNDS} times, the median; from asking for the connection until all cards are in the client's document. Between first answer and complete it is Yjs in the client that takes the board in.`,
			'At night our server writes boards anew that carry much of what was overwritten. The store of @y/websocket-server is ours, by its own hook: one row an update. Its first answer is empty.'
		]
	};
}

export const cold: Scenario = { name: 'cold', title: 'A cold board', run };
