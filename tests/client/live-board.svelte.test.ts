import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { moveCard } from '#domain/board/cards.ts';
import { allCards, findCard } from '#domain/board/queries.ts';
import { editText } from '#domain/board/text.ts';
import type { LineageId } from '#domain/ids.ts';
import type { Me } from '../../src/lib/client/api.ts';
import { keptEditsOf } from '../../src/lib/client/kept-store.ts';
import { LiveBoard, type OpenBoard } from '../../src/lib/client/live-board.svelte.ts';
import { countUnsaved, forgetPerson } from '../../src/lib/client/local-copies.ts';
import { Offline, Problem } from '../../src/lib/client/problem.ts';
import { rememberedSession, rememberSession } from '../../src/lib/client/remembered.ts';
import type { Surroundings } from '../../src/lib/client/surroundings.ts';
import { BoardServer, FRONT_DESK } from './board-server.ts';
import { CALL, DOING, FAX, NOW, putCard, WAITING } from './desk.ts';
import { ANA, BEN, databaseNames, eventually, freshDevice, freshStorage } from './device.ts';

const ME: Me = {
	person: {
		id: ANA.person,
		name: 'Ana',
		email: 'ana@demo.test',
		role: 'staff',
		departments: ['front-desk'],
		colour: 2
	},
	practice: { id: ANA.practice, name: 'Daybreak PT', timeZone: 'America/New_York', demo: false }
};

const L2 = 'l2' as LineageId;

let server: BoardServer;
let boards: Surroundings['boards'];
const open: LiveBoard[] = [];

beforeEach(async () => {
	freshDevice();
	freshStorage();
	server = await BoardServer.start();
	server.edit((doc) => putCard(doc, CALL, 'Call back'));
	boards = server.boards;
});

afterEach(async () => {
	await Promise.all(open.splice(0).map((live) => live.close()));
	await server.stop();
});

function board(options: Partial<OpenBoard> = {}): LiveBoard {
	const live = LiveBoard.open(
		{ board: { id: FRONT_DESK, lineage: server.lineage }, me: ME, ...options },
		{ socketUrl: server.url, WebSocket, boards: () => boards(), cardHistory: () => Promise.resolve([]) }
	);
	open.push(live);
	return live;
}

async function savedBoard(options: Partial<OpenBoard> = {}): Promise<LiveBoard> {
	const live = board(options);
	await eventually(() => live.status.kind).toBe('saved');
	return live;
}

const titles = (live: LiveBoard) =>
	[...live.view.cardsByColumn.values()]
		.flat()
		.map(({ title }) => title)
		.sort();

const serverTitles = () =>
	allCards(server.doc)
		.map(({ title }) => title)
		.sort();

/** A board whose author has one edit that the server refuses. */
async function refusedBoard(): Promise<LiveBoard> {
	const live = await savedBoard();
	server.refusing = 4409;
	putCard(live.doc, FAX, 'Fax the plan');
	await eventually(() => live.kept).toHaveLength(1);
	await eventually(() => [live.ready, live.status.kind]).toEqual([true, 'saved']);
	return live;
}

describe('a board on a screen', () => {
	test('[C1] shows the server’s board, and says when it was saved', async () => {
		const live = board();
		expect(live.ready).toBe(false);
		await eventually(() => live.ready).toBe(true);
		await eventually(() => live.status.kind).toBe('saved');
		expect(titles(live)).toEqual(['Call back']);
		expect(live.view.title).toBe('Front Desk');
		expect(live.status.since).toBeGreaterThan(0);
	});

	test('[C6] is there without the server, as it was left', async () => {
		const before = await savedBoard();
		await before.close();
		await server.stop();
		const live = board();
		await eventually(() => live.ready).toBe(true);
		expect(titles(live)).toEqual(['Call back']);
		await eventually(() => live.status.kind).toBe('offline');
	});

	test('[C16] says who is here: this person first, and on which card', async () => {
		const live = await savedBoard();
		expect(live.present).toEqual([{ person: { id: 'ana', name: 'Ana', colour: 2 }, card: null, you: true }]);
		live.lookAt(CALL);
		expect(live.present).toMatchObject([{ card: CALL, you: true }]);
	});

	test('[C21] tells of a move that another overrode, until it is dismissed', async () => {
		const live = await savedBoard();
		server.acknowledging = false;
		server.doc.clientID = 2 ** 32 - 1;
		moveCard(live.doc, CALL, DOING, 'bottom', NOW);
		server.edit((doc) => moveCard(doc, CALL, WAITING, 'bottom', NOW));
		const column = { id: WAITING, title: 'Contacted, waiting', kind: 'waiting' as const };
		const change = { kind: 'card-moved' as const, from: column, to: column };
		await eventually(() => live.view.card(CALL)?.place.column).toBe(WAITING);
		server.tell(6, {
			at: NOW,
			entries: [{ seq: 1, board: FRONT_DESK, person: BEN.person, at: NOW, card: CALL, change }]
		});
		await eventually(() => live.notices).toMatchObject([
			{ kind: 'move-overridden', card: CALL, title: 'Call back', to: 'Contacted, waiting' }
		]);
		live.dismiss(live.notices[0]!.id);
		expect(live.notices).toEqual([]);
	});

	test('[C21] hands the live record to who wants it', async () => {
		const live = await savedBoard();
		const hear = vi.fn();
		const stop = live.onActivity(hear);
		server.tell(6, { at: NOW, entries: [{ seq: 1 }] });
		await eventually(() => hear.mock.calls).toEqual([[[{ seq: 1 }]]]);
		stop();
		server.tell(6, { at: NOW, entries: [{ seq: 2 }] });
		server.tell(6, { at: NOW + 5, entries: [] });
		await eventually(() => Math.abs(live.serverNow() - NOW - 5) < 5_000).toBe(true);
		expect(hear).toHaveBeenCalledOnce();
	});
});

describe('the way back', () => {
	test('[C17, C18] a refused edit is in hand on a board that works, and can be done again', async () => {
		const live = await refusedBoard();
		expect(titles(live)).toEqual(['Call back']);
		expect(live.kept).toMatchObject([{ card: FAX, cardTitle: 'Fax the plan', what: { kind: 'new-card' } }]);
		expect(await keptEditsOf(ANA, FRONT_DESK)).toEqual(live.kept);

		expect(live.applyKept(live.kept[0]!.id)).toEqual({ ok: true, value: FAX });
		expect(live.kept).toEqual([]);
		await eventually(serverTitles).toEqual(['Call back', 'Fax the plan']);
		await eventually(() => live.status.kind).toBe('saved');
		await eventually(() => keptEditsOf(ANA, FRONT_DESK)).toEqual([]);
	});

	test('[C17] the refused document is another than the new one, under another client id', async () => {
		const live = await savedBoard();
		const { doc, view } = live;
		server.refusing = 4409;
		putCard(doc, FAX, 'Fax the plan');
		await eventually(() => live.doc !== doc && live.status.kind === 'saved').toBe(true);
		expect(live.view).not.toBe(view);
		expect(live.doc.clientID).not.toBe(doc.clientID);
		expect(await databaseNames()).toEqual(['daybreak/p1/ana/front-desk/l1', 'daybreak/p1/ana/kept']);
	});

	test('[C17] kept edits are there after a reload; a discarded one is not', async () => {
		await (await refusedBoard()).close();
		const live = board();
		await eventually(() => live.kept).toMatchObject([{ card: FAX }]);
		live.discardKept(live.kept[0]!.id);
		await eventually(() => keptEditsOf(ANA, null)).toEqual([]);
	});

	test('[C18] an edit that today’s board refuses stays kept', async () => {
		const live = await savedBoard();
		server.refusing = 4409;
		editText(live.doc, CALL, 'title', 'Call back today');
		await eventually(() => live.kept).toHaveLength(1);
		await eventually(() => live.status.kind).toBe('saved');
		server.edit((doc) => doc.getMap('cards').delete(CALL));
		await eventually(() => titles(live)).toEqual([]);
		expect(live.applyKept(live.kept[0]!.id)).toMatchObject({ ok: false, refusal: { code: 'card-gone' } });
		expect(live.kept).toHaveLength(1);
	});

	test('[C17] a board that began a new life is opened in it, and the caller hears which', async () => {
		const onLineage = vi.fn();
		const live = await savedBoard({ onLineage });
		server.acknowledging = false;
		moveCard(live.doc, CALL, DOING, 'bottom', NOW);
		await eventually(() => findCard(server.doc, CALL)?.place.column).toBe(DOING);
		server.acknowledging = true;
		server.retire(L2);
		await eventually(() => live.status.kind === 'saved' && live.ready && titles(live).length === 0).toBe(true);
		expect(onLineage.mock.calls).toEqual([[L2]]);
		expect(live.kept).toMatchObject([{ card: CALL, what: { kind: 'move', to: { id: DOING } } }]);
		expect(await databaseNames()).toEqual(['daybreak/p1/ana/front-desk/l2', 'daybreak/p1/ana/kept']);
	});

	test('[C17] what is typed while the server cannot be asked is kept too', async () => {
		const live = await savedBoard();
		let answer: () => void = () => undefined;
		boards = () => new Promise((resolve) => (answer = () => resolve(server.boards())));
		server.refusing = 4409;
		putCard(live.doc, FAX, 'Fax the plan');
		await eventually(() => live.kept).toHaveLength(1);
		expect(live.ready).toBe(false);
		editText(live.doc, CALL, 'title', 'Call back today');
		boards = server.boards;
		answer();
		await eventually(() => live.ready).toBe(true);
		expect(live.kept.map(({ card }) => card)).toEqual([FAX, CALL]);
	});

	test('[C17] a server that is away when it is asked is asked again', async () => {
		const live = await savedBoard();
		boards = vi.fn(server.boards).mockRejectedValueOnce(new Offline());
		server.retire(L2);
		await eventually(() => [live.status.kind, live.ready, titles(live)]).toEqual(['saved', true, []]);
	});

	test('[C19] a copy whose lineage ended while the device was off gives up its edits before it goes', async () => {
		const before = await savedBoard();
		const { port } = server;
		await server.stop();
		await eventually(() => before.status.kind).toBe('offline');
		moveCard(before.doc, CALL, DOING, 'bottom', NOW);
		await eventually(() => before.status.kind).toBe('offline');
		await before.close();

		server = await BoardServer.start(port);
		server.retire(L2);
		const live = board();
		await eventually(() => live.kept).toMatchObject([{ card: CALL, what: { kind: 'move' } }]);
		await eventually(databaseNames).toEqual(['daybreak/p1/ana/front-desk/l2', 'daybreak/p1/ana/kept']);
	});
});

describe('the end', () => {
	test.each([
		[4401, 'signed-out'],
		[4403, 'no-right'],
		[4404, 'no-board']
	] as const)('[C20] %i takes the board off the device: %s', async (code, ended) => {
		const live = await savedBoard();
		expect(await databaseNames()).toEqual(['daybreak/p1/ana/front-desk/l1']);
		server.closeAll(code);
		await eventually(() => live.ended).toBe(ended);
		expect(live.status.kind).toBe('not-live');
		await eventually(databaseNames).toEqual([]);
	});

	test('[C20] a session that ended leaves the words of unsent edits, and no board', async () => {
		const live = await savedBoard();
		server.acknowledging = false;
		putCard(live.doc, FAX, 'Fax the plan');
		await eventually(serverTitles).toHaveLength(2);
		server.closeAll(4401);
		await eventually(() => live.ended).toBe('signed-out');
		expect(live.status.kind).toBe('not-saved');
		await eventually(databaseNames).toEqual(['daybreak/p1/ana/kept']);
		expect(await keptEditsOf(ANA, FRONT_DESK)).toMatchObject([{ card: FAX }]);
	});

	test('[C20] a session that ended while a new life was asked for ends the board', async () => {
		const live = await savedBoard();
		boards = () => Promise.reject(new Problem(401, { title: 'Sign in first.' }));
		server.retire(L2);
		await eventually(() => live.ended).toBe('signed-out');
		await eventually(databaseNames).toEqual([]);
	});

	test('[C20] signing out says what would be lost, and leaves nothing', async () => {
		rememberSession({ me: ME, boards: [], people: [] });
		const live = await refusedBoard();
		server.acknowledging = false;
		moveCard(live.doc, CALL, DOING, 'bottom', NOW);
		await eventually(() => countUnsaved(ANA.practice, ANA.person)).toBe(2);
		await live.close();
		await forgetPerson(ANA.practice, ANA.person);
		expect(await databaseNames()).toEqual([]);
		expect(rememberedSession()).toBe(null);
	});

	test('[C20] a colleague’s copies on the same device stay', async () => {
		const live = await savedBoard({ me: { ...ME, person: { ...ME.person, id: BEN.person } } });
		await live.close();
		await forgetPerson(ANA.practice, ANA.person);
		expect(await databaseNames()).toEqual(['daybreak/p1/ben/front-desk/l1']);
	});

	test('an unknown kept edit changes nothing', async () => {
		const live = await savedBoard();
		expect(live.applyKept('nothing')).toEqual({ ok: true, value: null });
	});
});
