import { setImmediate } from 'node:timers/promises';
import type { BoardId, Instant } from '#domain/ids.ts';
import { BoardDamaged } from '../../ports/journal.ts';
import type { PastBoards } from '../../ports/past.ts';
import type { Db } from './database.ts';
import { firstDamaged, type UpdateRow } from './stored-boards.ts';

/** What a browser may still bring edits for is kept; it also covers the 30 days of restoring. */
const KEPT_MS = 90 * 86_400_000;

/** So many updates are read before others get their turn. */
const AT_ONCE = 1_000;

export function sqlitePast(db: Db): PastBoards {
	const lineageAt = db
		.prepare<[string, number], string>(
			`SELECT lineage FROM lineages WHERE board = ? AND made_at <= ?
			 ORDER BY made_at DESC, retired_at IS NULL DESC, retired_at DESC LIMIT 1`
		)
		.pluck();
	// The last row of that time and all before it: a clock that once went back must not tear holes.
	const lastAt = db
		.prepare<object, number | null>(
			'SELECT max(seq) FROM journal WHERE board = $board AND lineage = $lineage AND at <= $instant'
		)
		.pluck();
	const rows = db.prepare<object, UpdateRow>(
		`SELECT seq, update_, sum FROM journal WHERE board = $board AND lineage = $lineage AND seq > $after AND seq <= $last
		 ORDER BY seq LIMIT ${AT_ONCE}`
	);
	return {
		async at(board: BoardId, instant: Instant) {
			const lineage = lineageAt.get(board, instant);
			const last = lineage === undefined ? null : lastAt.get({ board, lineage, instant });
			if (!last) return null;
			const found: Uint8Array[] = [];
			while (found.length < last) {
				const page = rows.all({ board, lineage, last, after: found.length });
				if (found.length === 0 && page[0]?.seq !== 1) return null;
				const damaged = firstDamaged(page, found.length) ?? (page.length === 0 ? found.length + 1 : null);
				if (damaged !== null) throw new BoardDamaged(board, damaged);
				for (const { update_ } of page) found.push(update_);
				await setImmediate();
			}
			return found;
		},
		prune: async (now, atMost) => pruneJournal(db, now, atMost)
	};
}

/** Oldest updates first: a lineage without its first row is known to be no longer whole. @returns how many updates went. */
export function pruneJournal(db: Db, now: Instant, atMost = Infinity): number {
	const over = db.prepare<[number], { board: string; lineage: string }>(
		`SELECT l.board, l.lineage FROM lineages l WHERE l.retired_at < ? AND (
		   EXISTS (SELECT 1 FROM journal j WHERE j.board = l.board AND j.lineage = l.lineage) OR
		   EXISTS (SELECT 1 FROM snapshots s WHERE s.board = l.board AND s.lineage = l.lineage))`
	);
	const updates = db.prepare(
		`DELETE FROM journal WHERE board = $board AND lineage = $lineage AND seq IN
		   (SELECT seq FROM journal WHERE board = $board AND lineage = $lineage ORDER BY seq LIMIT $most)`
	);
	const state = db.prepare('DELETE FROM snapshots WHERE board = ? AND lineage = ?');
	const prune = db.transaction(() => {
		let removed = 0;
		for (const { board, lineage } of over.all(now - KEPT_MS)) {
			const most = Math.min(atMost - removed, Number.MAX_SAFE_INTEGER);
			if (most <= 0) break;
			removed += updates.run({ board, lineage, most }).changes;
			if (removed < atMost) state.run(board, lineage);
		}
		return removed;
	});
	return prune.immediate();
}
