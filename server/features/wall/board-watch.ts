import { allColumns } from '#domain/board/queries.ts';
import { cardsOf, readCard } from '#domain/board/schema.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import type { WallBoard } from '#domain/wall/view.ts';
import { Ringing } from '#domain/wall/ringing.ts';
import type { Member } from '../../sync/member.ts';
import type { Rooms, Stay } from '../../sync/rooms.ts';
import { LastRead } from './last-read.ts';

export interface BoardWatchDeps {
	readonly rooms: Pick<Rooms, 'enter'>;
	readonly now: () => Instant;
	/** Something was published that walls may show. */
	readonly changed: () => void;
	readonly failed: (error: unknown) => void;
}

/** How long a board that could not be opened is left alone; one that is just being written anew is there at once. */
const AGAIN_MS = 5_000;
const RENEWED_MS = 50;
/** What was changed for so long and could not be read makes a board one that is not live. */
const BEHIND_MS = 5_000;

/** Reads along on one board for as long as a wall shows it, as a member that never writes. */
export class BoardWatch {
	readonly ringing = new Ringing();
	readonly #id: BoardId;
	readonly #deps: BoardWatchDeps;
	#stay: Stay | null = null;
	readonly #last: LastRead<WallBoard>;
	#stale = true;
	/** Since when there may be something that was not read; null while there is nothing. */
	#waitsSince: Instant | null;
	#closed = false;
	#again: NodeJS.Timeout | undefined;

	constructor(id: BoardId, deps: BoardWatchDeps) {
		this.#id = id;
		this.#deps = deps;
		this.#last = new LastRead(deps.changed);
		this.#waitsSince = deps.now();
		void this.#enter();
	}

	/**
	 * The committed board; the last one known while it is being opened anew, does not answer or cannot be read, null before
	 * it was ever read.
	 */
	async board(): Promise<WallBoard | null> {
		const room = this.#stay?.room;
		if (room && this.#stale) await this.#last.ask(() => this.#tryFrom(room)).catch(() => undefined);
		return this.#last.value;
	}

	/** What cannot be read is tried again at the next beat. */
	async #tryFrom(room: Stay['room']): Promise<WallBoard> {
		try {
			return await this.#readFrom(room);
		} catch (error) {
			this.#stale = true;
			this.#deps.failed(error);
			throw error;
		}
	}

	async #readFrom(room: Stay['room']): Promise<WallBoard> {
		this.#stale = false;
		const read = await room.committed((doc) => {
			const cards = [...cardsOf(doc).entries()].map(([id, entry]) => readCard(id, entry));
			const { id: board, title, department } = room.board;
			return { board, title, department, columns: allColumns(doc), cards };
		});
		if (this.#stay?.room !== room) return read;
		this.ringing.hear(read.cards, this.#deps.now(), this.#last.value === null);
		this.#waitsSince = this.#stale ? this.#deps.now() : null;
		return read;
	}

	/** Whether there may be something that was not read. */
	get waits(): boolean {
		return this.#waitsSince !== null;
	}

	/** Since when what is known may no longer be what is so; null while it is live. */
	notLiveSince(now: Instant): Instant | null {
		return this.#waitsSince !== null && now - this.#waitsSince > BEHIND_MS ? this.#waitsSince : null;
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#again);
		this.#leave();
	}

	readonly #member: Member = {
		extended: false,
		received: 0,
		send: () => this.#mark(),
		durable: () => undefined,
		lost: () => undefined,
		askAgain: () => this.#mark(),
		// The room goes on under another lineage, which is another room.
		retired: () => {
			this.#leave();
			this.#enterIn(RENEWED_MS);
		}
	};

	#mark(): void {
		this.#stale = true;
		this.#waitsSince ??= this.#deps.now();
		this.#deps.changed();
	}

	async #enter(): Promise<void> {
		const stay = await this.#deps.rooms.enter(this.#id).catch(() => null);
		if (this.#closed) return stay?.leave();
		if (!stay || stay.room.ended) {
			stay?.leave();
			this.#enterIn(AGAIN_MS);
			return;
		}
		this.#stay = stay;
		stay.room.join(this.#member);
		this.#mark();
	}

	#enterIn(ms: number): void {
		this.#again = setTimeout(() => void this.#enter(), ms).unref();
	}

	#leave(): void {
		this.#stay?.room.leave(this.#member);
		this.#stay?.leave();
		this.#stay = null;
		this.#waitsSince ??= this.#deps.now();
		this.#last.letGo();
	}
}
