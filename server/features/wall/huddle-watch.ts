import { readHuddle, type Huddle } from '#domain/huddle/state.ts';
import type { BoardId } from '#domain/ids.ts';
import type { Member } from '../../sync/member.ts';
import type { Rooms, Stay } from '../../sync/rooms.ts';
import { LastRead } from './last-read.ts';

/** Reads along in a huddle for as long as it runs, as a member that never writes. */
export class HuddleWatch {
	readonly #changed: () => void;
	readonly #last: LastRead<Huddle | null>;
	#stay: Stay | null = null;
	#closed = false;

	constructor(id: BoardId, rooms: Pick<Rooms, 'enter'>, changed: () => void) {
		this.#changed = changed;
		this.#last = new LastRead(changed);
		void this.#enter(id, rooms);
	}

	/** The committed huddle; null until it is open, and the last one known while it does not answer. */
	async huddle(): Promise<Huddle | null> {
		const room = this.#stay?.room;
		if (!room) return null;
		await this.#last.ask(() => room.committed(readHuddle));
		return this.#last.value;
	}

	close(): void {
		this.#closed = true;
		this.#stay?.room.leave(this.#member);
		this.#stay?.leave();
		this.#stay = null;
	}

	readonly #member: Member = {
		extended: false,
		received: 0,
		send: () => this.#changed(),
		durable: () => undefined,
		lost: () => undefined,
		askAgain: () => this.#changed(),
		retired: () => this.close()
	};

	async #enter(id: BoardId, rooms: Pick<Rooms, 'enter'>): Promise<void> {
		const stay = await rooms.enter(id).catch(() => null);
		if (!stay) return;
		if (this.#closed) return stay.leave();
		this.#stay = stay;
		stay.room.join(this.#member);
		this.#changed();
	}
}

/** Reads along in every huddle that runs. */
export class HuddleWatches {
	readonly #running: () => readonly { readonly id: BoardId }[];
	readonly #open: (id: BoardId) => HuddleWatch;
	readonly #watches = new Map<BoardId, HuddleWatch>();

	constructor(running: () => readonly { readonly id: BoardId }[], open: (id: BoardId) => HuddleWatch) {
		this.#running = running;
		this.#open = open;
	}

	/** Follows those that run now, and no others. */
	follow(): void {
		const running = new Set(this.#running().map(({ id }) => id));
		for (const [id, watch] of this.#watches) {
			if (running.has(id)) continue;
			watch.close();
			this.#watches.delete(id);
		}
		for (const id of running) if (!this.#watches.has(id)) this.#watches.set(id, this.#open(id));
	}

	async huddles(): Promise<Huddle[]> {
		const all = await Promise.all([...this.#watches.values()].map((watch) => watch.huddle()));
		return all.filter((huddle) => huddle !== null);
	}

	close(): void {
		for (const watch of this.#watches.values()) watch.close();
		this.#watches.clear();
	}
}
