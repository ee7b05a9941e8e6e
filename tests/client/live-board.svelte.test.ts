import { describe, expect, test, vi } from 'vitest';
import { moveCard } from '#domain/board/cards.ts';
import type { LineageId } from '#domain/ids.ts';
import { countUnsaved, forgetPerson } from '../../src/lib/client/local-copies.ts';
import { Problem } from '../../src/lib/client/problem.ts';
import { rememberedSession, rememberSession } from '../../src/lib/client/remembered.ts';
import { retirePerson } from '../../src/lib/client/seal-unsent.ts';
import { sealedFor } from '../../src/lib/client/sealed-store.ts';
import { vault } from '../../src/lib/client/vault.ts';
import { FRONT_DESK } from './board-server.ts';
import { CALL, DOING, FAX, NOW, putCard, WAITING } from './desk.ts';
import { ANA, BEN, databaseNames, eventually, ringOf } from './device.ts';
import { practicePair } from './practice-pair.ts';
import { houseForEachTest, ME, openBoard, refusedBoard, savedBoard, titlesAt, titlesOn } from './screen.ts';

const L2 = 'l2' as LineageId;

const house = houseForEachTest();

describe('a board on a screen', () => {
	test('[C1] shows the server’s board, and says when it was saved', async () => {
		const live = openBoard(house);
		expect(live.ready).toBe(false);
		await eventually(() => live.ready).toBe(true);
		await eventually(() => live.status.kind).toBe('saved');
		expect(titlesOn(live)).toEqual(['Call back']);
		expect(live.view.title).toBe('Front Desk');
		expect(live.status.since).toBeGreaterThan(0);
	});

	test('[C6] is there without the server, as it was left', async () => {
		const before = await savedBoard(house);
		await before.close();
		await house.server.stop();
		const live = openBoard(house);
		await eventually(() => live.ready).toBe(true);
		expect(titlesOn(live)).toEqual(['Call back']);
		await eventually(() => live.status.kind).toBe('offline');
	});

	test('[C16] says who is here: this person first, and on which card', async () => {
		const live = await savedBoard(house);
		expect(live.present).toEqual([{ person: { id: 'ana', name: 'Ana', colour: 2 }, card: null, you: true }]);
		live.lookAt(CALL);
		expect(live.present).toMatchObject([{ card: CALL, you: true }]);
	});

	test('[C21] tells of a move that another overrode, until it is dismissed', async () => {
		const live = await savedBoard(house);
		house.server.acknowledging = false;
		house.server.doc.clientID = 2 ** 32 - 1;
		moveCard(live.doc, CALL, DOING, 'bottom', NOW);
		house.server.edit((doc) => moveCard(doc, CALL, WAITING, 'bottom', NOW));
		const column = { id: WAITING, title: 'Contacted, waiting', kind: 'waiting' as const };
		const change = { kind: 'card-moved' as const, from: column, to: column };
		await eventually(() => live.view.card(CALL)?.place.column).toBe(WAITING);
		house.server.tell(6, {
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
		const live = await savedBoard(house);
		const hear = vi.fn();
		const stop = live.onActivity(hear);
		house.server.tell(6, { at: NOW, entries: [{ seq: 1 }] });
		await eventually(() => hear.mock.calls).toEqual([[[{ seq: 1 }]]]);
		stop();
		house.server.tell(6, { at: NOW, entries: [{ seq: 2 }] });
		house.server.tell(6, { at: NOW + 5, entries: [] });
		await eventually(() => Math.abs(live.serverNow() - NOW - 5) < 5_000).toBe(true);
		expect(hear).toHaveBeenCalledOnce();
	});
});

describe('meeting a colleague in one thing', () => {
	const meeting = (late: string, others: string[], over: object) => ({
		card: CALL,
		title: 'Call back',
		late,
		others,
		over
	});
	const text = { kind: 'text', field: 'description' };

	test('[S30] is told to the two who met, once, and to nobody else', async () => {
		const live = await savedBoard(house);
		const met = [meeting(BEN.person, [ANA.person], text), meeting(BEN.person, ['cy'], text)];
		house.server.tell(6, { at: NOW, entries: [], met });
		house.server.tell(6, { at: NOW, entries: [], met: [met[0], meeting(ANA.person, [BEN.person], text)] });
		await eventually(() => live.notices.map((notice) => notice.kind === 'met' && notice.meeting.late)).toEqual([
			BEN.person,
			ANA.person
		]);
	});

	test('[C28] changes of a card that had been handed over are in hand, also after a reload', async () => {
		const live = await savedBoard(house);
		const changes = [
			{ kind: 'text-edited', field: 'description', splices: [{ at: 0, removed: '', insert: 'Denied.' }] },
			{ kind: 'comment-added', comment: 'k1', text: 'Ask them why' }
		];
		const over = { kind: 'left', to: { id: 'billing', title: 'Billing' }, changes };
		const met = [meeting(ANA.person, [BEN.person], over), meeting(BEN.person, [ANA.person], over)];
		house.server.tell(6, { at: NOW, entries: [], met });
		const inHand = ['Denied.', 'Ask them why'];
		await eventually(() => live.kept.map((edit) => edit.text)).toEqual(inHand);
		expect(live.kept[0]).toMatchObject({ cardTitle: 'Call back', applicable: false, left: { title: 'Billing' } });
		expect(live.notices.map((notice) => notice.kind === 'met' && notice.meeting.late)).toEqual([BEN.person]);
		await live.close();
		const again = await savedBoard(house);
		await eventually(() => again.kept.map((edit) => edit.text)).toEqual(inHand);
		expect(titlesAt(house)).toEqual(['Call back']);
	});
});

describe('the end', () => {
	test.each([
		[4403, 'no-right'],
		[4404, 'no-board']
	] as const)('[C20] %i takes the board off the device: %s', async (code, ended) => {
		const live = await savedBoard(house);
		expect(await databaseNames()).toEqual(['daybreak/p1/ana/front-desk/l1']);
		house.server.closeAll(code);
		await eventually(() => live.ended).toBe(ended);
		expect(live.status.kind).toBe('not-live');
		await eventually(databaseNames).toEqual([]);
	});

	test('[C20] a session that ended leaves unsent edits sealed, and no board', async () => {
		const live = await savedBoard(house);
		house.server.acknowledging = false;
		putCard(live.doc, FAX, 'Fax the plan');
		await eventually(() => titlesAt(house)).toHaveLength(2);
		house.server.closeAll(4401);
		await eventually(() => live.ended).toBe('signed-out');
		expect(live.status.kind).toBe('not-saved');
		await live.leave(0);
		await retirePerson(ANA, practicePair().key);
		expect(await databaseNames()).toEqual(['daybreak/sealed']);
		expect(await sealedFor(ANA)).toHaveLength(1);
	});

	test('[C20] without a key to seal with, what is unsent stays hidden in its copy', async () => {
		const live = await savedBoard(house);
		house.server.acknowledging = false;
		putCard(live.doc, FAX, 'Fax the plan');
		await eventually(() => titlesAt(house)).toHaveLength(2);
		house.server.closeAll(4401);
		await eventually(() => live.ended).toBe('signed-out');
		await live.leave(0);
		await retirePerson(ANA, null);
		expect(await databaseNames()).toEqual(['daybreak/p1/ana/front-desk/l1']);
	});

	test('[C20] a session that ended while a new life was asked for ends the board', async () => {
		const live = await savedBoard(house);
		house.boards = () => Promise.reject(new Problem(401, { title: 'Sign in first.' }));
		house.server.retire(L2);
		await eventually(() => live.ended).toBe('signed-out');
	});

	test('[C20] what is unsent can be counted, and all of it deleted', async () => {
		await rememberSession({ me: ME, boards: [], people: [] });
		const live = await refusedBoard(house);
		house.server.acknowledging = false;
		moveCard(live.doc, CALL, DOING, 'bottom', NOW);
		await eventually(() => countUnsaved(ANA)).toBe(2);
		await live.close();
		await forgetPerson(ANA);
		expect(await databaseNames()).toEqual([]);
		expect(await rememberedSession()).toBe(null);
	});

	test('[C20] a colleague’s copies on the same device stay', async () => {
		vault.put(BEN, await ringOf('ben'));
		const live = await savedBoard(house, { me: { ...ME, person: { ...ME.person, id: BEN.person } } });
		await live.close();
		await forgetPerson(ANA);
		expect(await databaseNames()).toEqual(['daybreak/p1/ben/front-desk/l1']);
	});

	test('an unknown kept edit changes nothing', async () => {
		const live = await savedBoard(house);
		expect(live.applyKept('nothing')).toEqual({ ok: true, value: null });
	});
});
