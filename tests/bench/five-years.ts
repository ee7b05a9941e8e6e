import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { copyBoard } from '#domain/board/whole.ts';
import { cardsOf } from '#domain/board/schema.ts';
import type { DepartmentId } from '#domain/board/departments.ts';
import type { BoardId, Instant, PersonId } from '#domain/ids.ts';
import { sqliteCardSearch } from '../../server/adapters/sqlite/archive.ts';
import { sqliteBoards } from '../../server/adapters/sqlite/boards.ts';
import { openDatabase, type Db } from '../../server/adapters/sqlite/database.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { sqlitePast } from '../../server/adapters/sqlite/point-in-time.ts';
import { checkFile } from '../../server/data-file.ts';
import { compactBoards } from '../../server/features/boards/compaction.ts';
import { prune } from '../../server/features/restore/retention.ts';
import { failed } from '../../server/ops/verify.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { CommitQueue } from '../../server/sync/commit-queue.ts';
import type { Member } from '../../server/sync/member.ts';
import type { Room } from '../../server/sync/room.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import { MAX_UPDATE_BYTES } from '../../server/sync/gate/gate.ts';
import { count, mb, median, ms, times } from './numbers.ts';
import { Workday } from './workday.ts';
import { say, type Line, type Report } from './report.ts';

const BOARDS = ['front-desk', 'clinical-team', 'billing', 'management'] as const;
const PEOPLE = Array.from({ length: 30 }, (_, i) => `p${i}` as PersonId);
const CARDS_A_DAY = 200;
/** How often somebody opens or reloads the page in a day; each time brings a client id that was never there. */
const LOADS_A_DAY = 3;
const DAY_MS = 86_400_000;
const MONDAY = Date.UTC(2026, 0, 5);
const LOOKS = 9;

const nobody: Member = {
	...{ extended: false, received: 0, send() {}, durable() {}, lost() {}, retired() {}, askAgain() {} }
};

/**
 * A practice over years of work days, with the product's own gate, journal, compaction and retention, and a clock that
 * is moved on. Only the sockets are left out.
 */
export class FiveYears {
	readonly #dir = mkdtempSync(join(tmpdir(), 'daybreak-years-'));
	readonly #file = join(this.#dir, 'daybreak.db');
	readonly #db: Db;
	readonly #journal: Journal;
	readonly #queue: CommitQueue;
	readonly #rooms: Rooms;
	#now = MONDAY;
	#updates = 0;
	#days = 0;
	readonly #workdays: readonly Workday[];

	static async begin(): Promise<FiveYears> {
		return new FiveYears();
	}

	private constructor() {
		this.#db = openDatabase(this.#file);
		sqliteBoards(this.#db).create([...BOARDS] as DepartmentId[], MONDAY as Instant);
		this.#journal = sqliteJournal(this.#db);
		this.#queue = new CommitQueue(this.#journal);
		this.#rooms = new Rooms({ journal: this.#journal, queue: this.#queue, now: () => this.#now as Instant }, 0);
		const [people, cards] = [PEOPLE.length / BOARDS.length, CARDS_A_DAY / BOARDS.length];
		this.#workdays = BOARDS.map((_, i) => {
			const team = PEOPLE.filter((_person, n) => Math.floor(n / people) === i);
			return new Workday({ team, cards, loads: LOADS_A_DAY, seed: i + 1 });
		});
	}

	async live(days: number): Promise<void> {
		const start = performance.now();
		for (let day = 0; day < days; day++) {
			this.#now = MONDAY + (Math.floor(day / 5) * 7 + (day % 5)) * DAY_MS + 12 * 3_600_000;
			for (const [i, board] of BOARDS.entries()) await this.#work(board as BoardId, this.#workdays[i]!);
			this.#days += 1;
			if (day < days - 1) await this.#night();
			if (day % 50 === 49 || day === days - 1) {
				const minutes = ((performance.now() - start) / 60_000).toFixed(1);
				say(`  day ${day + 1}: ${count(this.#updates)} updates, ${this.#size()}, ${minutes} min`);
			}
		}
	}

	async #work(board: BoardId, workday: Workday): Promise<void> {
		await this.#rooms.within(board, async (room: Room) => {
			const replica = new Y.Doc();
			Y.applyUpdate(replica, await room.committed((doc) => Y.encodeStateAsUpdate(doc)));
			for (const { update, person } of workday.of(replica, () => (this.#now += 20_000) as Instant)) {
				const author = { person, device: `d-${person}`, source: '10.0.0.7' };
				const { kind } = room.submit(update, author, nobody, MAX_UPDATE_BYTES);
				if (kind !== 'accepted') throw new Error(`an edit was ${kind}`);
				this.#updates += 1;
			}
			await this.#queue.idle();
		});
	}

	async #night(): Promise<void> {
		this.#now = Math.ceil(this.#now / DAY_MS) * DAY_MS + 3 * 3_600_000;
		const now = () => this.#now as Instant;
		const log = () => undefined;
		await compactBoards({ rooms: this.#rooms, boards: sqliteBoards(this.#db), timeZone: () => null, now, log });
		await prune({ past: sqlitePast(this.#db), now, log });
	}

	#size(): string {
		return mb(statSync(this.#file).size / 1e6);
	}

	/** What five years have left, beside a board that has only the cards that are there now. */
	async look(): Promise<Report> {
		await this.#rooms.close();
		this.#db.pragma('wal_checkpoint(TRUNCATE)');
		const [old, fresh] = [await this.#board(), new Y.Doc()];
		copyBoard(old, fresh, () => true);
		const [oldBytes, freshBytes] = [Y.encodeStateAsUpdate(old), Y.encodeStateAsUpdate(fresh)];
		const size = oldBytes.length / freshBytes.length;
		const [oldMs, freshMs] = [loadMs(oldBytes), loadMs(freshBytes)];
		const findings = await checkFile(this.#file);
		const line = (what: string, daybreak: string, rest: Partial<Line> = {}): Line => ({
			what,
			values: { daybreak },
			...rest
		});
		const cards = count(cardsOf(old).size);
		return {
			lines: [
				line(`the board's bytes, ${cards} cards on it`, mb(oldBytes.length / 1e6), {
					...{ ratio: `${times(size)} a fresh one`, goal: '≤ 1.2 ×', reached: size <= 1.2 }
				}),
				line('the board taken in by a client', ms(oldMs), {
					...{ ratio: `${times(oldMs / freshMs)} a fresh one`, goal: '≤ 1.2 ×', reached: oldMs / freshMs <= 1.2 }
				}),
				line('the stored board read by the server', ms(await this.#loadMs())),
				line('database', `${this.#size()} for ${count(this.#updates)} updates`),
				line('a search for two words over all boards', ms(await this.#searchMs())),
				line("a card's history", ms(await this.#historyMs())),
				line(
					'the record and the database verified',
					failed(findings) ? 'FAILED' : findings.map(({ seen }) => seen).join(', '),
					{
						...{ goal: 'all holds', reached: !failed(findings) }
					}
				)
			],
			notes: [
				`${count(this.#days)} work days (\`DAYS\` is another number; five years are 1,300), ${CARDS_A_DAY} cards a day on four boards by ${PEOPLE.length} people, who each load the page ${LOADS_A_DAY} times a day; every card is made, given words, moved, commented on and finished. Compaction and retention as configured, every night.`
			]
		};
	}

	end(): void {
		this.#db.close();
		rmSync(this.#dir, { recursive: true, force: true });
	}

	async #board(): Promise<Y.Doc> {
		const { snapshot, updates } = (await this.#journal.load(BOARDS[0] as BoardId))!;
		const doc = new Y.Doc();
		for (const update of [snapshot, ...updates]) if (update) Y.applyUpdate(doc, update);
		return doc;
	}

	#loadMs(): Promise<number> {
		return timed(async () => void (await this.#journal.load(BOARDS[0] as BoardId)));
	}

	#searchMs(): Promise<number> {
		const search = sqliteCardSearch(this.#db);
		return timed(async () => void search.find('visit plan', BOARDS as readonly string[] as readonly BoardId[], 50));
	}

	async #historyMs(): Promise<number> {
		const find = 'SELECT board, card FROM activity WHERE card IS NOT NULL ORDER BY seq LIMIT 1 OFFSET 1000';
		const { board, card } = this.#db.prepare<[], { board: BoardId; card: never }>(find).get()!;
		return timed(async () => void (await this.#journal.cardHistory(board, card)));
	}
}

function loadMs(bytes: Uint8Array): number {
	const looks = Array.from({ length: LOOKS }, () => {
		const start = performance.now();
		Y.applyUpdate(new Y.Doc(), bytes);
		return performance.now() - start;
	});
	return median(looks);
}

async function timed(work: () => Promise<void>): Promise<number> {
	const looks: number[] = [];
	for (let i = 0; i < LOOKS; i++) {
		const start = performance.now();
		await work();
		looks.push(performance.now() - start);
	}
	return median(looks);
}
