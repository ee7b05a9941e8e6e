import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard, moveCard, setField } from '#domain/board/cards.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import type { PersonId } from '#domain/ids.ts';
import { firstBrokenRow } from '../../server/adapters/sqlite/record.ts';
import type { Commit, Journal } from '../../server/ports/journal.ts';
import { Acknowledgements } from '../../server/sync/acknowledgements.ts';
import { CommitQueue } from '../../server/sync/commit-queue.ts';
import type { Member } from '../../server/sync/member.ts';
import { NotSaved, type Room } from '../../server/sync/room.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import { memoryJournal } from '../../server/adapters/memory/journal.ts';
import { foundBoard } from '../../server/ports/founding.ts';
import { ANA, at, cardId, DOING, newCard, replica } from '../domain/board.ts';
import { RawClient } from './client.ts';
import { openPractice, until, type Practice } from './practice.ts';

/** A disk that can be full: commits of the named boards fail while it is. */
class Disk {
	full = new Set<string>();
	readonly commits: (readonly Commit[])[] = [];

	over(journal: Journal): Journal {
		return {
			...journal,
			commit: async (commits) => {
				if (commits.some(({ board }) => this.full.has(board)))
					throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
				this.commits.push(commits);
				return journal.commit(commits);
			}
		};
	}
}

describe('over a disk that fails', () => {
	let practice: Practice;
	let disk: Disk;
	let person: PersonId;
	const opened: RawClient[] = [];
	const connect = async (board = 'front-desk') => {
		const client = await new RawClient(practice, board, practice.manager).join();
		opened.push(client);
		await until(() => client.acks.at(-1) === 1);
		return client;
	};
	const mine = (name: string) => newCard(name, { origin: { kind: 'person', person, at: at(1) } });

	beforeEach(async () => {
		disk = new Disk();
		practice = await openPractice({ journal: (journal) => disk.over(journal) });
		person = (await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager)).person.id;
	});
	afterEach(async () => {
		for (const client of opened.splice(0)) client.close();
		await practice.close();
	});

	test('[K2, K3] nothing is published or acknowledged, boards are read on, and all heals by itself', async () => {
		const [ana, ben] = [await connect(), await connect()];
		ana.edit((doc) => addCard(doc, mine('before'), at(1)));
		await until(() => allCards(ben.doc).length === 1);
		disk.full.add('front-desk');
		ana.edit((doc) => addCard(doc, mine('during'), at(2)));
		ana.edit((doc) => moveCard(doc, cardId('before'), DOING, 'top', at(2)));
		const newcomer = await connect();
		expect(allCards(newcomer.doc).map(({ id }) => id)).toEqual([cardId('before')]);
		expect([ana.acks.at(-1), allCards(ben.doc).length, ana.closed]).toEqual([2, 1, null]);
		disk.full.clear();
		await until(() => allCards(ben.doc).length === 2 && allCards(newcomer.doc).length === 2);
		await until(() => ana.acks.at(-1)! >= 4);
		expect(findCard(ben.doc, cardId('before'))?.place.column).toBe(DOING);
		expect(firstBrokenRow(practice.base.db)).toBeNull();
	});

	test('[K4] another board goes on', async () => {
		const [desk, billing] = [await connect(), await connect('billing')];
		disk.full.add('front-desk');
		desk.edit((doc) => addCard(doc, mine('a'), at(1)));
		billing.edit((doc) => addCard(doc, { ...mine('b'), column: 'to-verify' as never }, at(1)));
		await until(() => billing.acks.at(-1) === 2);
		expect(desk.acks.at(-1)).toBe(1);
	});

	test('[K1] what arrives together is one transaction with its activity and its card rows', async () => {
		const [ana, ben] = [await connect(), await connect()];
		const before = disk.commits.length;
		ana.edit((doc) => addCard(doc, mine('a'), at(1)));
		for (let i = 0; i < 20; i++) ana.edit((doc) => setField(doc, cardId('a'), 'patient', `J.M. ${i}`));
		await until(() => ana.acks.at(-1) === 22 && findCard(ben.doc, cardId('a'))?.patient === 'J.M. 19');
		expect(disk.commits.length - before).toBeLessThan(10);
		const row = practice.base.db
			.prepare('SELECT title, column_id, owner, patient FROM cards WHERE id = ?')
			.get(cardId('a'));
		expect(row).toEqual({ title: 'Call back a', column_id: 'to-do', owner: ANA, patient: 'J.M. 19' });
		const { count } = practice.base.db
			.prepare('SELECT count(*) AS count FROM activity WHERE card = ?')
			.get(cardId('a')) as { count: number };
		expect(count).toBe(21);
	});

	test('[G10] a refused update reaches neither journal nor colleague, and its sender hears why', async () => {
		const [ana, ben] = [await connect(), await connect()];
		const heard = ben.heard.length;
		const commits = disk.commits.length;
		ana.edit((doc) => doc.getMap('cards').set('x', 1));
		await until(() => ana.closed !== null);
		expect([ana.closed, ana.problems.map(({ code }) => code)]).toEqual([4409, ['not-allowed']]);
		ben.edit((doc) => addCard(doc, mine('a'), at(1)));
		await until(() => ben.acks.at(-1) === 2);
		expect(disk.commits.length).toBe(commits + 1);
		expect(ben.heard.slice(heard).filter((kind) => kind === 'update')).toEqual([]);
	});
});

describe('rooms', () => {
	const founded = foundBoard('front-desk', at(1));
	const open = () => {
		const disk = new Disk();
		const journal = disk.over(memoryJournal([founded]));
		const queue = new CommitQueue(journal);
		return { disk, queue, rooms: new Rooms({ journal, queue, now: () => at(5) }, 0) };
	};
	const author = { person: ANA, device: null };

	test('[S15] unload when they are empty, and open again whole', async () => {
		const { rooms } = open();
		await rooms.within(founded.board.id, (room) => room.edit(author, (doc) => addCard(doc, newCard('a'), at(2))));
		await until(() => rooms.size === 0);
		const ids = await rooms.within(founded.board.id, (room) =>
			room.edit(author, (doc) => allCards(doc).map(({ id }) => id))
		);
		expect(ids).toEqual([cardId('a')]);
		expect(await rooms.enter('no-such-board' as never)).toBeNull();
	});

	test('[K2] an operation of the server’s own says when it could not be saved, and has changed nothing', async () => {
		const { rooms, disk } = open();
		disk.full.add(founded.board.id);
		await rooms.within(founded.board.id, async (room) => {
			await expect(room.edit(author, (doc) => addCard(doc, newCard('a'), at(2)))).rejects.toThrow(NotSaved);
			await until(() => {
				let cards = -1;
				room.onCommitted(({ doc }) => (cards = allCards(doc).length));
				return cards === 0;
			});
		});
	});
});

describe('what a room says is saved', () => {
	const founded = foundBoard('front-desk', at(1));
	const author = { person: ANA, device: 'd1' };
	const member = (): Member & { saved: number } => ({
		...{ saved: 0, extended: true, received: 1, send() {}, lost() {}, retired() {}, askAgain() {} },
		durable(upTo) {
			this.saved = upTo;
		}
	});
	const open = async () => {
		const disk = new Disk();
		const journal = disk.over(memoryJournal([founded]));
		const rooms = new Rooms({ journal, queue: new CommitQueue(journal), now: () => at(5) }, 0);
		return { disk, room: (await rooms.enter(founded.board.id))!.room };
	};
	const addition = async (room: Room) => {
		const doc = replica(77);
		await room.committed((board) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(board)));
		const before = Y.encodeStateVector(doc);
		addCard(doc, newCard('a'), at(2));
		return Y.encodeStateAsUpdate(doc, before);
	};

	test('[S7] a repetition of what is not durable yet is not told to be saved before it is', async () => {
		const { disk, room } = await open();
		const update = await addition(room);
		disk.full.add(founded.board.id);
		const [first, second] = [member(), member()];
		expect(room.submit(update, author, first, 1_000).kind).toBe('accepted');
		expect(room.submit(update, author, second, 1_000).kind).toBe('accepted');
		await until(() => room.submit(update, author, first, 1_000).kind === 'dropped');
		expect([first.saved, second.saved]).toEqual([0, 0]);
	});

	test('[K3] of several newcomers none is sent what another has just said, before it is durable', async () => {
		const { disk, room } = await open();
		const update = await addition(room);
		const first = room.edit(author, (doc) => addCard(doc, newCard('first'), at(2)));
		const durableWhenAnswered: number[] = [];
		room.onCommitted(() => void room.submit(update, author, member(), 1_000));
		room.onCommitted(({ doc }) => {
			expect(allCards(doc).length).toBe(2);
			durableWhenAnswered.push(disk.commits.flat().flatMap(({ updates }) => updates).length);
		});
		await first;
		await until(() => durableWhenAnswered.length === 1);
		expect(durableWhenAnswered).toEqual([2]);
	});

	test('[K2] an operation of the server’s own that throws half-way leaves nothing behind', async () => {
		const { room } = await open();
		const half = room.edit(author, (doc) => {
			addCard(doc, newCard('a'), at(2));
			throw new Error('half-way');
		});
		await expect(half).rejects.toThrow('half-way');
		await room.edit(author, (doc) => addCard(doc, newCard('b'), at(2)));
		expect(await room.committed((doc) => allCards(doc).map(({ id }) => id))).toEqual([cardId('b')]);
	});
});

describe('acknowledgements', () => {
	test('[S7, S10] count what is durable or needed nothing, and wait at a dropped message until a later step 2 is durable', () => {
		const acks = new Acknowledgements();
		acks.neededNothing(acks.receive(), true);
		expect(acks.next()).toBe(1);
		acks.accepted(acks.receive(), false);
		acks.neededNothing(acks.receive(), false);
		expect(acks.next()).toBeNull();
		acks.durable(3);
		expect(acks.next()).toBe(3);
		acks.dropped(acks.receive());
		acks.accepted(acks.receive(), false);
		acks.durable(5);
		expect(acks.next()).toBeNull();
		acks.accepted(acks.receive(), true);
		expect(acks.next()).toBeNull();
		acks.lost();
		acks.accepted(acks.receive(), true);
		acks.durable(7);
		expect(acks.next()).toBe(7);
		expect(acks.holding).toBe(false);
	});
});
