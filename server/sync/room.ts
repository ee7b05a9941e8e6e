import * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { BoardId, Instant, LineageId } from '#domain/ids.ts';
import type { BoardSummary } from '../ports/boards.ts';
import type { Author, Commit, Journal, Renewal, StoredBoard } from '../ports/journal.ts';
import type { CommitQueue, Committer } from './commit-queue.ts';
import { BoardDocument, type Accepted } from './document.ts';
import { Presence } from './presence.ts';
import type { Ending } from './renewal.ts';
import { encodeActivity, encodeUpdate } from './protocol.ts';

/** A connection that reads along. */
export interface Member {
	/** Whether it asked for acknowledgements and live history. */
	readonly extended: boolean;
	send(frame: Uint8Array): void;
	/** How many of its messages the room has seen. */
	readonly received: number;
	/** Everything it sent up to its n-th message is durable. */
	durable(upTo: number): void;
	/** What it sent and was not told to be durable is lost here; it will be asked for it again. */
	lost(): void;
	/** The lineage it has a replica of has ended. */
	retired(): void;
	/** The room can take updates again. */
	askAgain(stateVector: Uint8Array): void;
}

export interface RoomDeps {
	readonly journal: Journal;
	readonly queue: CommitQueue;
	readonly now: () => Instant;
	/** Called when a commit fails, with how long the room will rest. */
	readonly onCommitFailed?: (board: BoardId, error: unknown, restMs: number) => void;
}

/** Thrown to a server operation whose change could not be made durable. */
export class NotSaved extends Error {}

/** How many updates lie behind a snapshot before a new one is written. */
const SNAPSHOT_EVERY = 500;
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 10_000;

interface InFlight {
	readonly commit: Commit;
	/** The connections that wrote into it, and how far each had got. */
	readonly writers: ReadonlyMap<Member, number>;
	readonly waiters: readonly Waiter[];
}

interface Waiter {
	readonly saved: () => void;
	readonly failed: (error: Error) => void;
}

/**
 * One board's live document. It takes updates through the gate, hands them to the commit queue, and publishes what
 * is durable to its members, never before. Knows neither sockets nor permissions.
 */
export class Room implements Committer {
	readonly board: BoardSummary;
	readonly presence = new Presence();
	readonly #deps: RoomDeps;
	readonly #members = new Set<Member>();
	#document: BoardDocument;
	#seq: number;
	#snapshotSeq: number;
	#writers = new Set<Member>();
	#waiters: Waiter[] = [];
	#inFlight: InFlight | null = null;
	#whenSettled: (() => void)[] = [];
	/** While resting after a failed commit the room reads and answers, and takes no updates. */
	#resting = false;
	#restMs = FIRST_REST_MS;
	#restTimer: NodeJS.Timeout | null = null;
	#reloading: Promise<void> | null = null;
	/** Set while the board is written anew: what is said to this lineage now would be lost. */
	#ending = false;
	#ended = false;

	constructor(stored: StoredBoard, deps: RoomDeps) {
		const { id, department, title, lineage } = stored;
		this.board = { id, department, title, lineage };
		this.#deps = deps;
		this.#document = new BoardDocument(stored);
		this.#seq = stored.seq;
		this.#snapshotSeq = stored.seq - stored.updates.length;
	}

	get lineage(): LineageId {
		return this.board.lineage;
	}

	get idle(): boolean {
		return this.#members.size === 0 && this.#isSettled && this.#reloading === null && !this.#resting;
	}

	/**
	 * Takes an update of a member. What it says is not yet durable: the member hears of that by `durable`.
	 * `dropped` means that the room cannot take anything now and will ask for it again.
	 */
	submit(update: Uint8Array, author: Author, from: Member, maxBytes: number): Accepted | { kind: 'dropped' } {
		if (this.#resting || this.#reloading || this.#ending) return { kind: isEmpty(update) ? 'nothing' : 'dropped' };
		const result = this.#document.accept(update, author, this.#deps.now(), maxBytes);
		if (result.kind === 'accepted') {
			this.#writers.add(from);
			this.#deps.queue.add(this);
		}
		if (result.kind === 'broken') void this.#reload();
		return result;
	}

	/**
	 * Runs an operation of the server's own; resolves with its result once that is durable and published.
	 *
	 * @throws {NotSaved} when it could not be made durable; nothing has changed then.
	 */
	async edit<T>(author: Author, operation: (doc: Y.Doc) => T): Promise<T> {
		await this.#reloading;
		if (this.#resting || this.#ending) throw new NotSaved('the board cannot be saved at the moment');
		const result = this.#document.edit(author, this.#deps.now(), operation);
		if (!this.#document.hasBatch) return result;
		await new Promise<void>((saved, failed) => {
			this.#waiters.push({ saved, failed });
			this.#deps.queue.add(this);
		});
		return result;
	}

	/** Reads the committed state, as soon as there is nothing else. */
	committed<T>(read: (doc: Y.Doc) => T): Promise<T> {
		return new Promise((resolve) => this.onCommitted((doc) => resolve(read(doc))));
	}

	/** Runs `answer` on the committed state: at once, or as soon as what is under way is durable or has failed. */
	onCommitted(answer: (doc: Y.Doc) => void): void {
		const run = () => answer(this.#document.doc);
		if (this.#isSettled && !this.#reloading) run();
		else this.#whenSettled.push(run);
	}

	/**
	 * Ends this lineage and writes the board anew. Members are sent away and come back to the new one.
	 *
	 * @param renewal what to write, made from the committed state.
	 * @throws what the journal throws; the room goes on as it was then.
	 */
	async renew(renewal: (ending: Ending, doc: Y.Doc) => Renewal): Promise<void> {
		this.#ending = true;
		try {
			await this.committed(() => undefined);
			const ending = { board: this.board.id, lineage: this.lineage, seq: this.#seq, at: this.#deps.now() };
			await this.#deps.journal.renew(renewal(ending, this.#document.doc));
		} catch (error) {
			this.#ending = false;
			this.#askMembers();
			throw error;
		}
		this.#ended = true;
		for (const member of [...this.#members]) member.retired();
	}

	/** Whether the board has gone on to another lineage. */
	get ended(): boolean {
		return this.#ended;
	}

	join(member: Member): void {
		this.#members.add(member);
	}

	leave(member: Member): void {
		this.#members.delete(member);
		this.#writers.delete(member);
	}

	broadcast(frame: Uint8Array): void {
		for (const member of this.#members) member.send(frame);
	}

	takeBatch(): Commit | null {
		if (!this.#document.hasBatch) return null;
		const { id: board, lineage } = this.board;
		const commit = { board, lineage, seq: this.#seq + 1, ...this.#document.takeBatch() };
		const writers = new Map([...this.#writers].map((member) => [member, member.received]));
		this.#inFlight = { commit, writers, waiters: this.#waiters };
		this.#writers = new Set();
		this.#waiters = [];
		return commit;
	}

	published(entries: readonly ActivityEntry[]): void {
		const { commit, writers, waiters } = this.#inFlight!;
		this.#inFlight = null;
		this.#seq += commit.updates.length;
		this.#restMs = FIRST_REST_MS;
		this.#publish(commit, writers, entries);
		for (const [member, received] of writers) member.durable(received);
		for (const { saved } of waiters) saved();
		this.#settle();
		if (this.#seq - this.#snapshotSeq >= SNAPSHOT_EVERY) void this.saveSnapshot();
	}

	commitFailed(error: unknown): void {
		const { writers, waiters } = this.#inFlight!;
		this.#inFlight = null;
		for (const member of [...writers.keys(), ...this.#writers]) member.lost();
		for (const { failed } of [...waiters, ...this.#waiters])
			failed(new NotSaved('the board cannot be saved at the moment'));
		this.#waiters = [];
		this.#deps.onCommitFailed?.(this.board.id, error, this.#restMs);
		this.#rest();
		void this.#reload();
	}

	/** Writes the whole state, so that the next load starts from it. Reading goes on; a failure costs only time later. */
	async saveSnapshot(): Promise<void> {
		if (!this.#isSettled || this.#seq === this.#snapshotSeq) return;
		const seq = this.#seq;
		const state = Y.encodeStateAsUpdate(this.#document.doc);
		this.#snapshotSeq = seq;
		await this.#deps.journal.saveSnapshot(this.board.id, this.lineage, seq, state).catch(() => {});
	}

	/** Stops its timer. The document's memory goes with the last reference to the room. */
	close(): void {
		if (this.#restTimer) clearTimeout(this.#restTimer);
		this.#document.doc.destroy();
	}

	get #isSettled(): boolean {
		return this.#inFlight === null && !this.#document.hasBatch;
	}

	#publish(commit: Commit, writers: ReadonlyMap<Member, number>, entries: readonly ActivityEntry[]): void {
		const updates = commit.updates.map(({ update }) => update);
		const frame = encodeUpdate(updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates));
		const [only] =
			writers.size === 1 && commit.updates.every(({ author }) => author.device !== null) ? writers.keys() : [];
		for (const member of this.#members) if (member !== only) member.send(frame);
		const extended = [...this.#members].filter((member) => member.extended);
		if (extended.length === 0 || entries.length === 0) return;
		const activity = encodeActivity(this.#deps.now(), entries);
		for (const member of extended) member.send(activity);
	}

	#settle(): void {
		if (!this.#isSettled || this.#reloading) return;
		const waiting = this.#whenSettled;
		this.#whenSettled = [];
		for (const answer of waiting) answer();
	}

	/** Throws the accepted state away and takes up the committed one again. */
	#reload(): Promise<void> {
		this.#reloading ??= this.#loadCommitted().then(() => {
			this.#reloading = null;
			this.#settle();
			if (!this.#resting) this.#askMembers();
		});
		return this.#reloading;
	}

	async #loadCommitted(): Promise<void> {
		const stale = this.#document;
		for (const member of this.#writers) member.lost();
		this.#writers = new Set();
		for (;;) {
			const stored = await this.#deps.journal.load(this.board.id).catch(() => null);
			if (stored && this.#inFlight === null) {
				this.#document = new BoardDocument(stored);
				this.#seq = stored.seq;
				stale.doc.destroy();
				return;
			}
			await new Promise((resolve) => setTimeout(resolve, stored ? 5 : this.#restMs).unref());
		}
	}

	#rest(): void {
		this.#resting = true;
		if (this.#restTimer) clearTimeout(this.#restTimer);
		this.#restTimer = setTimeout(() => {
			this.#resting = false;
			void (this.#reloading ?? Promise.resolve()).then(() => this.#askMembers());
		}, this.#restMs).unref();
		this.#restMs = Math.min(this.#restMs * 2, LONGEST_REST_MS);
	}

	#askMembers(): void {
		const stateVector = Y.encodeStateVector(this.#document.doc);
		for (const member of this.#members) member.askAgain(stateVector);
	}
}

/** What a replica says that has nothing of its own: no structs and no deletes. */
function isEmpty(update: Uint8Array): boolean {
	return update.length === 2 && update[0] === 0 && update[1] === 0;
}
