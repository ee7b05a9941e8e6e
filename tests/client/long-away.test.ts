import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import type * as Y from 'yjs';
import { addCard, moveCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { allCards, allColumns, findCard } from '#domain/board/queries.ts';
import { cardsOf, readComments } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { CommentId, ColumnId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import { Replica } from '../../src/lib/client/replica.ts';
import { statusAt } from '../../src/lib/client/save-status.ts';
import { vault } from '../../src/lib/client/vault.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { BadNetwork } from '../simulation/bad-network.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, type Practice } from '../sync/practice.ts';
import { FRONT_DESK } from './board-server.ts';
import { eventually, ringOf } from './device.ts';

// Before anything is imported: libraries keep the `Date.now` that they find.
vi.hoisted(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-02T13:00:00Z') }));

const HOUR = 3_600_000;
const NAMES = ['maria', 'ana', 'ben', 'cleo', 'dev'];
const COLUMNS = ['doing', 'contacted-waiting', 'done', 'verify-benefits', 'inbox'] as ColumnId[];
const SHARED = cardId('shared');

let practice: Practice;
let network: BadNetwork;
const people: Person[] = [];

beforeEach(async () => {
	practice = await openPractice();
	network = await BadNetwork.before(practice.url);
});
afterEach(async () => {
	await Promise.all(people.splice(0).map((person) => person.leave()));
	await network.close();
	await practice.close();
	vi.useRealTimers();
});

/** Somebody at a device of their own. */
class Person {
	readonly name: string;
	readonly id: PersonId;
	readonly #disk = new IDBFactory();
	readonly #lineage: LineageId;
	#replica: Replica | null = null;
	ended: string | null = null;

	constructor(name: string, id: PersonId, lineage: LineageId) {
		this.name = name;
		this.id = id;
		this.#lineage = lineage;
	}

	get doc(): Y.Doc {
		return this.#replica!.doc;
	}

	get status(): string {
		return statusAt(this.#replica!.standing, Date.now()).kind;
	}

	/** Signs in, and opens the board from this device's copy and the server. */
	async come(): Promise<void> {
		const cookie = await practice.signIn(`${this.name}@harbor.test`);
		class OwnSocket extends WebSocket {
			constructor(address: string) {
				super(address, { headers: { cookie } });
			}
		}
		const owner = { practice: 'p1', person: this.id };
		globalThis.indexedDB = this.#disk;
		vault.put(owner, await ringOf(this.name));
		const nothing = () => undefined;
		this.#replica = new Replica(
			{
				...{ board: FRONT_DESK, lineage: this.#lineage, owner },
				socketUrl: `${network.url.replace('http', 'ws')}/sync`,
				WebSocket: OwnSocket as unknown as typeof globalThis.WebSocket
			},
			{
				...{ changed: nothing, synced: nothing, told: nothing, rights: nothing, overridden: nothing },
				ended: (final) => void (this.ended = final)
			}
		);
		await this.#replica.start();
	}

	async leave(): Promise<void> {
		await this.#replica?.close();
		this.#replica = null;
	}

	/** A card of one's own, and something about the card that everybody has in hand. */
	work(i: number): void {
		const { doc, id, name } = this;
		const origin = { kind: 'person' as const, person: id, at: at(1) };
		addCard(doc, newCard(name, { origin }), Date.now() as Instant);
		addComment(doc, SHARED, { id: `k${i}` as CommentId, author: id, text: `${name} called` }, Date.now() as Instant);
		const title = findCard(doc, SHARED)!.title;
		editText(doc, SHARED, 'title', i % 2 ? `${title} ${name}` : `${name} ${title}`);
		moveCard(doc, SHARED, COLUMNS[i]!, 'top', Date.now() as Instant);
	}
}

async function everybody(): Promise<void> {
	const [{ lineage }] = await practice.get<[{ lineage: LineageId }]>('/api/boards', practice.manager);
	for (const name of NAMES) {
		const [email, departments] = [`${name}@harbor.test`, ['front-desk']];
		const cookie =
			name === 'maria' ? practice.manager : await practice.invite({ name, email, role: 'staff', departments });
		const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', cookie);
		people.push(new Person(name, person.id, lineage));
	}
	// One after the other: a device's disk is chosen while its copy is opened.
	for (const person of people) await person.come();
}

const all = (read: (person: Person) => string | null) => eventually(() => [...new Set(people.map(read))]);

test('[C27, C14] eight hours on five devices without the network, then all at once: no edit is lost, each is its author’s', async () => {
	await everybody();
	const origin = { kind: 'person' as const, person: people[0]!.id, at: at(1) };
	addCard(people[0]!.doc, newCard('shared', { title: 'Call', origin }), at(1));
	await all(({ doc }) => findCard(doc, SHARED)?.title ?? null).toEqual(['Call']);
	await all(({ status }) => status).toEqual(['saved']);

	network.goDown();
	for (const [i, person] of people.entries()) {
		await eventually(() => person.status).toBe('offline');
		vi.setSystemTime(Date.now() + HOUR);
		person.work(i);
	}
	await all(({ status }) => status).toEqual(['offline']);
	vi.setSystemTime(Date.now() + 3 * HOUR);
	practice.base.sessions.endOver();
	network.comeUp();
	await all(({ ended }) => ended).toEqual(['signed-out']);

	for (const person of people) await person.leave();
	for (const person of people) await person.come();
	await all(({ status }) => status).toEqual(['saved']);
	const fresh = await new RawClient(practice, FRONT_DESK, await practice.signIn('maria@harbor.test')).join();
	await eventually(() => allCards(fresh.doc)).toHaveLength(1 + NAMES.length);
	await all(({ doc }) => JSON.stringify(contentOf(doc))).toEqual([JSON.stringify(contentOf(fresh.doc))]);
	const shared = findCard(fresh.doc, SHARED)!;
	expect(shared.title.split(' ').sort()).toEqual(['Call', ...NAMES].sort());
	expect(allColumns(fresh.doc).map(({ id }) => id)).toContain(shared.place.column);
	expect(
		readComments(cardsOf(fresh.doc).get(SHARED)!)
			.map(({ author }) => author)
			.sort()
	).toEqual(people.map(({ id }) => id).sort());
	fresh.close();
	for (const { id, name } of people) {
		const made = [
			recorded(id, 'comment-added'),
			recorded(id, 'text-edited'),
			recorded(id, 'card-created', cardId(name))
		];
		expect([name, ...made]).toEqual([name, 1, 1, 1]);
	}
});

/** Keys in one order: maps of replicas that heard of them in another are the same. */
function contentOf(doc: Y.Doc): unknown {
	const sorted = (value: unknown): unknown =>
		value && typeof value === 'object' && !Array.isArray(value)
			? Object.entries(value)
					.sort(([a], [b]) => (a < b ? -1 : 1))
					.map(([key, one]) => [key, sorted(one)])
			: value;
	return ['meta', 'columns', 'cards'].map((name) => sorted(doc.getMap(name).toJSON()));
}

function recorded(person: PersonId, kind: string, card = SHARED): unknown {
	return practice.base.db
		.prepare('SELECT count(*) FROM activity WHERE kind = ? AND person = ? AND card = ?')
		.pluck()
		.get(kind, person, card);
}
