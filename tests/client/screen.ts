import { afterEach, beforeEach } from 'vitest';
import { allCards } from '#domain/board/queries.ts';
import type { LineageId } from '#domain/ids.ts';
import type { Me } from '../../src/lib/client/api.ts';
import { LiveBoard, type OpenBoard } from '../../src/lib/client/live-board.svelte.ts';
import { Problem } from '../../src/lib/client/problem.ts';
import type { Surroundings } from '../../src/lib/client/surroundings.ts';
import { BoardServer, FRONT_DESK } from './board-server.ts';
import { CALL, FAX, putCard } from './desk.ts';
import { ANA, eventually, freshDevice, freshStorage } from './device.ts';

export const ME: Me = {
	person: {
		id: ANA.person,
		name: 'Ana',
		email: 'ana@demo.test',
		role: 'staff',
		privacyOfficer: false,
		departments: ['front-desk'],
		colour: 2
	},
	practice: { id: ANA.practice, name: 'Daybreak PT', timeZone: 'America/New_York', demo: false }
};

/** A device that has never seen Daybreak, and a server with one card, `CALL`; both new for each test. */
export interface House {
	server: BoardServer;
	/** What `GET /api/boards` answers. */
	boards: Surroundings['boards'];
	/** What is told of a retired lineage's end; by default nobody knows any more. */
	lineageEnd: (lineage: LineageId) => Promise<{ stateVector: string }>;
}

const open: LiveBoard[] = [];

export function houseForEachTest(): House {
	const house = {} as House;
	beforeEach(async () => {
		await freshDevice();
		freshStorage();
		house.server = await BoardServer.start();
		house.server.edit((doc) => putCard(doc, CALL, 'Call back'));
		house.boards = house.server.boards;
		house.lineageEnd = () => Promise.reject(new Problem(404, {}));
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map((live) => live.close()));
		await house.server.stop();
	});
	return house;
}

/** Ana opens the board. */
export function openBoard(house: House, options: Partial<OpenBoard> = {}): LiveBoard {
	const { server } = house;
	const live = LiveBoard.open(
		{ board: { id: FRONT_DESK, lineage: server.lineage }, me: ME, ...options },
		{
			socketUrl: server.url,
			WebSocket,
			boards: () => house.boards(),
			cardHistory: () => Promise.resolve([]),
			lineageEnd: (_board, lineage) => house.lineageEnd(lineage)
		}
	);
	open.push(live);
	return live;
}

export async function savedBoard(house: House, options: Partial<OpenBoard> = {}): Promise<LiveBoard> {
	const live = openBoard(house, options);
	await eventually(() => live.status.kind).toBe('saved');
	return live;
}

/** A board that works, whose author has one edit that the server refused: the new card `FAX`. */
export async function refusedBoard(house: House): Promise<LiveBoard> {
	const live = await savedBoard(house);
	house.server.refusing = 4409;
	putCard(live.doc, FAX, 'Fax the plan');
	await eventually(() => live.kept.length).toBe(1);
	await eventually(() => [live.ready, live.status.kind]).toEqual([true, 'saved']);
	return live;
}

export function titlesOn(live: LiveBoard): string[] {
	const cards = [...live.view.cardsByColumn.values()].flat();
	return cards.map(({ title }) => title).sort();
}

export function titlesAt({ server }: House): string[] {
	return allCards(server.doc)
		.map(({ title }) => title)
		.sort();
}
