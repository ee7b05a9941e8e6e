import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { BoardId, CardId, Instant, LineageId } from '#domain/ids.ts';
import { closeDrafts, keepDraft, openDrafts, readDraft } from '../../src/lib/client/drafts.ts';
import type { KeptEdit } from '../../src/lib/client/kept-edits.ts';
import { keepEdits, keptEditsOf } from '../../src/lib/client/kept-store.ts';
import { hiddenIn, lineOf, type KeyRing } from '../../src/lib/client/key-ring.ts';
import { OfflineStore } from '../../src/lib/client/offline-store.ts';
import { rememberedOwner, rememberedSession, rememberSession } from '../../src/lib/client/remembered.ts';
import type { UnsentEdit } from '../../src/lib/client/unsent.ts';
import { NoKey, vault } from '../../src/lib/client/vault.ts';
import { everythingOnDevice, plainCopy } from './disk.ts';
import { ANA, eventually, freshDevice, freshStorage, ringOf } from './device.ts';
import { ME } from './screen.ts';

const NAME = 'daybreak/p1/ana/front-desk/l1';
const CANARY = 'Canary Okafor';

const update = (text = CANARY): Uint8Array => {
	const doc = new Y.Doc();
	doc.getMap('meta').set('title', text);
	return Y.encodeStateAsUpdate(doc);
};
const titleIn = (updates: readonly Uint8Array[]) => {
	const doc = new Y.Doc();
	for (const each of updates) Y.applyUpdate(doc, each);
	return doc.getMap('meta').get('title');
};
const unsent = (key = '1.1'): UnsentEdit => ({
	key,
	at: 1 as Instant,
	occurrences: [{ card: null, change: { kind: 'board-changed', field: 'title', from: '', to: CANARY } }],
	moves: [],
	clocks: { client: 1, from: 0, to: 1 }
});
const kept: KeptEdit = {
	id: 'front-desk/1.1/c1.title',
	board: 'front-desk' as BoardId,
	lineage: 'l1' as LineageId,
	clocks: [],
	card: 'c1' as CardId,
	cardTitle: CANARY,
	what: { kind: 'text', field: 'title', before: '', after: CANARY, typed: CANARY },
	text: CANARY,
	applicable: true,
	at: 1 as Instant
};

async function load(ring: KeyRing | null) {
	const store = new OfflineStore(NAME, ring);
	const stored = await store.load();
	return { store, stored };
}

beforeEach(async () => {
	await freshDevice();
	freshStorage();
	closeDrafts();
});

describe('what lies on the device', () => {
	test('[LK1] can be read with its person’s key alone: copy, kept edits, drafts, names', async () => {
		const { store } = await load(vault.ring(ANA));
		for (let i = 0; i < 250; i += 1) store.append(update(`${CANARY} ${i}`));
		store.append(update(), unsent());
		await store.idle();
		await store.close();
		await keepEdits(ANA, [kept]);
		await openDrafts(ANA);
		keepDraft(ANA.person, 'comment/c1', CANARY);
		await rememberSession({ me: { ...ME, person: { ...ME.person, name: CANARY } }, boards: [], people: [] });
		await eventually(() => Object.keys(localStorage).length).toBe(2);

		const device = await everythingOnDevice();
		expect(device).toContain('front-desk');
		expect(device).not.toContain('Canary');
		expect(await keptEditsOf(ANA, null)).toEqual([kept]);
		expect((await load(vault.ring(ANA))).stored.unsent).toEqual([unsent()]);
		closeDrafts();
		expect(readDraft(ANA.person, 'comment/c1')).toBe('');
		await openDrafts(ANA);
		expect(readDraft(ANA.person, 'comment/c1')).toBe(CANARY);

		vault.drop();
		await expect(keptEditsOf(ANA, null)).rejects.toBeInstanceOf(NoKey);
		await expect(rememberedSession()).rejects.toBeInstanceOf(NoKey);
		await expect(keepEdits(ANA, [kept])).rejects.toBeInstanceOf(NoKey);
		await expect(load(null)).rejects.toThrow();
		expect(rememberedOwner()).toEqual(ANA);
	});

	test('[LK1] the keys cannot be read out of the browser', async () => {
		for (const [, key] of vault.ringFor(ANA).parts.keys) {
			expect(key.extractable).toBe(false);
			await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
		}
	});

	test('[LK2] an older key opens what it hid, the newest hides, and a strange record is passed over', async () => {
		const { store } = await load(await ringOf('ana', 1));
		store.append(update('Old'), unsent('1.1'));
		await store.close();
		const rotated = await load(await ringOf('ana', 2, 1));
		expect(titleIn(rotated.stored.updates)).toBe('Old');
		rotated.store.append(update('New'), unsent('1.2'));
		await rotated.store.close();
		const thief = await load(await ringOf('ana', 1));
		expect([titleIn(thief.stored.updates), thief.stored.unsent.map(({ key }) => key)]).toEqual(['Old', ['1.1']]);
		await thief.store.close();
		const stranger = await load(await ringOf('ben'));
		expect(stranger.stored).toMatchObject({ updates: [], unsent: [] });
		await stranger.store.close();
	});

	test('[LK2] a record does not open in another place', async () => {
		const ring = await ringOf('ana');
		const hidden = await ring.hideJson(CANARY, 'here');
		expect(await ring.openJson(hidden, 'there')).toBeNull();
		expect(await ring.openJson(hiddenIn(lineOf(hidden))!, 'here')).toBe(CANARY);
		expect(hiddenIn(CANARY)).toBeNull();
	});

	test('[LK3] what a version without keys left readable is taken over once, and hidden', async () => {
		await plainCopy(NAME, [update()], [unsent()]);
		await plainCopy('daybreak/p1/ana/kept', null, [kept]);
		localStorage.setItem('daybreak/draft/ana/comment/c1', CANARY);
		localStorage.setItem('daybreak:session', JSON.stringify({ me: ME, boards: [], people: [{ name: CANARY }] }));
		expect(await everythingOnDevice()).toContain('Canary');

		const { store, stored } = await load(vault.ring(ANA));
		expect(stored.unsent).toEqual([unsent()]);
		await store.close();
		expect(await keptEditsOf(ANA, null)).toEqual([kept]);
		await openDrafts(ANA);
		expect(readDraft(ANA.person, 'comment/c1')).toBe(CANARY);
		expect(rememberedOwner()).toEqual(ANA);
		await rememberSession({ me: ME, boards: [], people: [] });
		expect(await everythingOnDevice()).not.toContain('Canary');
		expect((await load(vault.ring(ANA))).stored.unsent).toEqual([unsent()]);
		expect(await keptEditsOf(ANA, null)).toEqual([kept]);
	});

	test('[C8, LK1] a compaction loses nothing that a tab writes meanwhile', async () => {
		const [one, other] = [await load(vault.ring(ANA)), await load(vault.ring(ANA))];
		const docs = [new Y.Doc(), new Y.Doc()] as const;
		docs[0].on('update', (bytes) => one.store.append(bytes));
		docs[1].on('update', (bytes) => other.store.append(bytes));
		for (let i = 0; i < 450; i += 1) {
			docs[i % 2]!.getMap('meta').set(`${i}`, i);
			if (i % 40 === 0) await one.store.idle();
		}
		await Promise.all([one.store.close(), other.store.close()]);
		const all = new Y.Doc();
		const { store, stored } = await load(vault.ring(ANA));
		for (const each of stored.updates) Y.applyUpdate(all, each);
		expect(all.getMap('meta').size).toBe(450);
		expect(stored.updates.length).toBeLessThan(450);
		await store.close();
	});
});
