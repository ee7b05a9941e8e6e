import type * as Y from 'yjs';
import { DEPARTMENTS } from '#domain/board/departments.ts';
import type { Instant } from '#domain/ids.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { BoardDirectory } from '../../ports/boards.ts';
import type { Huddles } from '../../ports/huddles.ts';
import type { Commit, Journal, StoredBoard } from '../../ports/journal.ts';
import type { NewEntry } from '../../ports/record.ts';
import { snapshotOf } from '../../sync/content.ts';
import { BoardDocument } from '../../sync/document.ts';
import { PastHuddles } from './huddles.ts';
import { perform, type TimedGesture } from './gestures.ts';
import { DEMO_PEOPLE } from './people.ts';
import { demoStory } from './story.ts';
import { Visits } from './visits.ts';

export interface DemoDeps {
	readonly accounts: Accounts;
	readonly boards: BoardDirectory;
	readonly journal: Journal;
	readonly huddles: Huddles;
	/** Writes into the record as of another time. */
	readonly recordAt: (at: Instant, entry: NewEntry) => void;
	/** Everybody's: made once, since each costs as much as a sign-in. */
	readonly passwordHash: () => Promise<string>;
	/** Of the practice: made anew, so that a browser never takes one demo for another. */
	readonly practiceId: string;
}

export interface DemoSettings {
	readonly now: Instant;
	readonly seed: number;
	readonly timeZone: string;
}

const PRACTICE_NAME = 'Lantern Street Therapy';

/**
 * Writes the demo practice with its people, boards and six weeks of history, every gesture under the name of who did
 * it and with the time of its day. Several transactions: the caller wraps them in one.
 *
 * @returns false when there is a practice already; then nothing is written.
 */
export async function seedDemo(deps: DemoDeps, { now, seed, timeZone }: DemoSettings): Promise<boolean> {
	const { accounts, boards, journal, practiceId: id } = deps;
	if (accounts.practice()) return false;
	const story = demoStory(seed, now, timeZone);
	const passwordHash = await deps.passwordHash();
	const [manager, ...others] = DEMO_PEOPLE.map((person) => ({ ...person, passwordHash }));
	const practice = { id, name: PRACTICE_NAME, timeZone, demo: true };
	if (!accounts.found(practice, manager!, story.begins, () => boards.create(DEPARTMENTS, story.begins))) return false;
	for (const person of others) accounts.add(person, story.begins);

	const tellers = await Promise.all(
		boards.list().map(async ({ id, department }) => ({ department, teller: new Teller((await journal.load(id))!) }))
	);
	const told = tellers.flatMap(({ department, teller }) =>
		story.boards[department].map((timed) => ({ teller, timed }))
	);
	told.sort((a, b) => a.timed.at - b.timed.at);
	const tellersOf = new Map(tellers.map(({ teller }) => [teller.board.id, teller]));
	const huddles = new PastHuddles(deps.huddles, tellersOf, { now, timeZone });
	await tell(told, deps, new Visits(timeZone), async (at) => {
		while (huddles.isDue(at)) {
			// Their cards' titles are read where they are kept.
			for (const { teller } of tellers) await journal.commit(teller.take());
			huddles.hold();
			for (const { teller } of tellers) await journal.commit(teller.take());
		}
	});
	for (const { teller } of tellers) await teller.close(journal);
	return true;
}

/**
 * One commit for each run of gestures on one board that nothing else comes between, so that the record of the whole
 * practice stays in order of time.
 */
async function tell(
	told: readonly { readonly teller: Teller; readonly timed: TimedGesture }[],
	{ journal, recordAt }: DemoDeps,
	visits: Visits,
	before: (at: Instant) => Promise<void>
): Promise<void> {
	let last: Teller | null = null;
	for (const { teller, timed } of told) {
		await before(timed.at);
		const entries = visits.before(timed, teller.board.id);
		if (last && (last !== teller || entries.length > 0)) await journal.commit(last.take());
		for (const entry of entries) recordAt(timed.at, entry);
		teller.tell(timed);
		last = teller;
	}
	if (last) await journal.commit(last.take());
}

/** Does the gestures of one board to its document, as the server does those of its own operations. */
class Teller {
	readonly board: StoredBoard;
	readonly #document: BoardDocument;
	#seq: number;

	constructor(board: StoredBoard) {
		this.board = board;
		this.#document = new BoardDocument(board);
		this.#seq = board.seq;
	}

	get doc(): Y.Doc {
		return this.#document.doc;
	}

	tell(timed: TimedGesture): void {
		const author = { person: timed.person, device: null };
		const outcome = this.#document.edit(author, timed.at, (doc) => perform(doc, timed));
		if (!outcome.ok) throw new Error(`the demo's story breaks a rule: ${timed.gesture.do}, ${outcome.refusal.code}`);
	}

	take(): Commit[] {
		if (!this.#document.hasBatch) return [];
		const { id, lineage } = this.board;
		const commit = { board: id, lineage, seq: this.#seq + 1, ...this.#document.takeBatch() };
		this.#seq += commit.updates.length;
		return [commit];
	}

	/** Leaves a snapshot, so that the first visitor does not wait for six weeks to be replayed. */
	async close(journal: Journal): Promise<void> {
		const { id, lineage } = this.board;
		const { state, head } = snapshotOf(this.#document.doc);
		await journal.saveSnapshot(id, lineage, this.#seq, state, head);
		this.#document.doc.destroy();
	}
}
