import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addCard } from '#domain/board/cards.ts';
import { cardsOf } from '#domain/board/schema.ts';
import type { PersonId } from '#domain/ids.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { Clock } from './clock.ts';
import { Disk } from './disk.ts';
import { newBoard } from './play.ts';
import { Tab } from './tab.ts';
import { SimulatedServer } from './wire.ts';

/** Plays of few steps, each of which once lost something or showed it too early. */
describe('while a commit is under way', () => {
	const clock = new Clock();
	let violations: string[];
	let disk: Disk;
	let server: SimulatedServer;
	let giveBack: () => void;

	beforeEach(async () => {
		giveBack = clock.install();
		violations = [];
		const person = (client: number) => (client === 99 ? 'system' : `p-${client}`) as PersonId;
		disk = new Disk(newBoard(), person, violations);
		await disk.open();
		server = new SimulatedServer(disk, clock);
	});
	afterEach(() => giveBack());

	const open = (client: number, copy?: Tab) => {
		const person = `p-${client}` as PersonId;
		const tab = new Tab(server, { person, extended: true, namesLineage: false }, client, violations, copy?.doc);
		tab.connect();
		return tab;
	};
	const joined = async (client: number) => {
		const tab = open(client);
		await exchange(tab);
		await exchange(tab);
		return tab;
	};
	const add = (tab: Tab, name: string) => {
		const origin = { kind: 'person' as const, person: tab.person, at: at(1) };
		addCard(tab.doc, newCard(name, { origin }), at(1));
	};
	/** Delivers what each has said, and then what the server says to them. */
	const exchange = async (...tabs: Tab[]) => {
		for (const { link } of tabs) for (const frame of link!.up.splice(0)) server.receive(link!, frame);
		await clock.settle();
		for (const tab of tabs) for (const frame of tab.link!.down.splice(0)) tab.hear(frame);
	};
	const durable = async (...tabs: Tab[]) => {
		disk.mode = 'prompt';
		await disk.release(false);
		for (let i = 0; i < 3; i++) {
			await clock.settle();
			await exchange(...tabs);
		}
	};

	test('[S23] a newcomer who waits for it is not answered with what another newcomer has just said', async () => {
		const ana = await joined(101);
		const ben = await joined(102);
		disk.mode = 'slow';
		add(ana, 'a');
		await exchange(ana);
		server.hangUp(ben.link!);
		ben.hangUp();
		ben.connect();
		add(ben, 'b');
		const cleo = open(103);
		await exchange(ben, cleo);
		await disk.release(false);
		await clock.settle();
		expect(violations).toEqual([]);
		await durable(ana, ben, cleo);
		for (const { doc } of [ana, ben, cleo]) expect(cardsOf(doc).size).toBe(2);
	});

	test('[S20] a colleague hears of what somebody wrote who has hung up by then', async () => {
		const [ana, ben] = [await joined(101), await joined(102)];
		disk.mode = 'slow';
		add(ben, 'first');
		await exchange(ben);
		add(ana, 'a');
		add(ben, 'b');
		await exchange(ana, ben);
		server.hangUp(ana.link!);
		ana.hangUp();
		await durable(ben);
		expect([...cardsOf(ben.doc).keys()]).toContain(cardId('a'));
		expect(violations).toEqual([]);
	});

	test('[S7, S21] a repeated edit is not acknowledged before the first of it is durable', async () => {
		const ana = await joined(101);
		disk.mode = 'slow';
		add(ana, 'a');
		await exchange(ana);
		server.hangUp(ana.link!);
		ana.hangUp();
		ana.connect();
		await exchange(ana);
		expect(ana.link!.promised).toBe(0);
		disk.mode = 'failing';
		await disk.release(true);
		await clock.settle();
		await exchange(ana);
		expect(ana.link!.promised).toBe(0);
		disk.mode = 'prompt';
		await clock.pass(20_000);
		await durable(ana);
		expect(ana.acknowledged).toBe(true);
		expect(violations).toEqual([]);
	});
});
