import type Database from 'better-sqlite3';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { BoardId } from '#domain/ids.ts';
import type { AcceptedUpdate, CardRow, Commit } from '../../ports/journal.ts';
import { recordAppender } from './record.ts';
import { sumOf } from './sums.ts';

/**
 * Writes commits in one transaction; a caller may already be inside a larger one.
 *
 * @throws what SQLite throws; the transaction is rolled back then.
 */
export function commitWriter(db: Database.Database): (commits: readonly Commit[]) => ActivityEntry[] {
	const addUpdate = db.prepare(
		'INSERT INTO journal (board, lineage, seq, person, at, update_, sum) VALUES (?, ?, ?, ?, ?, ?, ?)'
	);
	const addClient = db.prepare('INSERT INTO clients (board, lineage, client, person) VALUES (?, ?, ?, ?)');
	const removeCard = db.prepare('DELETE FROM cards WHERE board = ? AND id = ?');
	const present = db.prepare<[string], string>('SELECT lineage FROM boards WHERE id = ?').pluck();
	const last = db
		.prepare<{ board: string; lineage: string }, number>(
			`SELECT max(coalesce((SELECT max(seq) FROM journal WHERE board = $board AND lineage = $lineage), 0),
			            coalesce((SELECT seq FROM snapshots WHERE board = $board AND lineage = $lineage), 0))`
		)
		.pluck();
	const putCard = cardWriter(db);
	const appendActivity = activityWriter(db);
	return db.transaction((commits: readonly Commit[]) =>
		commits.flatMap(({ board, lineage, seq, updates, clients, cards, removed }) => {
			if (present.get(board) !== lineage) throw new Error('this lineage has been retired');
			if (last.get({ board, lineage })! + 1 !== seq) throw new Error(`update ${seq} does not follow the last one`);
			updates.forEach(({ update, author, at }, i) =>
				addUpdate.run(board, lineage, seq + i, author.person, at, update, sumOf(update, seq + i))
			);
			for (const [client, person] of clients) addClient.run(board, lineage, client, person);
			for (const card of removed) removeCard.run(board, card);
			for (const row of cards) putCard(board, row);
			return appendActivity(board, updates);
		})
	);
}

function cardWriter(db: Database.Database): (board: BoardId, row: CardRow) => void {
	const put = db.prepare(
		`INSERT INTO cards (board, id, title, column_id, column_kind, since, owner, due, category, priority, patient, blocked, archived)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		 ON CONFLICT (board, id) DO UPDATE SET title = excluded.title, column_id = excluded.column_id,
		   column_kind = excluded.column_kind, since = excluded.since, owner = excluded.owner, due = excluded.due,
		   category = excluded.category, priority = excluded.priority, patient = excluded.patient,
		   blocked = excluded.blocked, archived = excluded.archived`
	);
	return (board, { card, column }) => {
		const { id, title, place, owner, due, category, priority, patient, blocked, archived } = card;
		const kind = column?.kind ?? 'todo';
		put.run(
			board,
			id,
			title,
			column?.id ?? place.column,
			kind,
			place.since,
			owner,
			due,
			category,
			priority,
			patient,
			blocked?.reason ?? null,
			archived
		);
	};
}

function activityWriter(
	db: Database.Database
): (board: BoardId, updates: readonly AcceptedUpdate[]) => ActivityEntry[] {
	const append = recordAppender(db);
	return (board, updates) => {
		const changes = updates.flatMap(({ author, at, occurrences }) =>
			occurrences.map(({ card, change }) => ({
				...{ at, board, card, person: author.person, device: author.device, source: author.source ?? null },
				change
			}))
		);
		const entries = append(changes);
		return entries.map(({ seq }, i) => {
			const { at, card, person, change } = changes[i]!;
			return { seq, board, card, person, at, change };
		});
	};
}
