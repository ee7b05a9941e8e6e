import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#domain/activity/changes.ts';
import type { BoardId, CardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import { memoryJournal } from '../../server/adapters/memory/journal.ts';
import { sqliteBoards } from '../../server/adapters/sqlite/boards.ts';
import { openDatabase } from '../../server/adapters/sqlite/database.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import type { BoardSummary } from '../../server/ports/boards.ts';
import type { AcceptedUpdate, Commit, Journal } from '../../server/ports/journal.ts';
import { foundBoard } from '../../server/ports/founding.ts';
import { ANA, BEN } from '../domain/board.ts';

const DESK = 'front-desk' as BoardId;
const BILLING = 'billing' as BoardId;
const NOW = 5 as Instant;

interface Opened {
	readonly journal: Journal;
	readonly boards: readonly BoardSummary[];
	close(): void;
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const card = (name: string) => name as CardId;

function update(value: number, person: PersonId, ...cards: string[]): AcceptedUpdate {
	const occurrences = cards.map((id) => ({
		card: card(id),
		change: { kind: 'label-added' as const, label: String(value) }
	}));
	return { update: bytes(value), author: { person, device: 'd1' }, at: NOW, occurrences };
}

function journalContract(name: string, open: () => Opened): void {
	describe(`${name} keeps the journal contract`, () => {
		let opened: Opened;
		let journal: Journal;
		beforeEach(() => {
			opened = open();
			journal = opened.journal;
		});
		afterEach(() => opened.close());

		const lineage = (board: BoardId) => opened.boards.find(({ id }) => id === board)!.lineage;
		const commit = (board: BoardId, seq: number, updates: AcceptedUpdate[], rest: Partial<Commit> = {}): Commit => ({
			...{ board, lineage: lineage(board), seq, updates, clients: [], cards: [], removed: [] },
			...rest
		});
		const tail = async (board: BoardId) => (await journal.load(board))!.updates.slice(1).map((one) => [...one]);

		test('[J1] a loaded board has its updates in order, and after a snapshot only those that follow it', async () => {
			await journal.commit([commit(DESK, 2, [update(2, ANA), update(3, BEN)])]);
			await journal.commit([commit(DESK, 4, [update(4, ANA)])]);
			expect(await tail(DESK)).toEqual([[2], [3], [4]]);
			await journal.saveSnapshot(DESK, lineage(DESK), 3, bytes(33));
			const { snapshot, updates, seq } = (await journal.load(DESK))!;
			expect([[...snapshot!], updates.map((one) => [...one]), seq]).toEqual([[33], [[4]], 4]);
		});

		test('[J2] keeps its own copy of the bytes, and boards apart', async () => {
			const mine = update(2, ANA);
			await journal.commit([commit(DESK, 2, [mine])]);
			mine.update[0] = 99;
			expect(await tail(DESK)).toEqual([[2]]);
			expect(await tail(BILLING)).toEqual([]);
		});

		test('[J3, J4] keeps all of what is committed together or nothing', async () => {
			const good = commit(DESK, 2, [update(2, ANA, 'a')], { clients: [[7, ANA]] });
			const bad = commit(BILLING, 3, [update(9, ANA, 'a')]);
			await expect(journal.commit([good, bad])).rejects.toThrow();
			await expect(journal.commit([commit(DESK, 1, [update(9, ANA)])])).rejects.toThrow();
			expect([await tail(DESK), await tail(BILLING)]).toEqual([[], []]);
			expect(await journal.cardHistory(DESK, card('a'))).toEqual([]);
			expect((await journal.load(DESK))!.clients.has(7)).toBe(false);
			await journal.commit([good]);
			expect(await tail(DESK)).toEqual([[2]]);
		});

		test('[J5] numbers the activity without a hole, and gives each card its own', async () => {
			const before = (await journal.activitySince(0, 1_000)).length;
			const entries = await journal.commit([
				commit(DESK, 2, [update(2, ANA, 'a', 'b'), update(3, BEN, 'a')]),
				commit(BILLING, 2, [update(4, BEN, 'a')])
			]);
			expect(entries.map(({ seq }) => seq - before)).toEqual([1, 2, 3, 4]);
			expect((await journal.cardHistory(DESK, card('a'))).map(({ person }) => person)).toEqual([ANA, BEN]);
			expect(await journal.activitySince(before + 2, 1)).toEqual([entries[2]]);
			expect(entries[3]).toEqual({
				seq: before + 4,
				board: BILLING,
				card: 'a',
				person: BEN,
				at: NOW,
				change: { kind: 'label-added', label: '4' }
			});
		});

		test('[J11] a card’s history goes on from the board that it comes from, and tells that board nothing', async () => {
			const came = { kind: 'card-came', from: DESK, fromTitle: 'Front Desk', title: 'A', owner: null } as const;
			const arrival = { ...update(3, BEN), occurrences: [{ card: card('a'), change: came as unknown as Change }] };
			await journal.commit([commit(DESK, 2, [update(2, ANA, 'a', 'b')])]);
			await journal.commit([commit(BILLING, 2, [arrival, update(4, BEN, 'a')])]);
			const told = async (board: BoardId) =>
				(await journal.cardHistory(board, card('a'))).map(({ change }) => change.kind);
			expect(await told(BILLING)).toEqual(['label-added', 'card-came', 'label-added']);
			expect(await told(DESK)).toEqual(['label-added']);
		});

		test('[J6] a client id stays the first writer’s', async () => {
			await journal.commit([commit(DESK, 2, [update(2, ANA)], { clients: [[7, ANA]] })]);
			await expect(journal.commit([commit(DESK, 3, [update(3, BEN)], { clients: [[7, BEN]] })])).rejects.toThrow();
			expect((await journal.load(DESK))!.clients.get(7)).toBe(ANA);
		});

		test('[J7] has no board that nobody made', async () => {
			expect(await journal.load('no-such-board' as BoardId)).toBeNull();
		});

		test('[J9, J10] a renewal retires one lineage and starts the next, or does nothing', async () => {
			const old = lineage(DESK);
			await journal.commit([commit(DESK, 2, [update(2, ANA)], { clients: [[7, ANA]] })]);
			const first = { ...commit(DESK, 1, [update(50, BEN)], { clients: [[8, BEN]] }), lineage: 'next' as LineageId };
			const renewal = {
				board: DESK,
				from: old,
				at: NOW,
				last: { seq: 2, state: bytes(22), stateVector: bytes(77) },
				first,
				archived: []
			};
			await expect(journal.renew({ ...renewal, from: 'never' as LineageId })).rejects.toThrow();
			expect(await journal.lastStateVector(DESK, old)).toBeNull();
			await journal.renew(renewal);
			await expect(journal.renew(renewal)).rejects.toThrow();
			await expect(journal.commit([commit(DESK, 3, [update(3, ANA)])])).rejects.toThrow();
			const loaded = (await journal.load(DESK))!;
			expect([loaded.lineage, loaded.seq, loaded.updates.map((one) => [...one]), [...loaded.clients]]).toEqual([
				'next',
				1,
				[[50]],
				[[8, BEN]]
			]);
			expect([...(await journal.lastStateVector(DESK, old))!]).toEqual([77]);
			expect(await journal.lastStateVector(DESK, 'next' as LineageId)).toBeNull();
			expect([await journal.anyRetired(DESK, [7]), await journal.anyRetired(DESK, [8])]).toEqual([true, false]);
		});

		test('[J8] a snapshot never goes back', async () => {
			await journal.commit([commit(DESK, 2, [update(2, ANA), update(3, ANA)])]);
			await journal.saveSnapshot(DESK, lineage(DESK), 3, bytes(33));
			await journal.saveSnapshot(DESK, lineage(DESK), 2, bytes(22));
			expect([...(await journal.load(DESK))!.snapshot!]).toEqual([33]);
		});
	});
}

journalContract('SQLite', () => {
	const folder = mkdtempSync(join(tmpdir(), 'daybreak-'));
	const db = openDatabase(join(folder, 'daybreak.db'));
	const boards = sqliteBoards(db);
	db.transaction(() => boards.create(['front-desk', 'billing'], NOW))();
	const close = () => {
		db.close();
		rmSync(folder, { recursive: true });
	};
	return { journal: sqliteJournal(db), boards: boards.list(), close };
});

journalContract('memory', () => {
	const founded = (['front-desk', 'billing'] as const).map((department) => foundBoard(department, NOW));
	return { journal: memoryJournal(founded), boards: founded.map(({ board }) => board), close: () => {} };
});
