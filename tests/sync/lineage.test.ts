import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard, finishCard, setField } from '#domain/board/cards.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import type { BoardId, CardId, Instant, PersonId } from '#domain/ids.ts';
import { memoryJournal } from '../../server/adapters/memory/journal.ts';
import { foundBoard } from '../../server/ports/founding.ts';
import { compactBoards } from '../../server/features/boards/compaction.ts';
import type { BoardSummary } from '../../server/ports/boards.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { CommitQueue } from '../../server/sync/commit-queue.ts';
import { renewalOf } from '../../server/sync/renewal.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import { ANA, at, cardId, newCard } from '../domain/board.ts';

const author = { person: ANA, device: null };
const everything = () => true;

let journal: Journal;
let rooms: Rooms;
let board: BoardId;
let failing = false;
let clock = at(9);
let foundedBoard: BoardSummary;

beforeEach(() => {
	const founded = foundBoard('front-desk', at(1));
	const memory = memoryJournal([founded]);
	failing = false;
	journal = {
		...memory,
		renew: async (renewal) => {
			if (failing) throw new Error('disk full');
			return memory.renew(renewal);
		}
	};
	foundedBoard = founded.board;
	board = founded.board.id;
	clock = at(9);
	rooms = new Rooms({ journal, queue: new CommitQueue(journal), now: () => clock }, 0);
});
afterEach(() => rooms.close());

const edit = <T>(operation: (doc: Y.Doc) => T) => rooms.within(board, (room) => room.edit(author, operation));
const lineage = async () => (await journal.load(board))!.lineage;
const renew = (keeps: (card: { id: CardId }) => boolean = everything) =>
	rooms.renew(board, (ending, doc) => renewalOf(ending, doc, doc, keeps));

describe('a board that is written anew', () => {
	test('[L1] has the same cards under another lineage, without the client ids of before', async () => {
		await edit((doc) => addCard(doc, newCard('a'), at(2)));
		await edit((doc) => setField(doc, cardId('a'), 'patient', 'J.M. 4821'));
		const [before, clients] = [await lineage(), [...(await journal.load(board))!.clients.keys()]];
		expect(await renew()).toBe(true);
		expect(await lineage()).not.toBe(before);
		expect(await edit((doc) => findCard(doc, cardId('a'))?.patient)).toBe('J.M. 4821');
		const after = [...(await journal.load(board))!.clients.keys()];
		expect(after.some((client) => clients.includes(client))).toBe(false);
		expect(await journal.anyRetired(board, clients)).toBe(true);
		expect(Y.decodeStateVector((await journal.lastStateVector(board, before))!).size).toBeGreaterThan(0);
	});

	test('[L2] leaves out what is over, which the archive keeps', async () => {
		await edit((doc) => addCard(doc, newCard('a'), at(2)));
		await edit((doc) => addCard(doc, newCard('b'), at(2)));
		await edit((doc) => finishCard(doc, cardId('a'), at(3)));
		await renew(({ id }) => id !== cardId('a'));
		expect(await edit((doc) => allCards(doc).map(({ id }) => id))).toEqual([cardId('b')]);
	});

	test('[L5] is written anew when much on it is over: long done, archived or handed over', async () => {
		const days = (n: number) => at(n * 86_400_000);
		const names = Array.from({ length: 25 }, (_, i) => `c${i}x`);
		await edit((doc) => {
			for (const name of [...names, 'fresh', 'open']) addCard(doc, newCard(name), days(1));
			for (const name of names) finishCard(doc, cardId(name), days(1));
			finishCard(doc, cardId('fresh'), days(20));
		});
		const before = await lineage();
		const compact = (now: Instant) =>
			compactBoards({
				rooms,
				boards: { list: () => [foundedBoard] },
				now: () => now,
				log: () => undefined,
				timeZone: () => null
			});
		expect(await compact(days(30))).toEqual([]);
		expect(await lineage()).toBe(before);
		clock = days(32);
		expect(await compact(clock)).toEqual([board]);
		expect(await edit((doc) => allCards(doc).map(({ id }) => id))).toEqual([cardId('fresh'), cardId('open')]);
	});

	test('[L5] is written anew when much was overwritten on it, and then holds nothing but what it shows', async () => {
		await edit((doc) => addCard(doc, newCard('a'), at(2)));
		const deps = { rooms, boards: { list: () => [foundedBoard] }, timeZone: () => null };
		const compact = () => compactBoards({ ...deps, now: () => at(3), log: () => undefined });
		const write = (times: number) =>
			edit((doc) => {
				for (let i = 0; i < times / 2; i++) {
					setField(doc, cardId('a'), 'patient', `J.M. ${i}`);
					setField(doc, cardId('a'), 'priority', i % 2 ? 'urgent' : 'stat');
				}
			});
		await write(5_000);
		expect(await compact()).toEqual([]);
		await write(6_000);
		expect(await compact()).toEqual([board]);
		const structs = await edit((doc) => [...doc.store.clients.values()].flat().filter(({ deleted }) => deleted));
		expect(structs).toEqual([]);
		expect(await edit((doc) => allCards(doc)[0]?.patient)).toBe('J.M. 2999');
	});

	test('[L3] sends its members away, and takes nothing more for the old lineage', async () => {
		const stay = (await rooms.enter(board))!;
		const told: string[] = [];
		const member = {
			extended: true,
			received: 0,
			send: () => undefined,
			durable: () => undefined,
			lost: () => undefined,
			askAgain: () => undefined,
			retired: () => void told.push('retired')
		};
		stay.room.join(member);
		await renew();
		expect([told, stay.room.ended]).toEqual([['retired'], true]);
		const late = stay.room.submit(
			Y.encodeStateAsUpdate(new Y.Doc({ guid: 'x' })),
			{ person: 'p' as PersonId, device: 'd' },
			member,
			1_000
		);
		expect(late.kind).toBe('nothing');
		await expect(stay.room.edit(author, (doc) => addCard(doc, newCard('a'), at(2)))).rejects.toThrow();
		expect(await edit((doc) => addCard(doc, newCard('a'), at(2)))).toMatchObject({ ok: true });
		stay.leave();
		expect(await edit((doc) => allCards(doc).length)).toBe(1);
	});

	test('[L3] is written anew by one at a time', async () => {
		const both = await Promise.allSettled([renew(), renew()]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await edit((doc) => addCard(doc, newCard('a'), at(2)))).toMatchObject({ ok: true });
		expect(await edit((doc) => allCards(doc).length)).toBe(1);
	});

	test('[L4] goes on as it was when it could not be written', async () => {
		await edit((doc) => addCard(doc, newCard('a'), at(2)));
		const before = await lineage();
		failing = true;
		await expect(renew()).rejects.toThrow('disk full');
		expect(await lineage()).toBe(before);
		expect(await edit((doc) => addCard(doc, newCard('b'), at(2)))).toMatchObject({ ok: true });
	});
});
