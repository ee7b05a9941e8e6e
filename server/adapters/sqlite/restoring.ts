import type { BoardId, Instant } from '#domain/ids.ts';
import type { Db } from './database.ts';

/** Ends every session and every open invitation: who had them when the backup was made may have lost the right since. */
export function closeDoors(db: Db): void {
	const close = db.transaction(() => {
		db.exec('DELETE FROM sessions');
		db.exec('DELETE FROM invitations WHERE accepted_at IS NULL');
		db.exec('DELETE FROM reset_links');
		db.exec('DELETE FROM known_places');
	});
	close.immediate();
}

/** When the board last took an update. */
export function lastAccepted(db: Db, board: BoardId): Instant {
	const last = db.prepare<[string], number>('SELECT max(at) FROM journal WHERE board = ?').pluck().get(board);
	return (last ?? 0) as Instant;
}

/** Leaves a database as one file, without a log beside it. */
export function closeAsOneFile(db: Db): void {
	db.pragma('journal_mode = DELETE');
	db.close();
}
