import type Database from 'better-sqlite3';
import { securityKinds, type RecordChoice, type SecurityEvent } from '#domain/activity/events.ts';
import type { BoardId, CardId } from '#domain/ids.ts';
import type { RecordedCard, RecordReader } from '../../ports/record.ts';
import { entryOf, type RecordRow } from './record.ts';

/** Conditions that one index answers in the order of the record, with their values. */
interface Strand {
	readonly where: readonly string[];
	readonly values: readonly unknown[];
}

/** A line that somebody else wrote about a person names them in one of these. */
const ABOUT = `(change ->> '$.account' = ? OR change ->> '$.person' = ?)`;
const ABOUT_KINDS = [
	'sign-in-failed',
	'reset-link-made',
	'second-factor-cleared',
	'person-changed',
	'person-disabled',
	'person-enabled'
] as const satisfies readonly SecurityEvent['kind'][];

const CARD = 'SELECT board, id, title, patient FROM cards WHERE board = ? AND id = ?';
/** As it was called when it was handed over: what it has become since is that board's. */
const HANDED_OVER = `
	SELECT $board AS board, $id AS id, change ->> '$.title' AS title, change ->> '$.patient' AS patient FROM activity
	WHERE card = $id AND kind = 'card-came' AND board = (
	  SELECT change ->> '$.to' FROM activity
	  WHERE board = $board AND card = $id AND kind = 'card-left' ORDER BY seq DESC LIMIT 1)
	ORDER BY seq DESC LIMIT 1`;

/** Each page is put together from the newest lines of every strand, so that no question reads the whole record. */
export function sqliteRecordReader(db: Database.Database): RecordReader {
	const boards = db.prepare<[], string>('SELECT id FROM boards').pluck();
	const patients = db.prepare<[string], { board: string; card: string }>(
		'SELECT board, card FROM card_patients WHERE patient = ?'
	);
	const named = cardNames(db);
	const device = db
		.prepare<[string, number], string>(
			`SELECT change ->> '$.on' FROM activity WHERE kind = 'signed-in' AND device = ? AND seq <= ? ORDER BY seq DESC LIMIT 1`
		)
		.pluck();
	const cardsOf = (patient: string) => patients.all(patient.trim()).map(({ board, card }) => [board, card] as const);

	function strandsOf(choice: RecordChoice): Strand[] {
		const { person, kind } = choice;
		const cards = choice.patient === undefined ? null : cardsOf(choice.patient);
		const chosen = choice.card && (cards ?? boards.all().map((board) => [board, choice.card!] as const));
		const meant = chosen ? chosen.filter(([, id]) => id === choice.card) : cards;
		if (meant) return meant.map((ids) => both(ofCard(ids), person ? both(by(person), ofKinds(kind)) : ofKinds(kind)));
		if (person) return [both(by(person), ofKinds(kind)), ...about(person, kind)];
		if (!kind || kind === 'changes') return [ofKinds(kind)];
		return securityKinds(kind).map((one) => ({ where: ['kind = ?'], values: [one] }));
	}

	return {
		read(choice, before, atMost) {
			const within = boundsOf(db, choice, before);
			const rows = strandsOf(choice).flatMap((strand) => newest(db, both(strand, within), atMost));
			const bySeq = new Map(rows.map((row) => [row.seq, row]));
			return [...bySeq.values()]
				.sort((a, b) => b.seq - a.seq)
				.slice(0, atMost)
				.map((row) => entryOf(row));
		},
		cardsOfPatient: (patient) => cardsOf(patient).map(([board, id]) => named(board, id)),
		cardsIn(entries) {
			const ids = new Map(entries.flatMap((e) => (e.card && e.board ? [[`${e.board}/${e.card}`, e]] : [])));
			return [...ids.values()].map(({ board, card: id }) => named(board!, id!));
		},
		devicesIn(entries) {
			const last = new Map(entries.flatMap(({ device, seq }) => (device ? [[device, seq] as const] : [])));
			for (const { device, seq } of entries) if (device) last.set(device, Math.max(seq, last.get(device)!));
			return new Map(
				[...last].flatMap(([id, seq]) => [[id, device.get(id, seq) ?? ''] as const]).filter(([, on]) => on)
			);
		}
	};
}

/** A card that was removed for good has a name only in its lines. */
function cardNames(db: Database.Database): (board: string, id: string) => RecordedCard {
	const card = db.prepare<[string, string], RecordedCard>(CARD);
	const handedOver = db.prepare<{ board: string; id: string }, RecordedCard>(HANDED_OVER);
	return (board, id) => {
		const unnamed = { board: board as BoardId, id: id as CardId, title: '', patient: null };
		return card.get(board, id) ?? handedOver.get({ board, id }) ?? unnamed;
	};
}

function newest(db: Database.Database, { where, values }: Strand, atMost: number): RecordRow[] {
	const conditions = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
	return db
		.prepare<unknown[], RecordRow>(`SELECT * FROM activity ${conditions} ORDER BY seq DESC LIMIT ?`)
		.all(...values, atMost);
}

/** Times as numbers of lines: the clock may have been set back, so the lines' own times still count. */
function boundsOf(db: Database.Database, { from, until }: RecordChoice, before: number | null): Strand {
	const where = before === null ? [] : ['seq < ?'];
	const values: unknown[] = before === null ? [] : [before];
	if (from === undefined && until === undefined) return { where, values };
	const [low, high] = [from ?? 0, until ?? Number.MAX_SAFE_INTEGER];
	const [first, last] = db
		.prepare<[number, number], [number | null, number | null]>(
			'SELECT min(seq), max(seq) FROM activity WHERE at >= ? AND at < ?'
		)
		.raw()
		.get(low, high)!;
	where.push('seq BETWEEN ? AND ?', '+at >= ?', '+at < ?');
	values.push(first ?? 0, last ?? 0, low, high);
	return { where, values };
}

function ofCard([board, card]: readonly [string, string]): Strand {
	return { where: ['board = ?', 'card = ?'], values: [board, card] };
}

function by(person: string): Strand {
	return { where: ['person = ?'], values: [person] };
}

/** The plus keeps SQLite from the index of kinds, which has not this strand's order. */
function ofKinds(group: RecordChoice['kind']): Strand {
	if (!group) return { where: [], values: [] };
	const kinds = securityKinds(group === 'changes' ? undefined : group);
	const list = kinds.map(() => '?').join(', ');
	return { where: [`+kind ${group === 'changes' ? 'NOT IN' : 'IN'} (${list})`], values: kinds };
}

function about(person: string, group: RecordChoice['kind']): Strand[] {
	const kinds = ABOUT_KINDS.filter((kind) => !group || securityKinds(group).includes(kind));
	return kinds.map((kind) => ({ where: ['kind = ?', ABOUT], values: [kind, person, person] }));
}

function both(one: Strand, other: Strand): Strand {
	return { where: [...one.where, ...other.where], values: [...one.values, ...other.values] };
}
