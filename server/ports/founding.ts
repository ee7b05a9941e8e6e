import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { observeActivity } from '#domain/activity/observe.ts';
import { SYSTEM, type Occurrence } from '#domain/activity/changes.ts';
import { writeFirstContent } from '#domain/board/columns.ts';
import { DEPARTMENT_TEMPLATES, type DepartmentId } from '#domain/board/departments.ts';
import { writeHuddle } from '#domain/huddle/schema.ts';
import type { BoardId, Instant, LineageId } from '#domain/ids.ts';
import type { BoardSummary } from './boards.ts';
import type { NewHuddle } from './huddles.ts';
import type { Commit } from './journal.ts';

/** A department's new board and the commit that writes its first content. */
export function foundBoard(department: DepartmentId, at: Instant): { board: BoardSummary; commit: Commit } {
	const template = DEPARTMENT_TEMPLATES[department];
	const board = { id: department as string as BoardId, department, title: template.title, lineage: newLineage() };
	const doc = new Y.Doc();
	const occurrences: Occurrence[] = [];
	observeActivity(doc, (seen) => occurrences.push(...seen));
	writeFirstContent(doc, template);
	const author = { person: SYSTEM, device: null };
	const updates = [{ update: Y.encodeStateAsUpdate(doc), author, at, occurrences }];
	const clients = [[doc.clientID, SYSTEM]] as const;
	return {
		board,
		commit: { board: board.id, lineage: board.lineage, seq: 1, updates, clients, cards: [], removed: [] }
	};
}

/** A new huddle's document, as the commit that writes it. */
export function foundHuddle(huddle: NewHuddle): { lineage: LineageId; commit: Commit } {
	const doc = new Y.Doc();
	writeHuddle(doc, huddle);
	const lineage = newLineage();
	const author = { person: SYSTEM, device: null };
	const updates = [{ update: Y.encodeStateAsUpdate(doc), author, at: huddle.now, occurrences: [] }];
	const clients = [[doc.clientID, SYSTEM]] as const;
	return { lineage, commit: { board: huddle.id, lineage, seq: 1, updates, clients, cards: [], removed: [] } };
}

export function newLineage(): LineageId {
	return randomBytes(12).toString('hex') as LineageId;
}
