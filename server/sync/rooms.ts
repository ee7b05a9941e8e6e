import type { BoardId } from '#domain/ids.ts';
import { Room, type RoomDeps } from './room.ts';

/** How long an empty room stays, so that a reload of the page does not load it again. */
const LINGER_MS = 10_000;

/** The rooms that are open: loaded when somebody comes, unloaded some seconds after the last one leaves. */
export class Rooms {
	readonly #deps: RoomDeps;
	readonly #open = new Map<BoardId, OpenRoom>();
	readonly #lingerMs: number;

	constructor(deps: RoomDeps, lingerMs = LINGER_MS) {
		this.#deps = deps;
		this.#lingerMs = lingerMs;
	}

	/**
	 * Runs `use` in the board's room, which stays open for as long.
	 *
	 * @returns null when there is no such board.
	 */
	async within<T>(board: BoardId, use: (room: Room) => Promise<T>): Promise<T | null> {
		const room = await this.enter(board);
		if (!room) return null;
		try {
			return await use(room);
		} finally {
			this.release(board);
		}
	}

	/** @returns null when there is no such board; else the caller says `release` once, when it is done. */
	async enter(board: BoardId): Promise<Room | null> {
		const open = this.#open.get(board) ?? this.#load(board);
		open.guests += 1;
		clearTimeout(open.lingering);
		const room = await open.room.catch((error: unknown) => {
			this.#open.delete(board);
			throw error;
		});
		if (!room) this.#open.delete(board);
		return room;
	}

	release(board: BoardId): void {
		const open = this.#open.get(board);
		if (!open) return;
		open.guests -= 1;
		if (open.guests === 0) this.#linger(board, open);
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

	get size(): number {
		return this.#open.size;
	}

	#load(board: BoardId): OpenRoom {
		const { journal } = this.#deps;
		const room = journal.load(board).then((stored) => stored && new Room(stored, this.#deps));
		const open: OpenRoom = { room, guests: 0, lingering: undefined };
		this.#open.set(board, open);
		return open;
	}

	#linger(board: BoardId, open: OpenRoom): void {
		open.lingering = setTimeout(() => void this.#unload(board, open), this.#lingerMs).unref();
	}

	async #unload(board: BoardId, open: OpenRoom): Promise<void> {
		const room = await open.room.catch(() => null);
		if (room?.idle) await room.saveSnapshot();
		if (open.guests > 0) return;
		if (room && !room.idle) return this.#linger(board, open);
		this.#open.delete(board);
		room?.close();
	}
}

interface OpenRoom {
	readonly room: Promise<Room | null>;
	/** Connections and operations that are in it now. */
	guests: number;
	lingering: NodeJS.Timeout | undefined;
}
