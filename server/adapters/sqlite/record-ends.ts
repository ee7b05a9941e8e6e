import type Database from 'better-sqlite3';
import { SYSTEM } from '#domain/activity/changes.ts';
import type { Instant } from '#domain/ids.ts';
import type { RecordEnds, RecordHead } from '../../ports/record.ts';
import { anchorOf, recordAppender, recordHead } from './record.ts';

export function sqliteRecordEnds(db: Database.Database, now: () => Instant): RecordEnds {
	const append = recordAppender(db);
	const kept = db.prepare<[number, number], number>(
		'SELECT seq FROM activity WHERE seq > ? AND at >= ? ORDER BY seq LIMIT 1'
	);
	const row = db.prepare<[number], RecordHead>('SELECT seq, hash FROM activity WHERE seq = ?');
	const anchor = db.prepare(
		`INSERT INTO record_anchor (only, seq, hash) VALUES (1, ?, ?)
		 ON CONFLICT (only) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`
	);
	const clear = db.prepare(
		'DELETE FROM activity WHERE seq IN (SELECT seq FROM activity WHERE seq <= ? ORDER BY seq LIMIT ?)'
	);
	return {
		head: () => recordHead(db),
		shorten: db.transaction((before: Instant) => {
			const from = anchorOf(db).seq;
			const upTo = (kept.pluck().get(from, before) ?? (recordHead(db)?.seq ?? 0) + 1) - 1;
			const last = row.get(upTo);
			if (upTo <= from || !last) return 0;
			const hash = Buffer.from(last.hash).toString('hex');
			const told = { kind: 'record-shortened', upTo, hash } as const;
			append([{ at: now(), person: SYSTEM, device: null, source: null, board: null, card: null, change: told }]);
			anchor.run(upTo, last.hash);
			return upTo - from;
		}).immediate,
		clear: (atMost) => clear.run(anchorOf(db).seq, atMost).changes
	};
}

/** A head of the record as it was written down elsewhere. */
export interface SavedHead {
	readonly seq: number;
	/** In hex. */
	readonly hash: string;
	/** The day that it was written down, in words. */
	readonly day: string;
}

/**
 * @param keptSince the day since which every row is still kept, whatever the record says of it.
 * @returns a sentence for each stretch of the record that is no longer what was written down of it.
 */
export function changedSince(db: Database.Database, heads: readonly SavedHead[], keptSince: string): string[] {
	const hash = db.prepare<[number], Uint8Array>('SELECT hash FROM activity WHERE seq = ?').pluck();
	const from = anchorOf(db).seq;
	let good = from;
	const wrong = goneTooEarly(heads, from, keptSince);
	for (const head of heads.filter(({ seq }) => seq > from)) {
		const found = hash.get(head.seq);
		if (found && Buffer.from(found).toString('hex') === head.hash) good = Math.max(good, head.seq);
		else if (found) wrong.push(`rows ${good + 1} to ${head.seq} are not what was written down on ${head.day}`);
		else wrong.push(`row ${head.seq} was there on ${head.day}, and is missing`);
	}
	return wrong;
}

/** What was not there yet on one day and was on the next one written down has an age, and may not have been let go. */
function goneTooEarly(heads: readonly SavedHead[], upTo: number, keptSince: string): string[] {
	return heads.slice(1).flatMap(({ seq }, i) => {
		const before = heads[i]!;
		if (before.seq >= upTo || before.day <= keptSince) return [];
		const last = Math.min(seq, upTo);
		return [`rows ${before.seq + 1} to ${last} went before their time: they were written since ${before.day}`];
	});
}
