import { describe, expect, test, vi } from 'vitest';
import { moveCard } from '#domain/board/cards.ts';
import { editText } from '#domain/board/text.ts';
import type { LineageId } from '#domain/ids.ts';
import { deliverSealed } from '../../src/lib/client/deliver-sealed.ts';
import { closeDrafts, keepDraft, openDrafts, readDraft } from '../../src/lib/client/drafts.ts';
import { keptEditsOf } from '../../src/lib/client/kept-store.ts';
import { clearAway, countUnsaved, forgetPerson } from '../../src/lib/client/local-copies.ts';
import { leaveBoards } from '../../src/lib/client/open-boards.ts';
import { sealPlainOfOthers, sealUnsent } from '../../src/lib/client/seal-unsent.ts';
import { sealedFor } from '../../src/lib/client/sealed-store.ts';
import { vault } from '../../src/lib/client/vault.ts';
import { BoardServer, FRONT_DESK } from './board-server.ts';
import { CALL, DOING, FAX, NOW, putCard } from './desk.ts';
import { everythingOnDevice, plainCopy } from './disk.ts';
import { ANA, BEN, databaseNames, eventually, ringOf } from './device.ts';
import { practicePair } from './practice-pair.ts';
import { houseForEachTest, openBoard, savedBoard, titlesAt } from './screen.ts';

const house = houseForEachTest();
const pair = practicePair();

const listing = (lineage: LineageId = house.server.lineage) => [
	{ id: FRONT_DESK, department: 'front-desk' as const, title: 'Front Desk', lineage }
];

/** Ana worked without the network, and her screen is locked now: nothing of hers was sent. */
async function leftUnsent(): Promise<void> {
	const live = await savedBoard(house);
	await openDrafts(ANA);
	await house.server.stop();
	await eventually(() => live.status.kind).toBe('offline');
	putCard(live.doc, FAX, 'Fax the plan');
	editText(live.doc, CALL, 'title', 'Call back today');
	moveCard(live.doc, CALL, DOING, 'bottom', NOW);
	keepDraft(ANA.person, `comment/${CALL}`, 'Half a word');
	await eventually(() => live.status.kind).toBe('offline');
	const atRisk = await leaveBoards(50);
	expect(await sealUnsent(ANA, pair.key, atRisk)).toEqual({ count: 4, safe: true });
	closeDrafts();
	vault.drop();
}

/** Ana signs in again, and the network is back. */
async function isBack(): Promise<void> {
	house.server = await BoardServer.start(house.server.port, house.server.doc);
	vault.put(ANA, await ringOf('ana'));
	await openDrafts(ANA);
}

describe('what could not be sent', () => {
	test('[LK8] waits sealed, readable by nobody there, and is sent at the next sign-in, once', async () => {
		await leftUnsent();
		expect(await countUnsaved(ANA)).toBe(0);
		const device = await everythingOnDevice();
		for (const words of ['Fax the plan', 'today', 'Half a word']) expect(device).not.toContain(words);
		await clearAway(ANA);
		expect(await databaseNames()).toEqual(['daybreak/sealed']);

		vault.put(BEN, await ringOf('ben'));
		await openDrafts(BEN);
		expect(await deliverSealed(BEN, listing(), pair.tells(BEN))).toBe(0);
		const [blob] = await sealedFor(ANA);
		const { keys } = await pair.tells(BEN)([{ key: 'x1', point: btoa(String.fromCharCode(...blob!.blob.point)) }]);
		expect(keys).toHaveLength(1);

		await isBack();
		expect(await deliverSealed(ANA, listing(), pair.tells(ANA))).toBe(1);
		expect(readDraft(ANA.person, `comment/${CALL}`)).toBe('Half a word');
		expect(await sealedFor(ANA)).toEqual([]);
		const live = await savedBoard(house);
		expect(titlesAt(house)).toEqual(['Call back today', 'Fax the plan']);
		expect(live.view.card(CALL)?.place.column).toBe(DOING);
		expect(live.kept).toEqual([]);
		expect(await deliverSealed(ANA, listing(), pair.tells(ANA))).toBe(0);
	});

	test('[LK8] goes back into a copy that is still there, and is not done twice', async () => {
		await leftUnsent();
		await isBack();
		await deliverSealed(ANA, listing(), pair.tells(ANA));
		await savedBoard(house);
		expect(titlesAt(house)).toEqual(['Call back today', 'Fax the plan']);
		await eventually(() => countUnsaved(ANA)).toBe(0);
	});

	test('[LK8] is done again where the board has begun a new life meanwhile', async () => {
		await leftUnsent();
		await forgetPerson(ANA);
		await isBack();
		const l2 = 'l2' as LineageId;
		house.server.retire(l2);
		house.server.edit((doc) => putCard(doc, CALL, 'Call back'));
		house.lineageEnd = () => Promise.resolve({ stateVector: 'AA==' });
		await deliverSealed(ANA, listing(l2), pair.tells(ANA));
		const live = await savedBoard(house);
		await eventually(() => titlesAt(house)).toEqual(['Call back today', 'Fax the plan']);
		await eventually(() => live.kept).toEqual([]);
	});

	test('[LK9] stays sealed until all of it is on disk in its person’s own copies', async () => {
		await leftUnsent();
		await isBack();
		const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
			throw new DOMException('no', 'QuotaExceededError');
		});
		await expect(deliverSealed(ANA, listing(), pair.tells(ANA))).rejects.toThrow();
		await expect(deliverSealed(ANA, listing(), () => Promise.reject(new Error('no server')))).rejects.toThrow();
		full.mockRestore();
		expect(await deliverSealed(ANA, listing(), async () => ({ keys: [null] }))).toBe(0);
		expect(await sealedFor(ANA)).toHaveLength(1);
		expect(await deliverSealed(ANA, listing(), pair.tells(ANA))).toBe(1);
	});

	test('[LK9] stays in its copy, hidden, when the disk takes no sealed blob', async () => {
		await openDrafts(ANA);
		const live = await savedBoard(house);
		await house.server.stop();
		await eventually(() => live.status.kind).toBe('offline');
		putCard(live.doc, FAX, 'Fax the plan');
		await eventually(() => live.status.kind).toBe('offline');
		await leaveBoards(0);
		vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
			throw new DOMException('no', 'QuotaExceededError');
		});
		expect(await sealUnsent(ANA, pair.key)).toEqual({ count: 1, safe: false });
		expect(await countUnsaved(ANA)).toBe(1);
		expect(await sealedFor(ANA)).toHaveLength(1);
		await isBack();
		expect(await deliverSealed(ANA, listing(), pair.tells(ANA))).toBe(1);
	});

	test('[LK10] of somebody who never locked stays hidden in the copy; copies that owe nothing go', async () => {
		const live = await savedBoard(house);
		house.server.acknowledging = false;
		putCard(live.doc, FAX, 'Fax the plan');
		await eventually(() => titlesAt(house)).toHaveLength(2);
		await live.close();
		vault.put(BEN, await ringOf('ben'));
		await clearAway(ANA);
		expect(await databaseNames()).toEqual(['daybreak/p1/ana/front-desk/l1']);
		expect(await everythingOnDevice()).not.toContain('Fax the plan');
		house.server.acknowledging = true;
		vault.put(ANA, await ringOf('ana'));
		await savedBoard(house);
		await leaveBoards(0);
		await clearAway(ANA);
		expect(await databaseNames()).toEqual([]);
	});

	test('[LK11] is waited for while it is on its way, and not longer than two seconds', async () => {
		const live = await savedBoard(house);
		putCard(live.doc, FAX, 'Fax the plan');
		expect(await leaveBoards(20_000)).toEqual([]);
		expect(titlesAt(house)).toEqual(['Call back', 'Fax the plan']);
		expect(await countUnsaved(ANA)).toBe(0);

		const slow = await savedBoard(house);
		house.server.acknowledging = false;
		moveCard(slow.doc, CALL, DOING, 'bottom', NOW);
		const began = Date.now();
		await leaveBoards(200);
		expect(Date.now() - began).toBeGreaterThanOrEqual(199);
		await openBoard(house).close();
		expect(await countUnsaved(ANA)).toBe(1);
	});

	test('[LK3] what a version without keys left of a colleague is sealed for them, and gone', async () => {
		await plainCopy('daybreak/p1/ben/kept', null, [
			{ id: 'front-desk/9.1', board: FRONT_DESK, at: 1, text: 'Canary', what: { kind: 'other' } }
		]);
		localStorage.setItem('daybreak/draft/ben/comment/c1', 'Canary draft');
		await sealPlainOfOthers(ANA, pair.key);
		expect(await everythingOnDevice()).not.toContain('Canary');
		vault.put(BEN, await ringOf('ben'));
		await openDrafts(BEN);
		expect(await deliverSealed(BEN, listing(), pair.tells(BEN))).toBe(2);
		expect(await keptEditsOf(BEN, null)).toMatchObject([{ text: 'Canary' }]);
		expect(readDraft(BEN.person, 'comment/c1')).toBe('Canary draft');
	});
});
