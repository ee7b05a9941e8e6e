import type * as Y from 'yjs';
import type { ActivityEntry, Occurrence } from '#domain/activity/changes.ts';
import type { LineageId } from '#domain/ids.ts';
import type { DocumentRef } from '../ports/boards.ts';
import type { Author, Commit, Renewal, StoredBoard } from '../ports/journal.ts';
import type { Committer } from './commit-queue.ts';
import { Content, isEmpty, snapshotOf, type Committed } from './content.ts';
import type { Accepted, Rights } from './document.ts';
import { holds } from './gate/holds.ts';
import type { Member } from './member.ts';
import { Presence } from './presence.ts';
import type { Ending } from './renewal.ts';
import { Publisher } from './publishing.ts';
import { Rest } from './rest.ts';
import type { RoomDeps } from './room-deps.ts';
import type { Waiter } from './together.ts';

/** Thrown to a server operation whose change could not be made durable. */
export class NotSaved extends Error {}

/** How many updates lie behind a snapshot before a new one is written. */
const SNAPSHOT_EVERY = 500;

type Submitted = Accepted | { readonly kind: 'dropped' };

interface InFlight {
	readonly commit: Commit;
	/** The connections that wrote into it, and how far each had got. */
	readonly writers: Map<Member, number>;
	readonly waiters: readonly Waiter[];
}

/**
 * One board's live document. It takes updates through the gate, hands them to the commit queue, and publishes what
 * is durable to its members, never before. Knows neither sockets nor permissions.
 */
export class Room implements Committer {
	readonly board: DocumentRef;
	readonly presence = new Presence();
	readonly #deps: RoomDeps;
	readonly #members = new Set<Member>();
	readonly #publisher = new Publisher(this.#members);
	#content: Content;
	#seq: number;
	#snapshotSeq: number;
	#writers = new Set<Member>();
	#waiters: Waiter[] = [];
	#inFlight: InFlight | null = null;
	#whenSettled: (() => void)[] = [];
	readonly #rest = new Rest(() => void (this.#reloading ?? Promise.resolve()).then(() => this.#askMembers()));
	#reloading: Promise<void> | null = null;
	/** Set while the board is written anew: what is said to this lineage now would be lost. */
	#ending = false;
	#ended = false;

	constructor(stored: StoredBoard, deps: RoomDeps) {
		const { id, department, title, lineage, kind = 'board' } = stored;
		this.board = { id, department, title, lineage, kind };
		this.#deps = deps;
		this.#content = new Content(stored);
		this.#seq = stored.seq;
		this.#snapshotSeq = stored.seq - stored.updates.length;
	}

	get lineage(): LineageId {
		return this.board.lineage;
	}

	get idle(): boolean {
		return this.#members.size === 0 && this.#isSettled && this.#reloading === null && !this.#rest.isOn;
	}

	/**
	 * Takes an update of a member. What it says is not yet durable: the member hears of that by `durable`.
	 * `dropped` means that the room cannot take anything now and will ask for it again.
	 */
	submit(update: Uint8Array, author: Author, from: Member, maxBytes: number, ...rights: Rights): Submitted {
		if (isEmpty(update)) return { kind: 'nothing' };
		if (this.#rest.isOn || this.#reloading || this.#ending) return { kind: 'dropped' };
		const result = this.#content.document.accept(update, author, this.#deps.now(), maxBytes, ...rights);
		if (result.kind === 'accepted') {
			this.#writers.add(from);
			this.#deps.queue.add(this);
		}
		if (result.kind === 'broken') void this.#reload();
		if (result.kind === 'nothing' && !this.#isSettled) {
			// What it repeats may be in a batch that is not durable yet.
			if (this.#content.hasBatch) this.#writers.add(from);
			else this.#inFlight!.writers.set(from, from.received);
			return { kind: 'accepted' };
		}
		return result;
	}

	/** Whether a member that may only read says nothing that is not here. */
	holds(update: Uint8Array): boolean {
		return isEmpty(update) || holds(this.#content.doc, update);
	}

	/**
	 * Runs an operation of the server's own; resolves with its result once that is durable and published.
	 *
	 * @param told what the record says of it, where that is not what the document shows.
	 * @throws {NotSaved} when it could not be made durable; nothing has changed then.
	 */
	async edit<T>(author: Author, operation: (doc: Y.Doc) => T, told?: readonly Occurrence[]): Promise<T> {
		await this.#reloading;
		const { promise, resolve: saved, reject: failed } = Promise.withResolvers<void>();
		const result = this.begin(author, operation, { saved, failed }, told);
		await promise;
		return result;
	}

	/** Runs an operation as `edit` does, but at once; `waiter` hears how it ends. @throws {NotSaved} when it cannot now. */
	begin<T>(author: Author, operation: (doc: Y.Doc) => T, waiter: Waiter, told?: readonly Occurrence[]): T {
		if (!this.takesEdits) throw new NotSaved('the board cannot be saved at the moment');
		let result: T;
		try {
			result = this.#content.document.edit(author, this.#deps.now(), operation, told);
		} catch (error) {
			void this.#reload();
			throw error;
		}
		if (this.#content.hasBatch) {
			this.#waiters.push(waiter);
			this.#deps.queue.add(this);
		} else waiter.saved();
		return result;
	}

	/** Whether operations of the server's own can be run now. */
	get takesEdits(): boolean {
		return !this.#rest.isOn && !this.#ending && this.#reloading === null;
	}

	/** Reads the committed state, as soon as there is nothing else. */
	committed<T>(read: (doc: Y.Doc) => T): Promise<T> {
		return new Promise((resolve) => this.onCommitted(({ doc }) => resolve(read(doc))));
	}

	/** Runs `answer` on the committed state: at once, or as soon as what is under way is durable or has failed. */
	onCommitted(answer: (content: Committed) => void): void {
		const run = () => answer(this.#content);
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
		if (this.#ending) throw new NotSaved('the board is being written anew already');
		this.#ending = true;
		try {
			await this.committed(() => undefined);
			const ending = { board: this.board.id, lineage: this.lineage, seq: this.#seq, at: this.#deps.now() };
			await this.#deps.journal.renew(renewal(ending, this.#content.doc));
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

	/** Client ids that have not written to this lineage. */
	strangersAmong(clients: readonly number[]): number[] {
		return clients.filter((client) => !this.#content.doc.store.clients.has(client));
	}

	join(member: Member): void {
		this.#members.add(member);
	}

	leave(member: Member): void {
		this.#members.delete(member);
	}

	/** Tells every member to whom it applies. */
	tell(frame: Uint8Array, applies: (member: Member) => boolean): void {
		for (const member of this.#members) if (applies(member)) member.send(frame);
	}

	takeBatch(): Commit | null {
		if (!this.#content.hasBatch || this.#reloading) return null;
		if (this.#waiters.some(({ isWhole }) => isWhole?.() === false)) {
			void this.#reload();
			return null;
		}
		const { id: board, lineage } = this.board;
		const commit = { board, lineage, seq: this.#seq + 1, ...this.#content.document.takeBatch() };
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
		this.#rest.forget();
		this.#publisher.publish(commit, writers.keys(), entries, this.#deps.now);
		for (const [member, received] of writers) member.durable(received);
		for (const { saved } of waiters) saved();
		this.#settle();
		this.#deps.onPublished?.(this.board.id);
		if (this.#seq - this.#snapshotSeq >= SNAPSHOT_EVERY) void this.saveSnapshot();
	}

	commitFailed(error: unknown): void {
		const { writers, waiters } = this.#inFlight!;
		this.#inFlight = null;
		for (const member of [...writers.keys(), ...this.#writers]) member.lost();
		for (const { failed } of [...waiters, ...this.#waiters])
			failed(new NotSaved('the board cannot be saved at the moment'));
		this.#waiters = [];
		this.#deps.onCommitFailed?.(this.board.id, error, this.#rest.nextMs);
		this.#rest.begin();
		void this.#reload();
	}

	/** Writes the whole state, so that the next load starts from it. Reading goes on; a failure costs only time later. */
	async saveSnapshot(): Promise<void> {
		if (!this.#isSettled || this.#reloading || this.#seq === this.#snapshotSeq) return;
		const seq = this.#seq;
		const { state, head } = snapshotOf(this.#content.doc);
		this.#snapshotSeq = seq;
		await this.#deps.journal.saveSnapshot(this.board.id, this.lineage, seq, state, head).catch(() => {});
	}

	/** Stops its timer. The document's memory goes with the last reference to the room. */
	close(): void {
		this.#rest.end();
		this.#publisher.close();
		this.#content.destroy();
	}

	get #isSettled(): boolean {
		return this.#inFlight === null && !this.#content.hasBatch;
	}

	/** Answers one after the other: an answer may bring new updates, and the next one waits for those to be durable. */
	#settle(): void {
		while (this.#isSettled && !this.#reloading) {
			const answer = this.#whenSettled.shift();
			if (!answer) return;
			answer();
		}
	}

	/** Throws the accepted state away and takes up the committed one again. */
	#reload(): Promise<void> {
		this.#reloading ??= this.#loadCommitted().then(() => {
			this.#reloading = null;
			this.#settle();
			if (!this.#rest.isOn) this.#askMembers();
		});
		return this.#reloading;
	}

	async #loadCommitted(): Promise<void> {
		const stale = this.#content;
		for (const member of this.#writers) member.lost();
		this.#writers = new Set();
		for (const { failed } of this.#waiters) failed(new NotSaved('the board was reloaded'));
		this.#waiters = [];
		for (;;) {
			const stored = await this.#deps.journal.load(this.board.id).catch(() => null);
			if (stored && this.#inFlight === null) {
				this.#content = new Content(stored);
				this.#seq = stored.seq;
				stale.destroy();
				return;
			}
			await new Promise((resolve) => setTimeout(resolve, stored ? 5 : this.#rest.nextMs).unref());
		}
	}

	#askMembers(): void {
		const { stateVector } = this.#content;
		for (const member of this.#members) member.askAgain(stateVector);
	}
}
