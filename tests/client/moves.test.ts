import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import { moveCard } from '#domain/board/cards.ts';
import { writeFirstContent } from '#domain/board/columns.ts';
import { DEPARTMENT_TEMPLATES } from '#domain/board/departments.ts';
import { findCard } from '#domain/board/queries.ts';
import type { BoardId, CardId, ColumnId, PersonId } from '#domain/ids.ts';
import { MoveNotices, type MoveNotice } from '../../src/lib/client/move-notices.ts';
import { MoveWatch, type OverriddenMove } from '../../src/lib/client/overridden-moves.ts';
import { Offline, Problem } from '../../src/lib/client/problem.ts';
import { BoardServer } from './board-server.ts';
import { CALL, closeDesks, desk, DOING, DONE, FAX, INBOX, NOW, putCard, savedDesk, WAITING } from './desk.ts';
import { ANA, BEN, eventually, freshDevice } from './device.ts';

interface Peer {
	readonly doc: Y.Doc;
	readonly watch: MoveWatch;
	readonly told: OverriddenMove[];
}

/** Replicas of one board with two cards; a higher client id wins a concurrent move. */
function peers(...clients: number[]): Peer[] {
	const first = new Y.Doc();
	first.clientID = 1;
	writeFirstContent(first, DEPARTMENT_TEMPLATES['front-desk']);
	putCard(first, CALL, 'Call back');
	putCard(first, FAX, 'Fax the plan');
	return clients.map((client) => {
		const doc = new Y.Doc();
		doc.clientID = client;
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
		const told: OverriddenMove[] = [];
		return { doc, watch: new MoveWatch(doc, (move) => told.push(move)), told };
	});
}

const pull = (to: Peer, from: Peer) => Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc));
const move = (peer: Peer, to: ColumnId, card = CALL) => moveCard(peer.doc, card, to, 'bottom', NOW);
const placeOf = (peer: Peer) => findCard(peer.doc, CALL)?.place.column;

function meet(a: Peer, b: Peer): void {
	pull(a, b);
	pull(b, a);
}

describe('of two concurrent moves', () => {
	test('[C21] the one who lost is told, the one who won is not, whichever it is', () => {
		const [low, high] = peers(10, 20) as [Peer, Peer];
		move(low, DOING);
		move(high, WAITING);
		meet(low, high);
		expect([placeOf(low), placeOf(high)]).toEqual([WAITING, WAITING]);
		expect([low.told, high.told]).toEqual([[{ card: CALL, to: WAITING }], []]);
	});

	test('[C21] a second move of the winner, made before they met, is still a surprise', () => {
		const [low, high] = peers(10, 20) as [Peer, Peer];
		move(low, DOING);
		move(high, WAITING);
		move(high, DONE);
		meet(low, high);
		expect(low.told).toEqual([{ card: CALL, to: DONE }]);
	});

	test('[C21] both to one column is agreement', () => {
		const [low, high] = peers(10, 20) as [Peer, Peer];
		move(low, DOING);
		move(high, DOING);
		meet(low, high);
		expect([low.told, high.told]).toEqual([[], []]);
	});

	test('[C21] a later move that knew of mine is none, also after several and with everything collected', () => {
		const [low, high] = peers(10, 20) as [Peer, Peer];
		move(low, DOING);
		pull(high, low);
		for (const column of [WAITING, DOING, INBOX, DONE]) move(high, column);
		pull(low, high);
		expect([placeOf(low), low.told]).toEqual([DONE, []]);
	});

	test('[C21] a neighbour that was only respaced was not moved by me', () => {
		const [low, high] = peers(10, 20) as [Peer, Peer];
		for (const peer of [low, high]) move(peer, DOING, peer === low ? CALL : FAX);
		meet(low, high);
		const note = 'c0000000000000000note' as CardId;
		putCard(low.doc, note, 'Note');
		move(low, DOING, note);
		const place = () => findCard(low.doc, CALL)!.place.order;
		const before = place();
		low.watch.takeJustMade();
		// The other two share one order key: a drop between them respaces one.
		moveCard(low.doc, note, DOING, { after: FAX }, NOW);
		expect(place()).not.toBe(before);
		expect(low.watch.takeJustMade().map(({ card }) => card)).toEqual([note]);
	});

	test('[C21] whatever people do and however late it arrives: told exactly when the winner’s maker never saw one’s move in force', () => {
		const columns = [INBOX, DOING, WAITING, DONE];
		const step = fc.oneof(
			fc.record({ peer: fc.nat(2), to: fc.constantFrom(...columns) }),
			fc.record({ peer: fc.nat(2), from: fc.nat(2) })
		);
		fc.assert(
			fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), (steps) => {
				const all = peers(10, 20, 30);
				// Kept beside the documents: the places that each move came after, one by one, on its maker's screen.
				const knew = new Map<string, Set<string>>();
				const nameOf = ({ doc }: Peer) => {
					const item = (doc.getMap('cards').get(CALL) as Y.Map<unknown>)._map.get('place')!;
					return `${item.id.client}.${item.id.clock}`;
				};
				const mine = all.map((): string | null => null);
				const target = all.map((): ColumnId | null => null);
				for (const now of steps) {
					const peer = all[now.peer]!;
					if ('to' in now) {
						const before = nameOf(peer);
						move(peer, now.to);
						if (nameOf(peer) === before) continue;
						knew.set(nameOf(peer), new Set(knew.get(before)).add(before));
						[mine[now.peer], target[now.peer]] = [nameOf(peer), placeOf(peer)!];
						continue;
					}
					const toldBefore = peer.told.length;
					const placeBefore = nameOf(peer);
					pull(peer, all[now.from]!);
					const last = mine[now.peer];
					const changed = nameOf(peer) !== placeBefore;
					const concurrent = changed && last !== null && last !== undefined && !knew.get(nameOf(peer))?.has(last);
					const expected = concurrent && placeOf(peer) !== target[now.peer] ? 1 : 0;
					expect(peer.told.length - toldBefore).toBe(expected);
					if (changed) mine[now.peer] = null;
				}
			}),
			{ numRuns: 300 }
		);
	});
});

describe('over the wire', () => {
	let server: BoardServer;

	beforeEach(async () => {
		await freshDevice();
		server = await BoardServer.start();
		server.edit((doc) => putCard(doc, CALL, 'Call back'));
	});

	afterEach(async () => {
		await closeDesks();
		await server.stop();
	});

	test('[C21] a move made offline, reloaded, and overridden meanwhile is told on return', async () => {
		const before = await savedDesk(server);
		const content = server.doc;
		const { port } = server;
		await server.stop();
		await eventually(before.status).toBe('offline');
		moveCard(before.doc, CALL, DOING, 'bottom', NOW);
		await eventually(before.status).toBe('offline');
		await before.replica.close();

		// Nobody's client id is above this one, so the colleague's move wins.
		const colleague = new Y.Doc();
		Y.applyUpdate(colleague, Y.encodeStateAsUpdate(content));
		colleague.clientID = 2 ** 32 - 1;
		moveCard(colleague, CALL, WAITING, 'bottom', NOW);
		server = await BoardServer.start(port, colleague);
		const after = desk(server);
		await after.replica.start();
		await eventually(() => after.told.overridden).toEqual([[{ card: CALL, to: WAITING }]]);
		await eventually(after.status).toBe('saved');
	});
});

describe('who overrode it', () => {
	const FRONT_DESK = 'front-desk' as BoardId;

	const entry = (person: PersonId, column: ColumnId, card: CardId = CALL): ActivityEntry => ({
		seq: 1,
		board: FRONT_DESK,
		person,
		at: NOW,
		card,
		change: {
			kind: 'card-moved',
			from: { id: INBOX, title: 'Inbox', kind: 'inbox' },
			to: { id: column, title: column, kind: 'doing' }
		}
	});

	function notices(history: () => Promise<ActivityEntry[]>) {
		const told: MoveNotice[] = [];
		const [peer] = peers(10) as [Peer];
		const made = new MoveNotices({ board: FRONT_DESK, me: ANA.person, history, tell: (notice) => told.push(notice) });
		return { made, told, overridden: () => made.overridden({ card: CALL, to: WAITING }, peer.doc) };
	}

	const never = () => new Promise<ActivityEntry[]>(() => undefined);
	const byBen = { kind: 'move-overridden', card: CALL, title: 'Call back', by: 'ben', to: 'Contacted, waiting' };

	test('[C21] is told by the card’s history: the last who put it there', async () => {
		const history = [entry(ANA.person, WAITING), entry(ANA.person, DOING), entry(BEN.person, WAITING)];
		const { told, overridden } = notices(() => Promise.resolve(history));
		overridden();
		await eventually(() => told).toEqual([{ ...byBen, id: 'move-1' }]);
	});

	test('[C21] is told by the live record where that comes first, and told once', async () => {
		let answer: (entries: ActivityEntry[]) => void = () => undefined;
		const { told, overridden, made } = notices(() => new Promise((resolve) => (answer = resolve)));
		overridden();
		made.activity([entry(BEN.person, DOING), entry(BEN.person, WAITING, FAX)]);
		expect(told).toEqual([]);
		made.activity([entry(BEN.person, WAITING)]);
		answer([entry(BEN.person, WAITING)]);
		await Promise.resolve();
		expect(told).toMatchObject([byBen]);
	});

	test('[C21] my own move from another screen is no news', async () => {
		const { told, overridden, made } = notices(never);
		overridden();
		made.activity([entry(ANA.person, WAITING)]);
		made.activity([entry(BEN.person, WAITING)]);
		expect(told).toEqual([]);
	});

	test('[C21] without the server it is asked again later; where nobody can say, it is told without a name', async () => {
		const history = vi.fn<() => Promise<ActivityEntry[]>>().mockRejectedValueOnce(new Offline());
		const { told, overridden, made } = notices(history);
		overridden();
		await eventually(() => history.mock.settledResults.length).toBe(1);
		expect(told).toEqual([]);
		history.mockRejectedValueOnce(new Problem(500, { title: 'Broken' }));
		made.askAgain();
		await eventually(() => told).toMatchObject([{ ...byBen, by: null }]);
	});
});
