import type Database from 'better-sqlite3';
import type { Renewal } from '../../ports/journal.ts';
import { commitWriter } from './commits.ts';
import { sumOf } from './sums.ts';

/** Writes renewals in one transaction each. @throws when the lineage to retire is not the board's present one. */
export function renewalWriter(db: Database.Database): (renewal: Renewal) => void {
	const write = commitWriter(db);
	const turn = db.prepare('UPDATE boards SET lineage = ? WHERE id = ? AND lineage = ?');
	const retire = db.prepare('UPDATE lineages SET retired_at = ?, state_vector = ? WHERE board = ? AND lineage = ?');
	const start = db.prepare('INSERT INTO lineages (board, lineage, made_at) VALUES (?, ?, ?)');
	const keepState = db.prepare(
		'INSERT OR REPLACE INTO snapshots (board, lineage, seq, state, sum) VALUES (?, ?, ?, ?, ?)'
	);
	const archive = db.prepare(
		`INSERT INTO archive (board, id, archived_at, title, card) VALUES (?, ?, ?, ?, ?)
		 ON CONFLICT (board, id) DO UPDATE SET archived_at = excluded.archived_at, title = excluded.title, card = excluded.card`
	);
	const mark = db.prepare('UPDATE cards SET archived = coalesce(archived, ?) WHERE board = ? AND id = ?');
	const unarchive = db.prepare('DELETE FROM archive WHERE board = ? AND id = ?');
	return db.transaction(({ board, from, at, last, first, archived }: Renewal) => {
		if (turn.run(first.lineage, board, from).changes !== 1) throw new Error('this lineage has been retired already');
		retire.run(at, last.stateVector, board, from);
		keepState.run(board, from, last.seq, last.state, sumOf(last.state, last.seq));
		start.run(board, first.lineage, at);
		for (const card of archived) {
			archive.run(board, card.id, at, card.title, JSON.stringify(card));
			mark.run(at, board, card.id);
		}
		for (const { card } of first.cards) unarchive.run(board, card.id);
		write([first]);
	});
}
