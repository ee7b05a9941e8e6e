import { allColumns } from '#domain/board/queries.ts';
import { cardsOf, readCard } from '#domain/board/schema.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import type { WallBoard } from '#domain/wall/view.ts';
import { Ringing } from '#domain/wall/ringing.ts';
import type { Member } from '../../sync/member.ts';
import type { Rooms, Stay } from '../../sync/rooms.ts';

export interface BoardWatchDeps {
	readonly rooms: Pick<Rooms, 'enter'>;
	readonly now: () => Instant;
	/** Something was published that walls may show. */
	readonly changed: () => void;
}

/** How long a board that could not be opened is left alone; one that is just being written anew is there at once. */
const AGAIN_MS = 5_000;
const RENEWED_MS = 50;

/** Reads along on one board for as long as a wall shows it, as a member that never writes. */
export class BoardWatch {
	readonly ringing = new Ringing();
	readonly #id: BoardId;
	readonly #deps: BoardWatchDeps;
	#stay: Stay | null = null;
	#read: WallBoard | null = null;
	#stale = true;
	#closed = false;
	#again: NodeJS.Timeout | undefined;

	constructor(id: BoardId, deps: BoardWatchDeps) {
		this.#id = id;
		this.#deps = deps;
		void this.#enter();
	}

	/** The committed board; the last one known while it is being opened anew, null before it was ever read. */
	async board(): Promise<WallBoard | null> {
		const room = this.#stay?.room;
		if (!this.#stale || !room) return this.#read;
		this.#stale = false;
		const first = this.#read === null;
		this.#read = await room.committed((doc) => {
			const cards = [...cardsOf(doc).entries()].map(([id, entry]) => readCard(id, entry));
			const { id: board, title, department } = room.board;
			return { board, title, department, columns: allColumns(doc), cards };
		});
		this.ringing.hear(this.#read.cards, this.#deps.now(), first);
		return this.#read;
	}

	/** Whether it hears of changes; not while the board cannot be opened, or is being written anew. */
	get isOpen(): boolean {
		return this.#stay !== null;
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
	}
}
