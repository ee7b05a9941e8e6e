import { expect, onTestFinished, test } from 'vitest';
import { addCard } from '#domain/board/cards.ts';
import { allCards } from '#domain/board/queries.ts';
import { readConfig } from '../../server/config.ts';
import { startServer } from '../../server/serve.ts';
import { newCard, at } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { PASSWORD, until, type Practice } from '../sync/practice.ts';
import { DESK, openStore, type Store } from './data.ts';

/** A practice with a card on each board, each with a snapshot and an update that follows it. */
async function filled(): Promise<Store> {
	const store = await openStore();
	for (const board of [DESK, 'billing' as typeof DESK]) {
		const column = (board === DESK ? 'to-do' : 'to-verify') as never;
		await store.edit((doc) => addCard(doc, newCard('a', { column }), at(2)), board);
		await store.rooms.within(board, (room) => room.saveSnapshot());
		await store.edit((doc) => addCard(doc, newCard('b', { column }), at(3)), board);
	}
	await store.rooms.close();
	return store;
}

async function serve({ folder }: Store) {
	const events: string[] = [];
	const config = { ...readConfig({ DATA_DIR: folder, HOST: '127.0.0.1' }), port: 0 };
	const log = (_level: string, event: string, { board, seq }: { board?: string; seq?: number } = {}) =>
		void events.push([event, board, seq].join(' '));
	const server = await startServer(config, { log });
	onTestFinished(() => server.close());
	const body = JSON.stringify({ email: 'maria@harbor.test', password: PASSWORD });
	const headers = { 'content-type': 'application/json' };
	const signedIn = await fetch(`${server.url}/api/session`, { method: 'POST', headers, body });
	const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
	const connect = (board: string) => new RawClient({ url: server.url } as Practice, board, cookie).join();
	const takeBack = () =>
		fetch(`${server.url}/api/boards/front-desk/restore`, {
			...{ method: 'POST', headers: { ...headers, cookie } },
			body: JSON.stringify({ at: Date.now() })
		});
	return { events, connect, takeBack };
}

test('[O17] a board with an update that is not what was written stays closed, and the others go on', async () => {
	const store = await filled();
	store.db.prepare('DELETE FROM snapshots WHERE board = ?').run(DESK);
	store.db.prepare('UPDATE journal SET update_ = ? WHERE board = ? AND seq = 2').run(Buffer.from([0, 0]), DESK);
	const { events, connect, takeBack } = await serve(store);
	for (let i = 0; i < 2; i++) {
		const client = await connect(DESK);
		expect([client.closed, client.heard]).toEqual([4508, []]);
	}
	expect(events.filter((event) => event.startsWith('board.damaged'))).toEqual(['board.damaged front-desk 2']);
	const billing = await connect('billing');
	expect(allCards(billing.doc)).toHaveLength(2);
	billing.close();
	const told = await takeBack();
	expect([told.status, await told.json()]).toEqual([
		503,
		expect.objectContaining({ code: 'damaged', title: expect.stringContaining('is damaged') })
	]);
});

test('[O17] a snapshot that is not what was written is done without, and made again', async () => {
	const store = await filled();
	store.db.prepare('UPDATE snapshots SET state = ? WHERE board = ?').run(Buffer.from([0, 0]), DESK);
	const { events, connect } = await serve(store);
	const client = await connect(DESK);
	expect(allCards(client.doc)).toHaveLength(2);
	await until(() => client.acks.length === 1);
	client.close();
	expect(events.filter((event) => event.startsWith('board.damaged'))).toEqual([]);
	const { journal } = store;
	expect((await journal.load(DESK))!.snapshot).toBeNull();
});
