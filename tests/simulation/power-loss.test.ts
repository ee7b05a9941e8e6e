import type Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { allColumns, columnOf } from '#domain/board/queries.ts';
import { cardsOf, readCard } from '#domain/board/schema.ts';
import type { Instant } from '#domain/ids.ts';
import { sqliteBoards } from '../../server/adapters/sqlite/boards.ts';
import { openDatabase } from '../../server/adapters/sqlite/database.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { firstBrokenRow } from '../../server/adapters/sqlite/record.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { seeded } from '../setup/random.ts';
import { crashed, FILE, imageOf, writeImage, type Image } from './crash-images.ts';
import { BOARD } from './disk.ts';
import { wrongWith } from './quiescence.ts';

const LOSSES = Number(process.env.POWER_LOSSES ?? 50);
const STEPS = 200;

/** How much of the journal and the record there was at an instant. */
interface Extent {
	readonly updates: number;
	readonly record: number;
}

/** A database whose power goes at random commits: each time a copy is left of what may have been on the disk. */
class FailingPower {
	losses = 0;
	readonly wrong: string[] = [];
	readonly #folder = mkdtempSync(join(tmpdir(), 'daybreak-power-'));
	readonly #db = openDatabase(join(this.#folder, FILE));
	readonly #random: () => number;
	readonly #synchronous: 'FULL' | 'OFF';
	#synced: Image;
	#syncedExtent: Extent;

	constructor(seed: number, synchronous: 'FULL' | 'OFF') {
		this.#random = seeded(seed);
		this.#synchronous = synchronous;
		sqliteBoards(this.#db).create(['front-desk'], 1 as Instant);
		// A checkpoint every few commits, so that the power goes during some of them.
		this.#db.pragma(`wal_autocheckpoint = ${seed % 2 === 0 ? 30 : 1000}`);
		expect(this.#db.pragma('synchronous', { simple: true })).toBe(2);
		[this.#synced, this.#syncedExtent] = [imageOf(this.#folder), extentOf(this.#db)];
	}

	journal(most: number): Journal {
		const journal = sqliteJournal(this.#db);
		const around =
			<Given extends unknown[], T>(work: (...given: Given) => Promise<T>) =>
			async (...given: Given) => {
				const result = await work(...given);
				if (this.losses < most && this.#random() < 0.4) this.#lose();
				else if (this.#synchronous === 'FULL') this.#sync();
				return result;
			};
		return { ...journal, commit: around(journal.commit), saveSnapshot: around(journal.saveSnapshot) };
	}

	close(): void {
		this.#db.close();
		rmSync(this.#folder, { recursive: true });
	}

	#sync(): void {
		[this.#synced, this.#syncedExtent] = [imageOf(this.#folder), extentOf(this.#db)];
	}

	/** Everything up to the last commit had been acknowledged; of the one under way all may be there, or nothing. */
	#lose(): void {
		const [before, after] = [this.#syncedExtent, extentOf(this.#db)];
		const copy = join(this.#folder, `loss-${++this.losses}`);
		writeImage(crashed(this.#synced, imageOf(this.#folder), this.#random), copy);
		const acknowledged = this.#synchronous === 'FULL' ? before : after;
		this.wrong.push(...wrongIn(copy, acknowledged, after));
		if (this.#synchronous === 'FULL') this.#sync();
	}
}

/** @returns what a server would find wrong that starts over this copy. */
function wrongIn(folder: string, acknowledged: Extent, written: Extent): string[] {
	try {
		const db = openDatabase(join(folder, FILE));
		try {
			return wrongInDatabase(db, acknowledged, written);
		} finally {
			db.close();
		}
	} catch (error) {
		return [`does not open: ${(error as Error).message}`];
	}
}

function wrongInDatabase(db: Database.Database, acknowledged: Extent, written: Extent): string[] {
	const wrong: string[] = [];
	const found = extentOf(db);
	const is = (extent: Extent) => extent.updates === found.updates && extent.record === found.record;
	if (!is(acknowledged) && !is(written)) wrong.push(`${found.updates} updates, acknowledged ${acknowledged.updates}`);
	if (db.pragma('integrity_check', { simple: true }) !== 'ok') wrong.push('the file is damaged');
	if (firstBrokenRow(db) !== null) wrong.push('the chain does not hold');
	const doc = new Y.Doc();
	for (const update of updatesIn(db)) Y.applyUpdate(doc, update);
	if (doc.store.pendingStructs !== null) wrong.push('an update is missing in the middle');
	if (JSON.stringify(placesIn(db)) !== JSON.stringify(placesOf(doc)))
		wrong.push('the rows are not what the board shows');
	return wrong;
}

function extentOf(db: Database.Database): Extent {
	const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
	return { updates: count('journal'), record: count('activity') };
}

function updatesIn(db: Database.Database): Uint8Array[] {
	return db.prepare<[], Uint8Array>('SELECT update_ FROM journal ORDER BY seq').pluck().all();
}

function placesIn(db: Database.Database): unknown[] {
	return db.prepare('SELECT id, column_id, owner, title FROM cards WHERE board = ? ORDER BY id').raw().all(BOARD);
}

function placesOf(doc: Y.Doc): unknown[] {
	const cards = [...cardsOf(doc)].map(([id, entry]) => readCard(id, entry)).sort((a, b) => (a.id < b.id ? -1 : 1));
	return cards.map((card) => [card.id, columnOf(card, allColumns(doc))?.id, card.owner, card.title]);
}

/** Lets the power fail so many times while people work. */
async function loseUntil(losses: number, synchronous: 'FULL' | 'OFF'): Promise<{ losses: number; wrong: string[] }> {
	const wrong: string[] = [];
	let lost = 0;
	for (let seed = Number(process.env.SEED) % 1_000_000; lost < losses && wrong.length === 0; seed++) {
		const power = new FailingPower(seed, synchronous);
		wrong.push(...(await wrongWith(seed, STEPS, {}, power.journal(losses - lost))).slice(0, 3), ...power.wrong);
		lost += power.losses;
		power.close();
	}
	return { losses: lost, wrong };
}

describe('when the power goes', () => {
	test(`[K6] ${LOSSES} times during a commit, all that was acknowledged is there, and of the rest all or nothing`, async () => {
		const { losses, wrong } = await loseUntil(LOSSES, 'FULL');
		expect(wrong).toEqual([]);
		process.stdout.write(`${losses} power losses, nothing acknowledged lost\n`);
	}, 7_200_000);

	test('edits are seen to be lost where commits are not synced', async () => {
		expect((await loseUntil(20, 'OFF')).wrong).not.toEqual([]);
	});
});
