import type * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { CardId, Instant, LineageId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';
import type { KeptRefusal } from './apply-kept.ts';
import { BoardView } from './board-view.svelte.ts';
import type { Final, Told } from './connection.ts';
import type { KeptEdit } from './kept-edits.ts';
import { KeptList } from './kept-list.svelte.ts';
import type { Owner } from './local-names.ts';
import { handedBack, withOwnValue } from './meetings.ts';
import { currentLineage } from './new-lineage.ts';
import { NoticeList, type Notice } from './notice-list.svelte.ts';
import type { OpenBoard } from './open-board.ts';
import { boardLeft, boardOpened, sentOrLate } from './open-boards.ts';
import { Presence, type Present } from './presence.svelte.ts';
import { rememberLineage } from './remembered.ts';
import { Replica } from './replica.ts';
import { statusAt, type SaveStatus, type StatusAt } from './save-status.ts';
import { heardServerTime, serverNow, toServerTime } from './server-time.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';

export type { Notice } from './notice-list.svelte.ts';
export type { OpenBoard } from './open-board.ts';

export type Ended = null | 'signed-out' | 'no-right' | 'no-board';

/**
 * A board as one screen has it: there at once from this device's copy, live while the server can be reached.
 * `doc` and `view` are others once the server has refused the replica or begun a new lineage; read them anew.
 */
export class LiveBoard {
	readonly #options: OpenBoard;
	readonly #around: Surroundings;
	readonly #owner: Owner;
	readonly #notices: NoticeList;
	readonly #kept: KeptList;
	readonly #hearers = new Set<(entries: readonly ActivityEntry[]) => void>();
	#replica: Replica = $state.raw() as Replica;
	#view: BoardView = $state.raw() as BoardView;
	/** Who is here, and where they write. */
	presence: Presence = $state.raw() as Presence;
	#ready = $state.raw(false);
	#status: SaveStatus = $state.raw({ kind: 'saving' });
	#ended: Ended = $state.raw(null);
	#mayEdit = $state.raw(true);
	#looking: CardId | null = null;
	#shown: boolean;
	#tidied: LineageId | null = null;
	#statusSinceMs = 0;
	#startingAnew = false;
	/** Starts anew since the server last answered: a replica that is refused again and again waits in between. */
	#failedStarts = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #closing = new AbortController();
	#wasRead = (): void => undefined;
	/** Resolves once there is a board and all of it has been read. */
	readonly read = new Promise<void>((resolve) => (this.#wasRead = resolve));
	#left: Promise<readonly KeptEdit[]> | null = null;

	/** @param around what a test puts in the place of the browser and the server. */
	static open(options: OpenBoard, around: Surroundings = browserSurroundings()): LiveBoard {
		const live = new LiveBoard(options, around);
		boardOpened(live);
		void live.#start();
		return live;
	}

	private constructor(options: OpenBoard, around: Surroundings) {
		const { me, board, mayEdit = true, quiet = false } = options;
		this.#mayEdit = mayEdit;
		this.#shown = !quiet;
		this.#options = options;
		this.#around = around;
		this.#owner = { practice: me.practice.id, person: me.person.id };
		this.#kept = new KeptList(this.#owner, board.id, around.lineageEnd);
		this.#notices = new NoticeList({ board: board.id, me: me.person.id, history: around.cardHistory });
		this.#adopt(board.lineage);
	}

	get doc(): Y.Doc {
		return this.#replica.doc;
	}

	get view(): BoardView {
		return this.#view;
	}

	/** Whether there is a board to show, from this device or from the server. */
	get ready(): boolean {
		return this.#ready;
	}

	get status(): SaveStatus {
		return this.#status;
	}

	/** Whether this person may change the board, as of the server's last word. */
	get mayEdit(): boolean {
		return this.#mayEdit;
	}

	/** Who is here, this person first. */
	get present(): Present[] {
		return this.presence.list;
	}

	get notices(): readonly Notice[] {
		return this.#notices.list;
	}

	/** Edits that the server does not hold and this replica cannot bring to it; they stay until applied or discarded. */
	get kept(): readonly KeptEdit[] {
		return this.#kept.edits;
	}

	/** Set when the server will not have this person here any more; the board's copy on this device is then being deleted. */
	get ended(): Ended {
		return this.#ended;
	}

	serverNow(): Instant {
		return serverNow();
	}

	dismiss(notice: string): void {
		this.#notices.dismiss(notice);
	}

	/** Does a kept edit again. A refused one stays kept. */
	applyKept(id: string): Outcome<CardId | null, KeptRefusal> {
		return this.#kept.apply(id, this.doc);
	}

	discardKept(id: string): void {
		this.#kept.discard(id);
	}

	/** Tells the colleagues which card this screen has open. */
	lookAt(card: CardId | null): void {
		this.#looking = card;
		this.presence.lookAt(card);
	}

	/** Lets colleagues see this person here, or not. */
	appear(shown: boolean): void {
		this.#shown = shown;
		this.presence.appear(shown, this.#looking);
	}

	/** Whether it is of no use to a new screen: it has ended, or is being left. */
	get over(): boolean {
		return this.#ended !== null || this.#left !== null || this.#closing.signal.aborted;
	}

	/** Hears the record's new lines of this board as the server accepts them. @returns a function that stops it. */
	onActivity(hear: (entries: readonly ActivityEntry[]) => void): () => void {
		this.#hearers.add(hear);
		return () => void this.#hearers.delete(hear);
	}

	/**
	 * Leaves the board, but lets what is on its way arrive first.
	 *
	 * @returns the edits that neither the server nor a disk has
	 */
	leave(withinMs: number): Promise<readonly KeptEdit[]> {
		return (this.#left ??= this.#leave(withinMs));
	}

	/** Leaves the board; resolves when everything is on disk and let go of. */
	async close(): Promise<void> {
		if (!this.#closing.signal.aborted) this.#view.close();
		this.#closing.abort();
		clearTimeout(this.#timer);
		await this.#replica.close();
		boardLeft(this);
	}

	async #leave(withinMs: number): Promise<readonly KeptEdit[]> {
		await sentOrLate(() => this.#replica.standing, withinMs);
		const { unsent, local } = this.#replica.standing;
		const homeless = unsent > 0 && local.state === 'failed' ? this.#replica.keptEdits() : [];
		await this.close();
		return homeless;
	}

	async #start(): Promise<void> {
		await this.#replica.start();
		await this.#kept.load();
	}

	#adopt(lineage: LineageId): void {
		const { board, me } = this.#options;
		const { socketUrl, WebSocket } = this.#around;
		const life = (): boolean => this.#replica === replica && !this.#closing.signal.aborted;
		const replica: Replica = new Replica(
			{ board: board.id, lineage, owner: this.#owner, socketUrl, WebSocket },
			{
				changed: () => life() && this.#look(),
				synced: () => life() && this.#onSynced(),
				rights: (edit) => life() && (this.#mayEdit = edit),
				told: (what) => life() && this.#onTold(what, replica),
				overridden: (move) => life() && this.#notices.moves.overridden(move, replica.doc),
				ended: (final) => life() && void this.#onEnded(final)
			}
		);
		this.#replica = replica;
		this.#view = new BoardView(replica.doc);
		this.presence = new Presence(replica.awareness, me.person, this.#looking, this.#shown);
	}

	#onTold({ at, entries, met }: Told, replica: Replica): void {
		const { board, lineage } = replica;
		heardServerTime(at);
		this.#notices.moves.activity(entries);
		this.#notices.met(withOwnValue(met, this.#owner.person, () => replica.keptEdits()));
		void this.#kept.keep(handedBack(met, { board, lineage, me: this.#owner.person, at }));
		for (const hear of this.#hearers) hear(entries);
	}

	/** Reads what the status line may say, and comes back when time alone would change it. */
	#look(): void {
		clearTimeout(this.#timer);
		if (this.#ended) return;
		const now = Date.now();
		const seen = statusAt(this.#replica.standing, now);
		this.#say(seen);
		this.#ready = this.#replica.ready && !this.#startingAnew;
		if (this.#ready) void this.#view.readAhead().then(this.#wasRead);
		const { lookAgainAtMs } = seen;
		if (lookAgainAtMs !== null) this.#timer = setTimeout(() => this.#look(), Math.max(1, lookAgainAtMs - now));
	}

	/** The same status stays the same object, though the server's clock is known a little better each time. */
	#say({ kind, sinceMs }: Pick<StatusAt, 'kind' | 'sinceMs'>): void {
		if (kind === this.#status.kind && sinceMs === this.#statusSinceMs) return;
		this.#statusSinceMs = sinceMs;
		this.#status = { kind, since: toServerTime(sinceMs) };
	}

	#onSynced(): void {
		this.#failedStarts = 0;
		this.#notices.moves.askAgain();
		void this.#tidy(this.#replica);
	}

	/**
	 * Only a lineage that the server has answered on is alive for sure. A copy of any other was left by a lineage that
	 * ended while this device was off: its unsent edits must not go with it.
	 */
	async #tidy(replica: Replica): Promise<void> {
		if (this.#tidied !== replica.lineage) await this.#kept.retire(replica.lineage);
		this.#tidied = replica.lineage;
		await this.#kept.settle(replica);
	}

	async #onEnded(final: Final): Promise<void> {
		return final === 'start-anew' ? this.#startAnew() : this.#end(final);
	}

	/** The replica has ended, the person has not: their unsent edits are kept, and the board is opened anew. */
	async #startAnew(): Promise<void> {
		const old = this.#replica;
		const { board, onLineage } = this.#options;
		if (this.#startingAnew) return;
		this.#startingAnew = true;
		this.#ready = false;
		await this.#kept.keep(old.keptEdits());
		const answer = await currentLineage(board.id, this.#around, this.#failedStarts, this.#closing.signal);
		this.#failedStarts += 1;
		if (answer === null) return;
		if ('ended' in answer) return this.#end(answer.ended);
		const { lineage } = answer;
		// Once more, for what was typed while the server was asked.
		const safe = await this.#kept.keep(old.keptEdits());
		await old.close();
		if (safe) await this.#kept.retire(lineage === old.lineage ? null : lineage);
		if (this.#closing.signal.aborted) return;
		this.#view.close();
		this.#adopt(lineage);
		this.#startingAnew = false;
		if (lineage !== old.lineage) {
			void rememberLineage(board.id, lineage).catch(() => undefined);
			onLineage?.(lineage);
		}
		await this.#replica.start();
	}

	/** When the session is over, what is unsent stays in the copy until it is sealed. */
	async #end(reason: Exclude<Ended, null>): Promise<void> {
		this.#ended = reason;
		clearTimeout(this.#timer);
		this.#say({ kind: this.#replica.standing.unsent > 0 ? 'not-saved' : 'not-live', sinceMs: Date.now() });
		if (reason === 'signed-out') return;
		const safe = await this.#kept.keep(this.#replica.keptEdits());
		await this.#replica.close();
		if (safe) await this.#kept.retire(null);
	}
}
