import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Occurrence } from '#domain/activity/changes.ts';
import { observeActivity } from '#domain/activity/observe.ts';
import { columnsOf } from '#domain/board/schema.ts';
import type { BoardId, LineageId } from '#domain/ids.ts';
import { Connection, type Final, type Told } from './connection.ts';
import { keptFrom } from './keep.ts';
import type { KeptEdit } from './kept-edits.ts';
import { boardCopyName, type Owner } from './local-names.ts';
import { followNetwork } from './network-changes.ts';
import { OfflineStore, type Stored } from './offline-store.ts';
import { MoveWatch, type OverriddenMove } from './overridden-moves.ts';
import type { LocalStanding, Standing } from './save-status.ts';
import { serverNow } from './server-time.ts';
import { Unsent, type UnsentEdit } from './unsent.ts';
import { vault } from './vault.ts';

/** To take in so much takes some milliseconds. */
const LONG_TO_TAKE_BYTES = 32_768;

export interface ReplicaOptions {
	readonly board: BoardId;
	readonly lineage: LineageId;
	readonly owner: Owner;
	readonly socketUrl: string;
	readonly WebSocket: typeof WebSocket;
}

export interface ReplicaListener {
	/** `standing` or `ready` may be different. */
	changed(): void;
	synced(): void;
	told(what: Told): void;
	rights(edit: boolean): void;
	overridden(move: OverriddenMove): void;
	ended(final: Final, code: string | null): void;
}

/**
 * One life of a board on this screen: the document, its copy on the device, its line to the server, and the edits
 * that the server does not hold yet. Never used again after the server has refused it.
 */
export class Replica {
	/** Its client id is fresh and never set: two documents under one id would swallow each other's edits. */
	readonly doc = new Y.Doc();
	readonly awareness = new Awareness(this.doc);
	readonly board: BoardId;
	readonly lineage: LineageId;
	readonly #listener: ReplicaListener;
	readonly #store: OfflineStore;
	readonly #connection: Connection;
	readonly #unsent = new Unsent();
	readonly #moves: MoveWatch;
	readonly #stop: (() => void)[] = [];
	#occurrences: readonly Occurrence[] = [];
	#edits = 0;
	#lastMessage = 0;
	#everSynced = false;
	/** Whether there was a board on this device: one that is only just coming from the server is not whole yet. */
	#hasCopy = false;
	#closed = false;

	constructor(options: ReplicaOptions, listener: ReplicaListener) {
		const { board, lineage, owner } = options;
		this.board = board;
		this.lineage = lineage;
		this.#listener = listener;
		this.#store = new OfflineStore(boardCopyName(owner, board, lineage), vault.ring(owner), () => this.#changed());
		this.#connection = new Connection({ ...options, doc: this.doc, awareness: this.awareness }, this.#onConnection());
		this.#moves = new MoveWatch(this.doc, (move) => this.#listener.overridden(move));
		// The connection listens first, so that an edit's message is counted when the edit is noted here.
		this.doc.on('update', this.#onUpdate);
	}

	/** Reads the copy on this device, then opens the line. A device without a disk to use goes without a copy. */
	async start(): Promise<void> {
		const stored = await this.#store.load().catch(() => null);
		if (this.#closed) return;
		if (stored && !(await this.#takeCopy(stored))) return;
		this.#hasCopy = columnsOf(this.doc).size > 0;
		for (const { moves } of stored?.unsent ?? []) this.#moves.remember(moves);
		const noteOwn = (occurrences: readonly Occurrence[]) => void (this.#occurrences = occurrences);
		this.#stop.push(observeActivity(this.doc, noteOwn, ({ local }) => local));
		this.#changed();
		this.#connection.open();
		this.#stop.push(followNetwork(this.#connection));
	}

	/** Whether there is a board to show: this device's copy or the server's. */
	get ready(): boolean {
		return this.#everSynced || this.#hasCopy;
	}

	/** Whether this connection has brought the server's state. */
	get synced(): boolean {
		return this.#connection.standing.synced;
	}

	get standing(): Standing {
		return {
			connection: this.#connection.standing,
			unsent: this.#unsent.size,
			oldestUnsentAtMs: this.#unsent.oldestAtMs,
			local: this.#local
		};
	}

	/** What the server does not hold, as edits that can be read and done again. */
	keptEdits(): KeptEdit[] {
		return keptFrom(this.doc, this.#unsent.edits, { board: this.board, lineage: this.lineage });
	}

	/** Ends it; the copy on this device stays. */
	async close(): Promise<void> {
		this.#release();
		await this.#store.close();
	}

	get #local(): LocalStanding {
		const { failure, settled, unsettledSinceMs } = this.#store;
		if (failure !== null) return { state: 'failed', sinceMs: unsettledSinceMs };
		return { state: settled ? 'settled' : 'writing', sinceMs: unsettledSinceMs };
	}

	#release(): void {
		if (this.#closed) return;
		this.#closed = true;
		for (const stop of this.#stop) stop();
		this.#connection.close();
		this.#moves.close();
		this.doc.off('update', this.#onUpdate);
		this.doc.destroy();
	}

	#onConnection() {
		return {
			changed: () => this.#changed(),
			stepTwoSent: (message: number) => {
				this.#lastMessage = message;
				this.#unsent.allCarriedBy(message);
			},
			acknowledged: (count: number) => this.#store.forget(this.#unsent.acknowledged(count)),
			lost: () => {
				this.#lastMessage = 0;
				this.#unsent.connectionLost();
				this.#changed();
			},
			rights: (edit: boolean) => this.#listener.rights(edit),
			synced: () => this.#onSynced(),
			told: (what: Told) => this.#listener.told(what),
			ended: (final: Final, code: string | null) => this.#listener.ended(final, code)
		};
	}

	#onSynced(): void {
		this.#everSynced = true;
		this.#listener.synced();
		this.#changed();
		void this.#takeFromOtherTabs();
	}

	/** A tab that was closed before it could send has left its edits on the disk; this one sends them. */
	async #takeFromOtherTabs(): Promise<void> {
		await new Promise((next) => setTimeout(next)); // taking the board in was a long task already
		if (this.#closed) return;
		const stored = await this.#store.newer();
		if (this.#closed || !this.#take(stored)) return;
		const { stepTwoSent, sent, acked } = this.#connection.standing;
		// After the exchange, whatever the server lacks is in some message already sent.
		if (stepTwoSent) this.#unsent.allCarriedBy(sent);
		this.#store.forget(this.#unsent.acknowledged(acked));
		this.#changed();
	}

	/** Others get their turn between the parts of a large board. @returns as {@link #take} does, and when it was closed. */
	async #takeCopy({ updates, unsent }: Stored): Promise<boolean> {
		this.#take({ updates: [], unsent });
		for (const update of updates) {
			if (!this.#take({ updates: [update], unsent: [] })) return false;
			if (update.byteLength > LONG_TO_TAKE_BYTES) await new Promise((next) => setTimeout(next));
			if (this.#closed) return false;
		}
		return true;
	}

	/** @returns false when the copy cannot be read; then this replica has ended. */
	#take({ updates, unsent }: Stored): boolean {
		const now = Date.now();
		for (const edit of unsent) this.#unsent.add(edit, null, now);
		try {
			for (const update of updates) Y.applyUpdate(this.doc, update, this.#store);
			return true;
		} catch {
			this.#listener.ended('start-anew', 'copy-unreadable');
			return false;
		}
	}

	readonly #onUpdate = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
		const message = this.#messageJustSent();
		if (origin === this.#store) return;
		const edit = transaction.local ? this.#editOf(transaction) : null;
		if (edit) this.#unsent.add(edit, message, Date.now());
		this.#store.append(update, ...(edit ? [edit] : []));
		this.#changed();
	};

	/** The message that the connection has made of this update; null when there is no connection to send it on. */
	#messageJustSent(): number | null {
		const { sent } = this.#connection;
		if (sent <= this.#lastMessage) return null;
		this.#lastMessage = sent;
		return sent;
	}

	#editOf(transaction: Y.Transaction): UnsentEdit {
		const client = this.doc.clientID;
		const occurrences = this.#occurrences;
		this.#occurrences = [];
		return {
			key: `${client}.${String((this.#edits += 1)).padStart(8, '0')}`,
			at: serverNow(),
			// A copy: what a screen hands over may be a proxy, which no database takes.
			occurrences: JSON.parse(JSON.stringify(occurrences)) as Occurrence[],
			moves: this.#moves.takeJustMade(),
			clocks: {
				client,
				from: transaction.beforeState.get(client) ?? 0,
				to: transaction.afterState.get(client) ?? 0
			}
		};
	}

	#changed(): void {
		if (!this.#closed) this.#listener.changed();
	}
}
