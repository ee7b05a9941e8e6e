import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cardId } from '../domain/board.ts';
import { RawClient } from './client.ts';
import { openPractice, until, type Practice } from './practice.ts';

let practice: Practice;
const clients: RawClient[] = [];

beforeEach(async () => void (practice = await openPractice()));
afterEach(async () => {
	for (const client of clients.splice(0)) client.close();
	await practice.close();
});

async function connect(): Promise<RawClient> {
	const client = await new RawClient(practice, 'front-desk', practice.manager).join();
	clients.push(client);
	return client;
}

describe('a caret', () => {
	test('[S13] says where somebody writes, in no more than two short places of a live text', async () => {
		const [ana, ben] = [await connect(), await connect()];
		const card = cardId('a');
		const place = Buffer.from(new Uint8Array(12).fill(7)).toString('base64');
		const caret = { field: 'title', anchor: place, head: place };
		const said: [object, unknown][] = [
			[{ card, at: caret }, caret],
			[{ card, at: { ...caret, note: 'x' } }, caret],
			[{ card: null, at: caret }, undefined],
			[{ card, at: { ...caret, field: 'comment' } }, undefined],
			[{ card, at: { ...caret, head: 'A'.repeat(300) } }, undefined],
			[{ card, at: { ...caret, anchor: '<b>' } }, undefined],
			[{ card, at: 'title' }, undefined]
		];
		for (const [i, [state, shown]] of said.entries()) {
			const before = ben.heard.filter((kind) => kind === 'awareness').length;
			ana.announce([{ client: ana.doc.clientID, clock: i + 1, state }]);
			await until(() => ben.heard.filter((kind) => kind === 'awareness').length > before);
			expect(([...ben.presence.values()][0] as { at?: unknown }).at).toEqual(shown);
		}
	});
});
