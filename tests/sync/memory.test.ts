import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import { allCards } from '#domain/board/queries.ts';
import type { BoardId } from '#domain/ids.ts';
import { memoryJournal } from '../../server/adapters/memory/journal.ts';
import { foundBoard } from '../../server/ports/founding.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { CommitQueue } from '../../server/sync/commit-queue.ts';
import { snapshotOf } from '../../server/sync/content.ts';
import { encodeStep1, encodeUpdate } from '../../server/sync/protocol.ts';
import type { Room } from '../../server/sync/room.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import { Session } from '../../server/sync/session.ts';
import type { SessionDeps } from '../../server/sync/session-deps.ts';
import { ANA, at, newCard, replica } from '../domain/board.ts';
import { until } from './practice.ts';

const BOARDS = 1_000;
const founded = foundBoard('front-desk', at(1));

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Any board there is: half of them answered from their bytes, half with updates that follow. Keeps nothing itself. */
function anyBoard(): Journal {
	const doc = replica(7);
	Y.applyUpdate(doc, founded.commit.updates[0]!.update);
	for (let i = 0; i < 20; i++) addCard(doc, newCard(`a${i}x`), at(1));
	const { state: snapshot, head } = snapshotOf(doc);
	return {
		...memoryJournal([founded]),
		load: async (id) => ({ ...founded.board, id, snapshot, head, updates: [], seq: 1, clients: new Map() }),
		saveSnapshot: async () => {},
		commit: async () => []
	};
}

test('[S15] opening and closing 1,000 boards costs at most 4 kB of memory each', async () => {
	const journal = anyBoard();
	const rooms = new Rooms({ journal, queue: new CommitQueue(journal), now: () => at(5) }, 0);
	const author = { person: ANA, device: null };
	const visit = async (i: number) => {
		const id = `b${i}` as BoardId;
		const edited = await rooms.within(id, (room) =>
			room.edit(author, (doc) => (i % 2 ? addCard(doc, newCard('new'), at(6)) : allCards(doc).length))
		);
		expect(edited).toBeTruthy();
	};
	const visitAll = async (from: number, to: number) => {
		for (let i = from; i < to; i++) await visit(i);
		await until(() => rooms.size === 0);
	};
	const heap = async () => {
		for (let i = 0; i < 4; i++) {
			collect();
			await new Promise((resolve) => setImmediate(resolve));
		}
		return process.memoryUsage().heapUsed;
	};
	await visitAll(0, 200);
	const before = await heap();
	await visitAll(200, 200 + BOARDS);
	const each = ((await heap()) - before) / BOARDS;
	process.stdout.write(`  ${each.toFixed(0)} bytes of heap for each board that was opened and closed\n`);
	expect(each).toBeLessThan(4_096);
}, 60_000);

test('[S26] what a client says before it has been answered waits in 4 MB at most', () => {
	const closed: number[] = [];
	// A room whose disk does not answer: nobody hears anything for now.
	const room = {
		...{ board: { id: 'front-desk' }, lineage: 'l', strangersAmong: () => [], leave: () => undefined },
		...{ onCommitted: () => undefined, presence: { leave: () => null } }
	};
	const deps = {
		signedIn: { person: { id: ANA }, sessionId: 's' },
		...{ extended: true, lineage: 'l', now: () => 0, onRefused: () => undefined },
		wire: { send: () => undefined, close: (code: number) => void closed.push(code) }
	};
	const session = new Session(room as unknown as Room, deps as unknown as SessionDeps);
	session.receive(encodeStep1(Y.encodeStateVector(new Y.Doc())));
	const update = encodeUpdate(new Uint8Array(250_000));
	for (let i = 0; i < 16; i++) session.receive(update);
	expect(closed).toEqual([]);
	for (let i = 0; i < 16; i++) session.receive(update);
	expect(closed).toEqual([4508]);
});
