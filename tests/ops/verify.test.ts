import { expect, test } from 'vitest';
import { addCard, finishCard, moveCard, setField } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import type { CommentId } from '#domain/ids.ts';
import { sqliteChecks } from '../../server/adapters/sqlite/checks.ts';
import { firstBrokenRow, sqliteRecord } from '../../server/adapters/sqlite/record.ts';
import { renewalOf } from '../../server/sync/renewal.ts';
import { runChecks } from '../../server/ops/verify.ts';
import { ANA, at, cardId, DOING, newCard } from '../domain/board.ts';
import { seeded } from '../setup/random.ts';
import { command, DESK, openStore, type Store } from './data.ts';
import { dropTriggers, tampering } from './tampering.ts';

/** Two boards with a history, a renewal that archived a card, and a snapshot. */
async function lively(): Promise<Store> {
	const store = await openStore();
	const { edit, rooms } = store;
	for (let i = 0; i < 12; i++) await edit((doc) => addCard(doc, newCard(`a${i}x`), at(2)));
	for (let i = 0; i < 6; i++) await edit((doc) => moveCard(doc, cardId(`a${i}x`), DOING, 'top', at(3)));
	for (let i = 3; i < 9; i++) await edit((doc) => setField(doc, cardId(`a${i}x`), 'patient', `P${i}`));
	for (let i = 0; i < 5; i++) {
		const comment = { id: `k${i}` as CommentId, author: ANA, text: `word ${i}` };
		await edit((doc) => addComment(doc, cardId('a1x'), comment, at(4)));
	}
	await edit((doc) => finishCard(doc, cardId('a2x'), at(5)));
	await rooms.renew(DESK, (ending, doc) => renewalOf(ending, doc, doc, ({ id }) => id !== cardId('a2x')));
	await edit((doc) => setField(doc, cardId('a3x'), 'patient', 'J.M.'));
	const ana = { person: ANA, device: 's1', source: '192.0.2.7' };
	const record = sqliteRecord(store.db, () => at(6));
	for (let i = 0; i < 10; i++)
		record.write({ ...ana, board: DESK, card: cardId('a1x'), change: { kind: 'card-read' } });
	for (let i = 0; i < 10; i++) record.write({ ...ana, source: null, change: { kind: 'signed-out' } });
	await rooms.within(DESK, (room) => room.saveSnapshot());
	return store;
}

const failures = async ({ db }: Store) =>
	(await runChecks(sqliteChecks(db))).flatMap(({ name, wrong }) => wrong.map((sentence) => `${name}: ${sentence}`));

/** Changes the file behind everybody's back, looks, and takes it back. */
async function after(store: Store, change: string, ...values: unknown[]): Promise<string[]> {
	store.db.exec('BEGIN');
	store.db.prepare(change).run(...values);
	const found = await failures(store);
	store.db.exec('ROLLBACK');
	return found;
}

test('[O5] 1,000 tamperings with the record are all found, and the first broken row is named', async () => {
	const store = await lively();
	expect(await failures(store)).toEqual([]);
	dropTriggers(store.db);
	const random = seeded(Number(process.env.SEED));
	for (let i = 0; i < 1_000; i++) {
		store.db.exec('BEGIN');
		const { kind, row } = tampering(store.db, i, random);
		const told = `record: row ${row} is missing, moved or not what was written`;
		if (i % 50 === 0) expect(await failures(store), kind).toEqual([told]);
		else expect([kind, firstBrokenRow(store.db)]).toEqual([kind, row]);
		store.db.exec('ROLLBACK');
	}
	expect(await failures(store)).toEqual([]);
});

test('[O6] a card row that says something else is found, column by column', async () => {
	const store = await lively();
	const id = cardId('a4x');
	const columns = store.db.pragma('table_info(cards)') as { name: string; type: string; notnull: number }[];
	for (const { name, type } of columns.filter(({ name }) => name !== 'board' && name !== 'id')) {
		const found = await after(store, `UPDATE cards SET ${name} = ? WHERE id = ?`, type === 'INTEGER' ? 77 : 'else', id);
		expect(found).toEqual([`card rows: card ${id} of front-desk has another ${name} in its row`]);
	}
});

test('[O6] a card row that is missing or too many is found', async () => {
	const store = await lively();
	const [card, archived] = [cardId('a4x'), cardId('a2x')];
	expect(await after(store, 'DELETE FROM cards WHERE id = ?', card)).toEqual([
		`card rows: card ${card} of front-desk has no row`
	]);
	const extra =
		"INSERT INTO cards SELECT board, 'cextra', title, column_id, column_kind, since, owner, due, category, priority, patient, blocked, archived FROM cards WHERE id = ?";
	expect((await after(store, extra, card))[0]).toMatch(/cextra of front-desk has a row, and is neither/);
	expect((await after(store, 'DELETE FROM archive WHERE id = ?', archived))[0]).toMatch(/neither on the board nor in/);
	expect(await after(store, "UPDATE cards SET board = 'gone' WHERE id = ?", archived)).toEqual([
		'card rows: there are card rows of gone, which is no board'
	]);
});

test('[O7] a board that does not load whole is found, and so is a hole in its updates', async () => {
	const store = await lively();
	expect(await after(store, 'UPDATE snapshots SET state = ?', Buffer.from([1, 2, 3]))).toContain(
		'boards: front-desk is not what its updates lead to'
	);
	expect(await after(store, "DELETE FROM journal WHERE board = 'billing'")).toContain(
		'boards: billing has 0 updates, the last with number 0'
	);
	const [state] = store.db.prepare('SELECT state FROM snapshots ORDER BY length(state)').pluck().all() as [Buffer];
	const word = state.indexOf('Call back');
	state.write('CALL', word);
	expect(word).toBeGreaterThan(0);
	expect(await after(store, 'UPDATE snapshots SET state = ? WHERE length(state) = ?', state, state.length)).toContain(
		'boards: front-desk is not what its updates lead to'
	);
	store.db.exec('DELETE FROM snapshots');
	expect(await after(store, 'DELETE FROM journal WHERE board = ? AND seq = 1', DESK)).toContain(
		'boards: front-desk cannot be read'
	);
});

test('[O15] bytes of a board that are no longer what was written are found, each by its number', async () => {
	const store = await lively();
	const other = Buffer.from([0, 0]);
	expect(await after(store, 'UPDATE journal SET update_ = ? WHERE board = ? AND seq = 2', other, DESK)).toContain(
		'boards: update 2 of front-desk is not what was written'
	);
	expect(await after(store, 'UPDATE snapshots SET seq = seq - 1 WHERE board = ?', DESK)).toContain(
		'boards: a snapshot of front-desk is not what was written'
	);
});

test('[O8] verify prints a line a check and ends well, over a folder in use and over a file', async () => {
	const store = await lively();
	const good = await command('verify', store.folder);
	expect([good.code, good.err]).toEqual([0, '']);
	expect(good.out).toMatch(/^ok {6}file[^]*^ok {6}references[^]*^ok {6}record[^]*^ok {6}boards[^]*^ok {6}card rows/m);
	expect(good.out).toMatch(/^6 checks passed, 0 failed$/m);

	dropTriggers(store.db);
	store.db.exec("UPDATE activity SET person = 'p-else' WHERE seq = 17");
	const bad = await command('verify', '/nowhere', '--file', store.path);
	expect(bad.code).toBe(1);
	expect(bad.out).toMatch(/^FAILED {2}record[^]*^ {10}row 17 is missing, moved or not what was written$/m);
	expect(bad.out).toMatch(/^4 checks passed, 1 failed$/m);
	expect(bad.out).not.toMatch(/Call back|Harbor|Maria|J\.M\./);
});
