import type * as Y from 'yjs';
import { allColumns, columnOf } from '#domain/board/queries.ts';
import { cardsOf, readCard } from '#domain/board/schema.ts';
import type { BoardId } from '#domain/ids.ts';
import type { CardRow } from '../../ports/journal.ts';
import type { Db } from './database.ts';

type Row = Readonly<Record<string, string | number | null>> & { readonly id: string };

/**
 * Compares a board's card rows with its document.
 *
 * @returns a sentence for each row that says something else, is missing or is one too many; no titles, no names.
 */
export function projectionProblems(db: Db, board: BoardId, doc: Y.Doc): string[] {
	const stored = new Map(rowsOf(db, board).map((row) => [row.id, row]));
	const columns = allColumns(doc);
	const wrong: string[] = [];
	for (const [id, entry] of cardsOf(doc).entries()) {
		const card = readCard(id, entry);
		const row = stored.get(id);
		stored.delete(id);
		if (!row) wrong.push(`card ${id} of ${board} has no row`);
		else
			for (const name of differences(row, { card, column: columnOf(card, columns) }))
				wrong.push(other(id, board, name));
	}
	return [...wrong, ...leftOver(db, board, [...stored.values()])];
}

const other = (id: string, board: BoardId, name: string) => `card ${id} of ${board} has another ${name} in its row`;

/** Rows without a card on the board are right for cards that live on in the archive. */
function leftOver(db: Db, board: BoardId, rows: readonly Row[]): string[] {
	const archive = db.prepare('SELECT 1 FROM archive WHERE board = ? AND id = ?');
	return rows.flatMap(({ id, archived }) => {
		return archived !== null && archive.get(board, id)
			? []
			: [`card ${id} of ${board} has a row, and is neither on the board nor in the archive`];
	});
}

/** @returns a sentence for each board that has card rows and does not exist. */
export function strayProjections(db: Db): string[] {
	const stray = db.prepare<[], string>('SELECT DISTINCT board FROM cards WHERE board NOT IN (SELECT id FROM boards)');
	return stray
		.pluck()
		.all()
		.map((board) => `there are card rows of ${board}, which is no board`);
}

function rowsOf(db: Db, board: BoardId): Row[] {
	return db.prepare<[string], Row>('SELECT * FROM cards WHERE board = ?').all(board);
}

function differences(row: Row, truth: CardRow): string[] {
	return Object.entries(projectionOf(truth)).flatMap(([name, value]) => (row[name] === value ? [] : [name]));
}

/** A card's row as its document has it, by the names of the table's columns. */
function projectionOf({ card, column }: CardRow): Record<string, string | number | null> {
	const { title, place, owner, due, category, priority, patient, blocked, archived } = card;
	return {
		title,
		column_id: column?.id ?? place.column,
		column_kind: column?.kind ?? 'todo',
		since: place.since,
		owner,
		due,
		category,
		priority,
		patient,
		blocked: blocked?.reason ?? null,
		archived
	};
}
