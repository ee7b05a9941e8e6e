import type Database from 'better-sqlite3';
import type { DepartmentId } from '#domain/board/departments.ts';
import type { BoardId, Instant, LineageId } from '#domain/ids.ts';
import type { BoardDirectory, BoardSummary, DocumentRef } from '../../ports/boards.ts';
import { foundBoard } from '../../ports/founding.ts';
import { commitWriter } from './commits.ts';

/** The practice's boards in a SQLite file. */
export function sqliteBoards(db: Database.Database): BoardDirectory {
	const all = db.prepare<[], BoardSummary>(
		`SELECT id, department, title, lineage FROM boards WHERE kind = 'board' ORDER BY position`
	);
	return {
		list: () => all.all(),
		find: (id) => readBoard(db, id),
		create: (departments, now) => departments.forEach((department) => createBoard(db, department, now))
	};
}

/** A live document of any kind. */
export function readBoard(db: Database.Database, id: BoardId): DocumentRef | null {
	const board = db
		.prepare<[string], DocumentRef>('SELECT id, department, title, lineage, kind FROM boards WHERE id = ?')
		.get(id);
	return board ?? null;
}

function createBoard(db: Database.Database, department: DepartmentId, now: Instant): void {
	const { board, commit } = foundBoard(department, now);
	db.prepare(
		`INSERT INTO boards (id, department, title, lineage, position, created_at)
		 VALUES (?, ?, ?, ?, (SELECT count(*) FROM boards), ?)`
	).run(board.id, department, board.title, board.lineage, now);
	startLineage(db, board.id, board.lineage, now);
	commitWriter(db)([commit]);
}

export function startLineage(db: Database.Database, board: BoardId, lineage: LineageId, now: Instant): void {
	db.prepare('INSERT INTO lineages (board, lineage, made_at) VALUES (?, ?, ?)').run(board, lineage, now);
}
