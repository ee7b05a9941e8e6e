import type { BoardId, Instant } from '#domain/ids.ts';
import { openDatabase } from '../../../server/adapters/sqlite/database.ts';
import { foundBoard } from '../../../server/ports/founding.ts';
import { sqliteJournal } from '../../../server/adapters/sqlite/journal.ts';
import { count } from '../numbers.ts';
import { heapUsed, pause } from '../processes.ts';
import { Replica } from '../replica.ts';
import type { Line, Report, Scenario } from '../report.ts';
import { startTarget, type Name, type Target } from '../targets.ts';
import { firstEdit } from '../work.ts';

const DOCUMENTS = Number(process.env.DOCUMENTS ?? 2_000);
const WARM_UP = 200;
const AT_ONCE = 20;

/** Longer than any of the servers keeps a document that nobody has open. */
const LINGER_MS = 12_000;

async function visit(target: Target, from: number, to: number): Promise<void> {
	for (let i = from; i < to; i += AT_ONCE) {
		const boards = Array.from({ length: Math.min(AT_ONCE, to - i) }, (_, n) => `b${i + n}`);
		await Promise.all(
			boards.map(async (board) => {
				const one = await new Replica(target, board).joined();
				const n = firstEdit(one, target, 'a');
				for (let waited = 0; target.name !== '@y/websocket-server' && one.saved < n && waited < 500; waited++)
					await pause(5);
				one.close();
			})
		);
	}
}

/** Our boards are made before anybody opens them; the peers make what they are asked for. */
async function foundBoards(file: string): Promise<void> {
	const db = openDatabase(file);
	const { board, commit } = foundBoard('front-desk', 1 as Instant);
	const add = db.prepare(
		'INSERT INTO boards (id, department, title, lineage, position, created_at) VALUES (?, ?, ?, ?, ?, 1)'
	);
	const write = sqliteJournal(db);
	for (let i = 0; i < WARM_UP + DOCUMENTS; i++) {
		const id = `b${i}` as BoardId;
		add.run(id, board.department, board.title, board.lineage, i + 10);
		await write.commit([{ ...commit, board: id }]);
	}
	db.pragma('wal_checkpoint(TRUNCATE)');
	db.close();
}

async function measure(name: Name): Promise<number> {
	const target = await startTarget(name, { rate: 'off' });
	try {
		if (name === 'daybreak') await target.pauseWhile(() => foundBoards(target.file));
		await visit(target, 0, WARM_UP);
		await pause(LINGER_MS);
		const before = await heapUsed(target.pid);
		await visit(target, WARM_UP, WARM_UP + DOCUMENTS);
		await pause(LINGER_MS);
		return ((await heapUsed(target.pid)) - before) / DOCUMENTS;
	} finally {
		await target.close();
	}
}

async function run(): Promise<Report> {
	const values: Record<string, string> = {};
	let ours = Infinity;
	for (const name of ['@y/websocket-server', 'hocuspocus', 'daybreak'] as const) {
		const bytes = await measure(name);
		values[name] = `${(bytes / 1024).toFixed(1)} KB`;
		if (name === 'daybreak') ours = bytes;
	}
	const line: Line = { what: 'memory kept per closed document', values, goal: '≤ 4 KB', reached: ours <= 4096 };
	return {
		lines: [line],
		notes: [
			`${count(DOCUMENTS)} documents opened, written to and closed; what is in use on the server's heap afterwards, once it has let go of all that it can. \`DOCUMENTS\` is another number of them.`
		]
	};
}

export const documents: Scenario = { name: 'documents', title: 'Many documents', run };
