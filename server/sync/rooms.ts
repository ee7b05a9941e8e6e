import type * as Y from 'yjs';
import type { BoardId } from '#domain/ids.ts';
import { SYSTEM } from '#domain/activity/changes.ts';
import { migrateBoard } from '#domain/board/migrations.ts';
import type { Author, Renewal, StoredBoard } from '../ports/journal.ts';
import { isTodays } from './content.ts';
import type { Ending } from './renewal.ts';
import type { RoomDeps } from './room-deps.ts';
import { Room } from './room.ts';
import { editTogether } from './together.ts';

/** How long an empty room stays, so that a reload of the page does not load it again. */
const LINGER_MS = 10_000;

/** The rooms that are open: loaded when somebody comes, unloaded some seconds after the last one leaves. */
export class Rooms {
	readonly #deps: RoomDeps;
	readonly #open = new Map<BoardId, OpenRoom>();
	readonly #lingerMs: number;
	#heard: (board: BoardId) => void = () => undefined;
	/** One pair of boards at a time: what is bound together must not become a chain. */
	#lastPair: Promise<unknown> = Promise.resolve();

	constructor(deps: RoomDeps, lingerMs = LINGER_MS) {
		this.#deps = { ...deps, onPublished: (board) => this.#heard(board) };
		this.#lingerMs = lingerMs;
	}

	/**
	 * Runs `use` in the board's room, which stays open for as long.
	 *
	 * @returns null when there is no such board.
	 */
	async within<T>(board: BoardId, use: (room: Room) => Promise<T>): Promise<T | null> {
		const stay = await this.enter(board);
		if (!stay) return null;
		try {
			return await use(stay.room);
		} finally {
			stay.leave();
		}
	}

	/**
	 * Runs one operation on two boards; it is kept on both, in one transaction, or on neither.
	 *
	 * @returns null when there is no such board.
	 * @throws {NotSaved} when it could not be made durable; nothing has changed then.
	 */
	async editTogether<T>(
		[here, there]: readonly [BoardId, BoardId],
		author: Author,
		operation: (here: Y.Doc, there: Y.Doc) => T
	): Promise<T | null> {
		const before = this.#lastPair;
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#lastPair = promise;
		try {
			await before;
			return await this.within(here, (one) =>
				this.within(there, (other) => editTogether(this.#deps.queue, [one, other], author, operation))
			);
		} finally {
			resolve();
		}
	}

	/** @returns null when there is no such board. */
	async enter(board: BoardId): Promise<Stay | null> {
		const open = this.#open.get(board) ?? this.#load(board);
		open.guests += 1;
		clearTimeout(open.lingering);
		const room = await open.room.catch((error: unknown) => {
			this.#forget(board, open);
			throw error;
		});
		if (!room) this.#forget(board, open);
		return room && { room, leave: () => this.#leave(board, open) };
	}

	/**
	 * Writes a board anew under a new lineage; whoever is on it is sent to start anew.
	 *
	 * @returns false when there is no such board.
	 */
	async renew(board: BoardId, renewal: (ending: Ending, doc: Y.Doc) => Renewal): Promise<boolean> {
		const stay = await this.enter(board);
		if (!stay) return false;
		const open = this.#open.get(board);
		try {
			await stay.room.renew(renewal);
			// Who still holds the ended room leaves it in time; the next to come loads the new lineage.
			if (open) this.#forget(board, open);
		} finally {
			stay.leave();
		}
		return true;
	}

	/** Ends all rooms, after what was accepted has become durable. */
	async close(): Promise<void> {
		await this.#deps.queue.idle();
		for (const { room, lingering } of this.#open.values()) {
			clearTimeout(lingering);
			const opened = await room.catch(() => null);
			await opened?.saveSnapshot();
			opened?.close();
		}
		this.#open.clear();
	}

	/** Has `heard` called whenever something was published in a room. */
	onPublished(heard: (board: BoardId) => void): void {
		this.#heard = heard;
	}

	/** Tells everybody who is in any room and understands more than plain y-websocket. */
	async tellAll(frame: Uint8Array): Promise<void> {
		for (const { room } of [...this.#open.values()])
			(await room.catch(() => null))?.tell(frame, ({ extended }) => extended);
	}

	get size(): number {
		return this.#open.size;
	}

	#load(board: BoardId): OpenRoom {
		const { journal } = this.#deps;
		const room = journal.load(board).then((stored) => stored && openRoom(stored, this.#deps));
		const open: OpenRoom = { room, guests: 0, lingering: undefined };
		this.#open.set(board, open);
		return open;
	}

	#leave(board: BoardId, open: OpenRoom): void {
		open.guests -= 1;
		if (open.guests === 0) this.#linger(board, open);
	}

	#forget(board: BoardId, open: OpenRoom): void {
		if (this.#open.get(board) === open) this.#open.delete(board);
	}

	#linger(board: BoardId, open: OpenRoom): void {
		open.lingering = setTimeout(() => void this.#unload(board, open), this.#lingerMs).unref();
	}

	async #unload(board: BoardId, open: OpenRoom): Promise<void> {
		const room = await open.room.catch(() => null);
		if (room?.idle) await room.saveSnapshot();
		if (open.guests > 0) return;
		if (room && !room.idle) return this.#linger(board, open);
		this.#forget(board, open);
		room?.close();
	}
}

/** @throws when a newer version wrote the board. */
async function openRoom(stored: StoredBoard, deps: RoomDeps): Promise<Room> {
	const room = new Room(stored, deps);
	if (room.board.kind === 'board' && !isTodays(stored)) await room.edit({ person: SYSTEM, device: null }, migrateBoard);
	return room;
}

/** Somebody's being in a room, which stays open until they leave. */
export interface Stay {
	readonly room: Room;
	/** To be called once. */
	leave(): void;
}

interface OpenRoom {
	readonly room: Promise<Room | null>;
	/** Connections and operations that are in it now. */
	guests: number;
	lingering: NodeJS.Timeout | undefined;
}
