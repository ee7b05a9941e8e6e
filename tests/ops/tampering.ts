import type { Db } from '../../server/adapters/sqlite/database.ts';
import { hashOf } from '../../server/ports/record.ts';

/** What keeps the record append-only, and notes its end. */
export function dropTriggers(db: Db): void {
	const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[];
	for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
}

/**
 * Changes the record as somebody with the file in hand could, another way each time.
 *
 * @returns what was done, and the first row that it breaks.
 */
export function tampering(db: Db, time: number, random: () => number): { kind: string; row: number } {
	const rows = db.prepare('SELECT max(seq) FROM activity').pluck().get() as number;
	const row = 1 + Math.floor(random() * rows);
	const kind = KINDS[time % KINDS.length]!;
	return { kind, row: TAMPER[kind](db, row, rows, random) };
}

const COLUMNS: Record<string, string> = {
	at: 'at + 1',
	board: "coalesce(board, '') || 'x'",
	card: "coalesce(card, '') || 'x'",
	person: "'p-else'",
	device: "coalesce(device, '') || 'x'",
	source: "coalesce(source, '') || 'x'",
	change: 'replace(change, \'"kind":"\', \'"kind":"x\')',
	hash: 'randomblob(32)'
};

const TAMPER = {
	update(db: Db, row: number, _rows: number, random: () => number) {
		const names = Object.keys(COLUMNS);
		const name = names[Math.floor(random() * names.length)]!;
		db.prepare(`UPDATE activity SET ${name} = ${COLUMNS[name]} WHERE seq = ?`).run(row);
		return row;
	},
	respace(db: Db, row: number) {
		db.prepare("UPDATE activity SET change = change || ' ' WHERE seq = ?").run(row);
		return row;
	},
	garble(db: Db, row: number) {
		db.prepare("UPDATE activity SET change = '{' WHERE seq = ?").run(row);
		return row;
	},
	delete(db: Db, row: number) {
		db.prepare('DELETE FROM activity WHERE seq = ?').run(row);
		return row;
	},
	/** The end of the record, which no later row's hash stands on. */
	cut(db: Db, row: number) {
		db.prepare('DELETE FROM activity WHERE seq >= ?').run(row);
		return row;
	},
	/** So that the numbers have no hole. */
	'delete and close up'(db: Db, row: number, rows: number) {
		db.prepare('DELETE FROM activity WHERE seq = ?').run(row);
		shift(db, row, -1);
		return Math.min(row, rows);
	},
	insert(db: Db, row: number) {
		shift(db, row, 1);
		const copied = 'SELECT ?, at, board, card, person, device, source, change, randomblob(32) FROM activity LIMIT 1';
		db.prepare(`INSERT INTO activity ${copied}`).run(row);
		return row;
	},
	/** With the hash that it should have. */
	append(db: Db, _row: number, rows: number) {
		const last = db.prepare('SELECT * FROM activity WHERE seq = ?').get(rows) as Parameters<typeof hashOf>[1] & {
			hash: Uint8Array;
		};
		const entry = { ...last, seq: rows + 1, change: JSON.parse(String(last.change)) };
		db.prepare('INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
			...[entry.seq, last.at, last.board, last.card, last.person, last.device, last.source, last.change],
			hashOf(last.hash, entry)
		);
		return rows + 1;
	},
	swap(db: Db, row: number, rows: number) {
		const other = row === rows ? row - 1 : row + 1;
		db.prepare('UPDATE activity SET seq = -1 WHERE seq = ?').run(row);
		db.prepare('UPDATE activity SET seq = ? WHERE seq = ?').run(row, other);
		db.prepare('UPDATE activity SET seq = ? WHERE seq = -1').run(other);
		return Math.min(row, other);
	}
};

const KINDS = Object.keys(TAMPER) as (keyof typeof TAMPER)[];

/** Moves every row from `row` on by one number; in two steps, since numbers are unique. */
function shift(db: Db, row: number, by: number): void {
	db.prepare('UPDATE activity SET seq = -(seq + ?) WHERE seq >= ?').run(by, row);
	db.prepare('UPDATE activity SET seq = -seq WHERE seq < 0').run();
}
