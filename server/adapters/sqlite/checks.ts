import { cardsOf } from '#domain/board/schema.ts';
import type { Check, Checked } from '../../ports/checks.ts';
import type { StoredBoard } from '../../ports/journal.ts';
import { sqliteBoards } from './boards.ts';
import { danglingRows, fileProblems } from './damage.ts';
import { documentOf, documentProblems, journalProblems } from './damage-boards.ts';
import type { Db } from './database.ts';
import { sumProblems } from './sums.ts';
import { sqliteJournal } from './journal.ts';
import { projectionProblems, strayProjections } from './projections.ts';
import { firstBrokenRow, recordHead } from './record.ts';

/** Everything that has to hold of a database, the cheapest first. The caller sees to it that nothing changes meanwhile. */
export function sqliteChecks(db: Db): Check[] {
	return [
		{ name: 'file', run: () => checkFile(db) },
		{ name: 'references', run: () => ({ seen: 'every row that names another', wrong: danglingRows(db) }) },
		{ name: 'record', run: () => checkRecord(db) },
		{ name: 'boards', run: () => checkBoards(db) },
		{ name: 'card rows', run: () => checkProjections(db) }
	];
}

function checkFile(db: Db): Checked {
	const [pages, size] = ['page_count', 'page_size'].map((name) => db.pragma(name, { simple: true }) as number);
	return { seen: `${((pages! * size!) / 1e6).toFixed(1)} MB in ${pages} pages`, wrong: fileProblems(db) };
}

function checkRecord(db: Db): Checked {
	const head = recordHead(db);
	const row = firstBrokenRow(db);
	const end = head
		? `${head.seq} rows, the last ${Buffer.from(head.hash).toString('hex').slice(0, 16)}`
		: 'no rows yet';
	return { seen: end, wrong: row === null ? [] : [`row ${row} is missing, moved or not what was written`] };
}

async function checkBoards(db: Db): Promise<Checked> {
	const wrong = [...journalProblems(db), ...sumProblems(db)];
	let cards = 0;
	const boards = sqliteBoards(db).list();
	for (const { id } of boards) {
		const loaded = await load(db, id);
		if (!loaded) wrong.push(`${id} cannot be read`);
		else wrong.push(...documentProblems(id, loaded));
		cards += loaded ? cardsOf(loaded).size : 0;
	}
	return { seen: `${boards.length} boards, ${cards} cards`, wrong };
}

async function checkProjections(db: Db): Promise<Checked> {
	const wrong = strayProjections(db);
	for (const { id } of sqliteBoards(db).list()) {
		const doc = await load(db, id);
		wrong.push(...(doc ? projectionProblems(db, id, doc) : [`${id} cannot be compared`]));
	}
	const rows = db.prepare<[], number>('SELECT count(*) FROM cards').pluck().get()!;
	return { seen: `${rows} rows against their boards`, wrong };
}

async function load(db: Db, board: StoredBoard['id']) {
	try {
		const stored = await sqliteJournal(db).load(board);
		return stored && documentOf(stored);
	} catch {
		return null;
	}
}
