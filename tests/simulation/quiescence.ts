import * as Y from 'yjs';
import { allCards, allColumns, cardsByColumn } from '#domain/board/queries.ts';
import { cardsOf, columnsOf, metaOf } from '#domain/board/schema.ts';
import { BOARD } from './disk.ts';
import { Play } from './play.ts';
import type { Plant } from './wire.ts';
import type { Journal } from '../../server/ports/journal.ts';

/** @returns what went wrong in one seed's play; nothing when all held. */
export async function wrongWith(seed: number, steps: number, plant?: Plant, journal?: Journal): Promise<string[]> {
	const play = new Play(seed, plant, journal);
	const giveBack = play.clock.install();
	try {
		await play.run(steps);
		await play.rest();
		return play.violations.length > 0 ? play.violations : await wrongAtRest(play);
	} catch (error) {
		return [`threw ${(error as Error).stack}`, ...play.violations];
	} finally {
		giveBack();
	}
}

/** The record that one seed's play leaves, as text. */
export async function recordOf(seed: number, steps: number): Promise<string> {
	const play = new Play(seed);
	const giveBack = play.clock.install();
	try {
		await play.run(steps);
		await play.rest();
		return JSON.stringify(play.disk.record);
	} finally {
		giveBack();
	}
}

/** Every replica, the server's document and one loaded anew are equal by content, and the model and the record agree. */
async function wrongAtRest(play: Play): Promise<string[]> {
	const stored = (await play.journal.load(BOARD))!;
	const loaded = new Y.Doc();
	for (const update of [stored.snapshot, ...stored.updates]) if (update) Y.applyUpdate(loaded, update);
	const expected = contentOf(loaded);
	const wrong = play.model.wrongIn(loaded);
	const check = (name: string, doc: Y.Doc) => {
		if (contentOf(doc) !== expected) wrong.push(`${name} shows another board`);
		if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) wrong.push(`${name} waits for something`);
	};
	for (const tab of play.tabs) check(`tab ${tab.doc.clientID}`, tab.doc);
	await play.server.read((doc) => check('the server', doc));
	const record = await play.journal.activitySince(0, 1_000_000);
	if (JSON.stringify(sorted(record)) !== JSON.stringify(sorted(play.disk.record)))
		wrong.push('the record is not what was committed');
	return [...wrong, ...wrongOrder(loaded), ...play.model.wrongInRecord(record)];
}

/** Everything a person could see, the same for the same board whatever became of it before. */
function contentOf(doc: Y.Doc): string {
	const places = [...cardsByColumn(allCards(doc), allColumns(doc))].map(([id, cards]) => [
		id,
		cards.map((card) => card.id)
	]);
	return JSON.stringify([
		places,
		sorted(metaOf(doc).toJSON()),
		sorted(columnsOf(doc).toJSON()),
		sorted(cardsOf(doc).toJSON())
	]);
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return entries.map(([key, inner]) => [key, sorted(inner)]);
}

function wrongOrder(doc: Y.Doc): string[] {
	const shown = [...cardsByColumn(allCards(doc), allColumns(doc)).values()].flat().map(({ id }) => id);
	return new Set(shown).size === shown.length && shown.length === cardsOf(doc).size
		? []
		: ['a card is lost or doubled'];
}
