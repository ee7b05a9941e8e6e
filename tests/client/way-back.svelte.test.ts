import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { moveCard } from '#domain/board/cards.ts';
import { findCard } from '#domain/board/queries.ts';
import { editText } from '#domain/board/text.ts';
import type { LineageId } from '#domain/ids.ts';
import { keptEditsOf } from '../../src/lib/client/kept-store.ts';
import { Offline } from '../../src/lib/client/problem.ts';
import { BoardServer, FRONT_DESK } from './board-server.ts';
import { CALL, DOING, FAX, NOW, putCard } from './desk.ts';
import { ANA, databaseNames, eventually } from './device.ts';
import { houseForEachTest, openBoard, refusedBoard, savedBoard, titlesAt, titlesOn } from './screen.ts';

const L2 = 'l2' as LineageId;

const house = houseForEachTest();

const stateOf = (doc: Y.Doc) => ({ stateVector: Buffer.from(Y.encodeStateVector(doc)).toString('base64') });

describe('the way back', () => {
	test('[C17, C18] a refused edit is in hand on a board that works, and can be done again', async () => {
		const live = await refusedBoard(house);
		expect(titlesOn(live)).toEqual(['Call back']);
		expect(live.kept).toMatchObject([{ card: FAX, cardTitle: 'Fax the plan', what: { kind: 'new-card' } }]);
		expect(await keptEditsOf(ANA, FRONT_DESK)).toEqual(live.kept);

		expect(live.applyKept(live.kept[0]!.id)).toEqual({ ok: true, value: FAX });
		expect(live.kept).toEqual([]);
		await eventually(() => titlesAt(house)).toEqual(['Call back', 'Fax the plan']);
		await eventually(() => live.status.kind).toBe('saved');
		await eventually(() => keptEditsOf(ANA, FRONT_DESK)).toEqual([]);
	});

	test('[C17] the refused document is another than the new one, under another client id', async () => {
		const live = await savedBoard(house);
		const { doc, view } = live;
		house.server.refusing = 4409;
		putCard(doc, FAX, 'Fax the plan');
		await eventually(() => live.doc !== doc && live.status.kind === 'saved').toBe(true);
		expect(live.view).not.toBe(view);
		expect(live.doc.clientID).not.toBe(doc.clientID);
		expect(await databaseNames()).toEqual(['daybreak/p1/ana/front-desk/l1', 'daybreak/p1/ana/kept']);
	});

	test('[C17] kept edits are there after a reload; a discarded one is not', async () => {
		await (await refusedBoard(house)).close();
		const live = openBoard(house);
		await eventually(() => live.kept).toMatchObject([{ card: FAX }]);
		live.discardKept(live.kept[0]!.id);
		await eventually(() => keptEditsOf(ANA, null)).toEqual([]);
	});

	test('[C18] an edit that today’s board refuses stays kept', async () => {
		const live = await savedBoard(house);
		house.server.refusing = 4409;
		editText(live.doc, CALL, 'title', 'Call back today');
		await eventually(() => live.kept).toHaveLength(1);
		await eventually(() => live.status.kind).toBe('saved');
		house.server.edit((doc) => doc.getMap('cards').delete(CALL));
		await eventually(() => titlesOn(live)).toEqual([]);
		expect(live.applyKept(live.kept[0]!.id)).toMatchObject({ ok: false, refusal: { code: 'card-gone' } });
		expect(live.kept).toHaveLength(1);
	});

	test('[C17] a board that began a new life is opened in it, and the caller hears which', async () => {
		const onLineage = vi.fn();
		const live = await savedBoard(house, { onLineage });
		house.server.acknowledging = false;
		moveCard(live.doc, CALL, DOING, 'bottom', NOW);
		await eventually(() => findCard(house.server.doc, CALL)?.place.column).toBe(DOING);
		house.server.acknowledging = true;
		house.server.retire(L2);
		await eventually(() => live.status.kind === 'saved' && live.ready && titlesOn(live).length === 0).toBe(true);
		expect(onLineage.mock.calls).toEqual([[L2]]);
		expect(live.kept).toMatchObject([{ card: CALL, what: { kind: 'move', to: { id: DOING } } }]);
		expect(await databaseNames()).toEqual(['daybreak/p1/ana/front-desk/l2', 'daybreak/p1/ana/kept']);
	});

	test('[C25] what was done offline on a life that ended is repeated where nobody has touched it', async () => {
		const live = await savedBoard(house);
		house.server.acknowledging = false;
		const before = stateOf(house.server.doc);
		const next = new Y.Doc();
		Y.applyUpdate(next, Y.encodeStateAsUpdate(house.server.doc));
		house.lineageEnd = () => Promise.resolve(before);
		moveCard(live.doc, CALL, DOING, 'bottom', NOW);
		await eventually(() => findCard(house.server.doc, CALL)?.place.column).toBe(DOING);
		house.server.acknowledging = true;
		house.server.retire(L2, next);
		await eventually(() => findCard(next, CALL)?.place.column).toBe(DOING);
		await eventually(() => [live.kept, live.status.kind]).toEqual([[], 'saved']);
		await eventually(() => keptEditsOf(ANA, FRONT_DESK)).toEqual([]);
	});

	test('[C25] what had arrived before its life ended is no loss, whatever became of it', async () => {
		const live = await savedBoard(house);
		house.server.acknowledging = false;
		moveCard(live.doc, CALL, DOING, 'bottom', NOW);
		await eventually(() => findCard(house.server.doc, CALL)?.place.column).toBe(DOING);
		const end = stateOf(house.server.doc);
		house.lineageEnd = () => Promise.resolve(end);
		house.server.acknowledging = true;
		house.server.retire(L2);
		await eventually(() => [live.ready, live.status.kind, live.kept, titlesOn(live)]).toEqual([true, 'saved', [], []]);
	});

	test('[C17] what is typed while the server cannot be asked is kept too', async () => {
		const live = await savedBoard(house);
		let answer: () => void = () => undefined;
		house.boards = () => new Promise((resolve) => (answer = () => resolve(house.server.boards())));
		house.server.refusing = 4409;
		putCard(live.doc, FAX, 'Fax the plan');
		await eventually(() => live.kept).toHaveLength(1);
		expect(live.ready).toBe(false);
		editText(live.doc, CALL, 'title', 'Call back today');
		house.boards = house.server.boards;
		answer();
		await eventually(() => live.ready).toBe(true);
		expect(live.kept.map(({ card }) => card)).toEqual([FAX, CALL]);
	});

	test('[C17] a server that is away when it is asked is asked again', async () => {
		const live = await savedBoard(house);
		house.boards = vi.fn(house.server.boards).mockRejectedValueOnce(new Offline());
		house.server.retire(L2);
		await eventually(() => [live.status.kind, live.ready, titlesOn(live)]).toEqual(['saved', true, []]);
	});

	test('[C19] a copy whose lineage ended while the device was off gives up its edits before it goes', async () => {
		const before = await savedBoard(house);
		const { port } = house.server;
		await house.server.stop();
		await eventually(() => before.status.kind).toBe('offline');
		moveCard(before.doc, CALL, DOING, 'bottom', NOW);
		await eventually(() => before.status.kind).toBe('offline');
		await before.close();

		house.server = await BoardServer.start(port);
		house.server.retire(L2);
		const live = openBoard(house);
		await eventually(() => live.kept).toMatchObject([{ card: CALL, what: { kind: 'move' } }]);
		await eventually(databaseNames).toEqual(['daybreak/p1/ana/front-desk/l2', 'daybreak/p1/ana/kept']);
	});
});
