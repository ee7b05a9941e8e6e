import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import type * as Y from 'yjs';
import { moveCard, setField } from '#domain/board/cards.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import { cardsOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import { partsOf } from '#domain/board/parts.ts';
import type { CardId, LineageId, PersonId } from '#domain/ids.ts';
import { encodeAnswer } from '../../server/sync/protocol.ts';
import { vault } from '../../src/lib/client/vault.ts';
import { OfflineStore } from '../../src/lib/client/offline-store.ts';
import { BoardServer } from './board-server.ts';
import { CALL, closeDesks, desk, DOING, FAX, NOW, putCard, savedDesk } from './desk.ts';
import { ANA, BEN, databaseNames, eventually, freshDevice } from './device.ts';

const COPY = 'daybreak/p1/ana/front-desk/l1';

let server: BoardServer;

beforeEach(async () => {
	await freshDevice();
	server = await BoardServer.start();
});

afterEach(async () => {
	await closeDesks();
	await server.stop();
});

const titlesOf = (doc: Y.Doc) =>
	allCards(doc)
		.map(({ title }) => title)
		.sort();

async function wordsOnDisk(): Promise<number> {
	const store = new OfflineStore(COPY, vault.ring(ANA));
	const { unsent } = await store.load();
	await store.close();
	return unsent.length;
}

describe('what the status line is told', () => {
	test('[C1, C13] saved follows the acknowledgement, not the sending', async () => {
		const { doc, status, replica } = await savedDesk(server);
		server.acknowledging = false;
		putCard(doc, CALL, 'Call back');
		expect(status()).toBe('saving');
		await eventually(() => titlesOf(server.doc)).toEqual(['Call back']);
		expect(status()).not.toBe('saved');
		expect(replica.standing).toMatchObject({ unsent: 1, connection: { sent: 2, acked: 1 } });
		server.acknowledge();
		await eventually(status).toBe('saved');
	});

	test('[C1] a server that has not said what it has leaves nothing saved', async () => {
		server.answering = false;
		const { replica, status } = desk(server);
		await replica.start();
		await eventually(() => server.heard).toEqual([['step-one']]);
		expect(status()).not.toBe('saved');
		expect(replica.ready).toBe(false);
	});

	test('[C3] offline once the edit is on disk; saved again when the next connection has carried it', async () => {
		const { doc, status } = await savedDesk(server);
		const { port } = server;
		await server.stop();
		await eventually(status).toBe('offline');
		putCard(doc, CALL, 'Call back');
		expect(status()).toBe('saving');
		await eventually(status).toBe('offline');
		expect(await wordsOnDisk()).toBe(1);
		server = await BoardServer.start(port);
		await eventually(status).toBe('saved');
		expect(titlesOf(server.doc)).toEqual(['Call back']);
	});
});

test('[C29] a board that comes in parts is neither shown nor kept on the device before it is whole', async () => {
	server.answering = false;
	for (let i = 0; i < 40; i++) putCard(server.doc, `c${i}` as CardId, `Call ${i}`);
	const frames = encodeAnswer(partsOf(server.doc, 100));
	expect(frames.length).toBeGreaterThan(3);
	const first = desk(server);
	await first.replica.start();
	await eventually(() => server.heard).toEqual([['step-one']]);
	server.send(frames[0]!);
	server.send(frames[1]!);
	await eventually(() => titlesOf(first.doc).length > 10).toBe(true);
	expect(first.replica.ready).toBe(false);
	await first.replica.close();

	const again = desk(server);
	await again.replica.start();
	expect([again.replica.ready, again.doc.store.clients.size]).toEqual([false, 0]);
	await eventually(() => server.heard).toEqual([['step-one'], ['step-one']]);
	for (const frame of frames) server.send(frame);
	await eventually(() => again.replica.ready).toBe(true);
	expect(titlesOf(again.doc)).toHaveLength(40);
	await again.replica.close();

	const offline = desk(server);
	await offline.replica.start();
	expect(offline.replica.ready).toBe(true);
	expect(titlesOf(offline.doc)).toHaveLength(40);
});

describe('what is sent', () => {
	test('[C6, C12, C14] edits made offline survive a reload, are in hand in words, and go out in the exchange', async () => {
		const first = desk(server, undefined, 'l1' as LineageId);
		server.closeAll(1012);
		await first.replica.start();
		await eventually(() => first.replica.ready).toBe(true);
		await server.stop();
		await eventually(first.status).toBe('offline');
		putCard(first.doc, CALL, 'Call back');
		setField(first.doc, CALL, 'patient', 'JD 4711');
		await eventually(first.status).toBe('offline');
		await first.replica.close();

		server = await BoardServer.start();
		const second = desk(server);
		await second.replica.start();
		expect(titlesOf(second.doc)).toEqual(['Call back']);
		expect(second.replica.keptEdits()).toMatchObject([{ card: CALL, what: { kind: 'new-card' } }]);
		await eventually(second.status).toBe('saved');
		expect(server.heard).toEqual([['step-one', 'step-two']]);
		expect(findCard(server.doc, CALL)).toMatchObject({ patient: 'JD 4711' });
		await eventually(wordsOnDisk).toBe(0);
	});

	test('[C12] what was read from the copy is not written to it again', async () => {
		const { replica } = await savedDesk(server);
		await replica.close();
		const records = async () => {
			const store = new OfflineStore(COPY, vault.ring(ANA));
			const { updates } = await store.load();
			await store.close();
			return updates.length;
		};
		const before = await records();
		server.answering = false;
		const again = desk(server);
		await again.replica.start();
		expect(again.replica.ready).toBe(true);
		await again.replica.close();
		expect(await records()).toBe(before);
	});

	test('[C10] the words of an edit stay on disk until its acknowledgement', async () => {
		const { doc } = await savedDesk(server);
		server.acknowledging = false;
		putCard(doc, CALL, 'Call back');
		await eventually(() => titlesOf(server.doc)).toEqual(['Call back']);
		await eventually(wordsOnDisk).toBe(1);
		server.acknowledge();
		await eventually(wordsOnDisk).toBe(0);
	});

	test('[C13] an acknowledgement that a cut connection never brought is not made up for by the next one’s first', async () => {
		const { doc, replica, status } = await savedDesk(server);
		server.acknowledging = false;
		putCard(doc, CALL, 'Call back');
		putCard(doc, FAX, 'Fax the plan');
		await eventually(() => titlesOf(server.doc)).toHaveLength(2);
		server.cut();
		await eventually(() => server.heard.at(-1)).toEqual(['step-one', 'step-two']);
		expect(replica.standing).toMatchObject({ unsent: 2, connection: { sent: 1, acked: 0 } });
		server.acknowledge();
		await eventually(status).toBe('saved');
	});

	test('[C14] the edits of a tab that was closed offline are carried by the tab that comes back', async () => {
		const [open, closed] = [await savedDesk(server), await savedDesk(server)];
		const { port } = server;
		const content = server.doc;
		await server.stop();
		await eventually(closed.status).toBe('offline');
		putCard(closed.doc, CALL, 'Call back');
		await eventually(closed.status).toBe('offline');
		await closed.replica.close();

		server = await BoardServer.start(port, content);
		await eventually(() => titlesOf(server.doc)).toEqual(['Call back']);
		await eventually(open.status).toBe('saved');
		await eventually(wordsOnDisk).toBe(0);
	});
});

describe('how it ends', () => {
	test.each([
		[4401, 'signed-out'],
		[4403, 'no-right'],
		[4404, 'no-board'],
		[4409, 'start-anew']
	])('[C15] %i is final: %s', async (code, final) => {
		const { told, status } = await savedDesk(server);
		server.closeAll(code);
		await eventually(() => told.ended).toEqual([[final, null]]);
		expect(status()).not.toBe('saved');
	});

	test('[C15] the reason that came before a closing is told with it', async () => {
		const { told } = await savedDesk(server);
		server.tell(5, { title: 'No.', status: 409, code: 'not-whole' });
		server.closeAll(4409);
		await eventually(() => told.ended).toEqual([['start-anew', 'not-whole']]);
	});

	test.each([1012, 4508, 4499])('[C15] after %i it comes back by itself', async (code) => {
		const { told, status } = await savedDesk(server);
		server.closeAll(code);
		await eventually(() => server.heard).toHaveLength(2);
		await eventually(status).toBe('saved');
		expect(told.ended).toEqual([]);
	});

	test('[C17] a copy that cannot be read ends the replica, with its words in hand', async () => {
		const store = new OfflineStore(COPY, vault.ring(ANA));
		await store.load();
		const occurrence = { card: CALL, change: { kind: 'owner-changed', from: null, to: 'ana' as PersonId } } as const;
		const clocks = { client: 1, from: 0, to: 1 };
		store.append(new Uint8Array([9, 9, 9, 9]), { key: '1.1', at: NOW, occurrences: [occurrence], moves: [], clocks });
		await store.close();
		const { replica, told } = desk(server);
		await replica.start();
		expect(told.ended).toEqual([['start-anew', 'copy-unreadable']]);
		expect(replica.keptEdits()).toMatchObject([{ what: { kind: 'field', field: 'owner', to: 'ana' } }]);
		expect(server.heard).toEqual([]);
	});
});

describe('who is here', () => {
	/** A presence message as the server sends it. */
	function presence(client: number, clock: number, state: unknown): Uint8Array {
		const update = encoding.createEncoder();
		encoding.writeVarUint(update, 1);
		encoding.writeVarUint(update, client);
		encoding.writeVarUint(update, clock);
		encoding.writeVarString(update, JSON.stringify(state));
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarUint8Array(encoder, encoding.toUint8Array(update));
		return encoding.toUint8Array(encoder);
	}

	const ben = { person: { id: BEN.person, name: 'Ben', colour: 3 }, card: CALL };

	test('[C16] only this screen says where it is', async () => {
		const { replica } = await savedDesk(server);
		replica.awareness.setLocalState({ card: FAX });
		server.send(presence(replica.doc.clientID, 1_000, { card: CALL }));
		server.send(presence(77, 1, ben));
		await eventually(() => replica.awareness.getStates().get(77)).toEqual(ben);
		expect(replica.awareness.getLocalState()).toEqual({ card: FAX });
	});

	test('[C16] a colleague who has not moved is seen again after a reconnect', async () => {
		const { replica, status } = await savedDesk(server);
		server.send(presence(77, 5, ben));
		await eventually(() => replica.awareness.getStates().has(77)).toBe(true);
		server.cut();
		await eventually(() => replica.awareness.getStates().has(77)).toBe(false);
		await eventually(() => [server.heard.length, status()]).toEqual([2, 'saved']);
		server.send(presence(77, 5, ben));
		await eventually(() => replica.awareness.getStates().get(77)).toEqual(ben);
	});
});

test('[C6, C8] two tabs of one person edit one board, offline and on, and one copy holds it all', async () => {
	const [left, right] = [await savedDesk(server), await savedDesk(server)];
	putCard(left.doc, CALL, 'Call back');
	putCard(right.doc, FAX, 'Fax the plan');
	await eventually(() => titlesOf(left.doc)).toEqual(['Call back', 'Fax the plan']);
	moveCard(left.doc, FAX, DOING, 'bottom', NOW);
	editText(right.doc, CALL, 'title', 'Call back today');
	await eventually(() => titlesOf(left.doc)).toEqual(['Call back today', 'Fax the plan']);
	await eventually(() => findCard(right.doc, FAX)?.place.column).toBe(DOING);
	await eventually(() => [left.status(), right.status()]).toEqual(['saved', 'saved']);
	await closeDesks();
	expect(await databaseNames()).toEqual([COPY]);

	const later = desk(server);
	server.cut();
	await later.replica.start();
	expect(cardsOf(later.doc).toJSON()).toEqual(cardsOf(server.doc).toJSON());
});
