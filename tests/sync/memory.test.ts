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
import { Rooms } from '../../server/sync/rooms.ts';
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
