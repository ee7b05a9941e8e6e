import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { moveCard } from '#domain/board/cards.ts';
import { allCards } from '#domain/board/queries.ts';
import { BoardServer } from './board-server.ts';
import { CALL, closeDesks, desk, DOING, FAX, NOW, putCard, savedDesk } from './desk.ts';
import { eventually, freshDevice } from './device.ts';

let server: BoardServer;
beforeEach(async () => {
	await freshDevice();
	server = await BoardServer.start();
});
afterEach(async () => {
	vi.restoreAllMocks();
	await closeDesks();
	await server.stop();
});

const titles = (board: { doc: Parameters<typeof allCards>[0] }) =>
	allCards(board.doc)
		.map(({ title }) => title)
		.sort();

test('[C3, C9, C14] a full disk is never called kept; with space again all is, and outlives a tab that crashes', async () => {
	const first = await savedDesk(server);
	const { port, doc } = server;
	await server.stop();
	await eventually(first.status).toBe('offline');
	const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
		throw new DOMException('no', 'QuotaExceededError');
	});
	const said = new Set<string>();
	const looking = setInterval(() => said.add(first.status()), 1);
	putCard(first.doc, CALL, 'Call back');
	said.add(first.status());
	await eventually(() => full.mock.calls.length > 0 && first.status()).toBe('not-saved');
	putCard(first.doc, FAX, 'Fax the plan');
	await eventually(() => full.mock.calls.length).toBeGreaterThan(1);
	clearInterval(looking);
	expect([...said].sort()).toEqual(['not-saved', 'saving']);

	full.mockRestore();
	moveCard(first.doc, CALL, DOING, 'bottom', NOW);
	await eventually(first.status).toBe('offline');
	// A tab that crashes closes nothing: the next one finds what is on the disk.
	const next = desk(server);
	await next.replica.start();
	expect(titles(next)).toEqual(['Call back', 'Fax the plan']);
	server = await BoardServer.start(port, doc);
	await eventually(next.status).toBe('saved');
	expect(titles(server)).toEqual(['Call back', 'Fax the plan']);
});
