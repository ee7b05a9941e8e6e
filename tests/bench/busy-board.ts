import * as Y from 'yjs';
import { addCard, setField } from '#domain/board/cards.ts';
import { cardsOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { BoardId, CardId, Instant, PersonId } from '#domain/ids.ts';
import { openDatabase } from '../../server/adapters/sqlite/database.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { BoardDocument } from '../../server/sync/document.ts';
import { MAX_UPDATE_BYTES } from '../../server/sync/gate/gate.ts';
import { at, cardId, DOING, due, newCard, TODO } from '../domain/board.ts';

export interface Busy {
	readonly board: BoardId;
	readonly person: PersonId;
	readonly cards: number;
	readonly updates: number;
}

/** How many updates one of the people who take turns makes before the next one's. */
const TURN = 250;
const PEOPLE = 8;

/**
 * Fills a board as months of work would, through its gate and its journal: cards are made, moved, written and changed.
 *
 * @returns the number of its last update.
 */
export async function fillBoard(path: string, { board, person, cards, updates }: Busy): Promise<number> {
	const db = openDatabase(path);
	const journal = sqliteJournal(db);
	const stored = (await journal.load(board))!;
	const document = new BoardDocument(stored);
	const replicas = Array.from({ length: PEOPLE }, () => new Y.Doc());
	let { seq } = stored;
	try {
		for (let done = 0; done < updates; done += TURN) {
			const mine = replicas[(done / TURN) % PEOPLE]!;
			Y.applyUpdate(mine, Y.encodeStateAsUpdate(document.doc, Y.encodeStateVector(mine)));
			for (const update of made(mine, cards, done, Math.min(TURN, updates - done), person)) {
				const { kind } = document.accept(update, { person, device: 'bench' }, now(seq), MAX_UPDATE_BYTES);
				if (kind !== 'accepted') throw new Error(`an update of the bench was ${kind}`);
			}
			const batch = document.takeBatch();
			await journal.commit([{ board, lineage: stored.lineage, seq: seq + 1, ...batch }]);
			seq += batch.updates.length;
		}
	} finally {
		db.pragma('wal_checkpoint(TRUNCATE)');
		db.close();
	}
	return seq;
}

/** One update for each gesture. */
function made(doc: Y.Doc, cards: number, from: number, count: number, person: PersonId): Uint8Array[] {
	const updates: Uint8Array[] = [];
	const keep = (update: Uint8Array) => void updates.push(update);
	doc.on('update', keep);
	for (let n = from; updates.length < count; n++) gesture(doc, n, cards, person);
	doc.off('update', keep);
	return updates.slice(0, count);
}

function gesture(doc: Y.Doc, n: number, cards: number, person: PersonId): void {
	if (n < cards) {
		const origin = { kind: 'person' as const, person, at: now(n) };
		return void addCard(doc, newCard(`n${n}x`, { title: `Call the plan back about visit ${n}`, origin }), now(n));
	}
	const card = nth(doc, (n * 7919) % cards);
	const kind = n % 10;
	// As moveCard writes it, without its look at all 2,000 cards.
	if (kind < 4) {
		const column = n % 3 === 0 ? TODO : DOING;
		cardsOf(doc)
			.get(card)!
			.set('place', { column, order: `a${n}V`, since: now(n) });
	}
	if (kind >= 4 && kind < 8) editText(doc, card, 'description', `Called at ${n}, no answer. `.slice(0, 8 + (n % 20)));
	if (kind === 8) setField(doc, card, 'patient', `J.M. ${n}`);
	if (kind === 9) setField(doc, card, 'due', due(`2026-03-${String(1 + (n % 28)).padStart(2, '0')}`));
}

function nth(doc: Y.Doc, i: number): CardId {
	const id = cardId(`n${i}x`);
	return cardsOf(doc).has(id) ? id : cardId('n0x');
}

const now = (n: number): Instant => at(1_770_000_000_000 + n * 1_000);
