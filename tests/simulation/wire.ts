import type * as Y from 'yjs';
import type { Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { CLOSE } from '../../server/sync/closing.ts';
import { CommitQueue } from '../../server/sync/commit-queue.ts';
import type { Room } from '../../server/sync/room.ts';
import { Rooms, type Stay } from '../../server/sync/rooms.ts';
import { Session } from '../../server/sync/session.ts';
import type { SessionDeps } from '../../server/sync/session-deps.ts';
import type { Clock } from './clock.ts';
import { BOARD, type Disk } from './disk.ts';
import { decodeFrame } from '../../server/sync/protocol.ts';
import { readAnswer } from './answers.ts';

/** A frame, or the close that follows the last one. */
export type Down = Uint8Array | { readonly close: number };

export interface Caller {
	readonly person: PersonId;
	readonly extended: boolean;
	/** It says which lineage its replica has. */
	readonly namesLineage: boolean;
}

/**
 * One socket. What is sent waits in its direction's queue, in order, until the test delivers it; each end believes
 * in the connection until it is told.
 */
export class Link {
	readonly caller: Caller;
	readonly up: Uint8Array[] = [];
	readonly down: Down[] = [];
	/** The updates of the step 2 and update messages that the client has sent, in order. */
	readonly said: Uint8Array[] = [];
	/** How many of them the server has promised to be durable. */
	promised = 0;
	/** Nothing travels any more, whatever either end believes. */
	severed = false;

	constructor(caller: Caller) {
		this.caller = caller;
	}
}

/** Where a test plants a bug: a part of the server goes in and a broken one comes out. */
export interface Plant {
	readonly journal?: (journal: Journal) => Journal;
	readonly room?: (room: Room) => Room;
	readonly session?: new (room: Room, deps: SessionDeps) => Session;
}

interface Connection {
	readonly session: Session;
	readonly stay: Stay;
}

/** Real sessions, rooms and commit queue over a disk and sockets in the test's hands. */
export class SimulatedServer {
	readonly #disk: Disk;
	readonly #clock: Clock;
	readonly #plant: Plant;
	readonly #connections = new Map<Link, Connection>();
	/** What came before the session was there, as a socket keeps it. */
	readonly #early = new Map<Link, Uint8Array[]>();
	#rooms!: Rooms;
	#cut: () => void = () => {};

	constructor(disk: Disk, clock: Clock, plant: Plant = {}) {
		this.#disk = disk;
		this.#clock = clock;
		this.#plant = plant;
		this.start();
	}

	start(): void {
		const { journal: attached, cut } = this.#disk.attach();
		const journal = this.#plant.journal?.(attached) ?? attached;
		this.#cut = cut;
		this.#rooms = new Rooms({ journal, queue: new CommitQueue(journal), now: () => this.#clock.now as Instant });
	}

	open(link: Link): void {
		this.#early.set(link, []);
		this.#admit(link).catch(() => this.#close(link, CLOSE.comeBack));
	}

	receive(link: Link, frame: Uint8Array): void {
		const early = this.#early.get(link);
		if (early) early.push(frame);
		else this.#connections.get(link)?.session.receive(frame);
	}

	/** The server learns that the other end is gone. */
	hangUp(link: Link): void {
		const connection = this.#connections.get(link);
		this.#connections.delete(link);
		this.#early.delete(link);
		connection?.session.gone();
		connection?.stay.leave();
	}

	/** Links that the server believes to be open and that carry nothing any more. */
	get halfOpen(): Link[] {
		return [...this.#connections.keys()].filter(({ severed }) => severed);
	}

	/** The process dies: what it had accepted and not stored is gone, and so is every socket. */
	kill(): void {
		this.#cut();
		this.#clock.forget();
		for (const link of [...this.#connections.keys(), ...this.#early.keys()]) this.#drop(link);
		this.start();
	}

	/** The process leaves as it does on a signal. */
	async restart(): Promise<void> {
		for (const { session } of [...this.#connections.values()]) session.end(CLOSE.restart, '');
		await this.#rooms.close();
		this.kill();
	}

	/** Shows the state that newcomers are answered from. */
	async read(read: (doc: Y.Doc) => void): Promise<void> {
		await this.#rooms.within(BOARD, (room) => room.committed(read));
	}

	#drop(link: Link): void {
		link.severed = true;
		link.up.length = 0;
		this.#connections.delete(link);
		this.#early.delete(link);
	}

	async #admit(link: Link): Promise<void> {
		const rooms = this.#rooms;
		const stay = await rooms.enter(BOARD);
		if (!stay || rooms !== this.#rooms || !this.#early.has(link)) return stay?.leave();
		const room = this.#plant.room?.(stay.room) ?? stay.room;
		const session = new (this.#plant.session ?? Session)(room, this.#depsOf(link, room.lineage));
		this.#connections.set(link, { session, stay });
		const early = this.#early.get(link)!;
		this.#early.delete(link);
		for (const frame of early) session.receive(frame);
	}

	#close(link: Link, close: number): void {
		link.down.push({ close });
		this.hangUp(link);
	}

	#depsOf(link: Link, board: LineageId): SessionDeps {
		const { person: id, extended, namesLineage } = link.caller;
		const lineage = namesLineage ? board : null;
		const person = { ...{ id, name: id, email: `${id}@harbor.test`, role: 'manager', departments: [] }, colour: 0 };
		const signedIn = { sessionId: `s-${id}`, device: 'Test', person } as unknown as SessionDeps['signedIn'];
		return {
			...{ signedIn, source: null, extended, lineage },
			wire: {
				send: (frame) => this.#send(link, frame),
				sendAll: (frames) => frames.forEach((frame) => this.#send(link, frame)),
				sendWhole: (frames) => frames.forEach((frame) => this.#send(link, frame)),
				close: (code) => this.#close(link, code)
			},
			now: () => this.#clock.now,
			isRetired: async () => false,
			onRefused: (code) => void this.#disk.violations.push(`refused ${id}: ${code}`),
			...{ onAccepted() {}, onGap() {}, onFlooded() {}, onLooked() {}, onAcknowledged() {} }
		};
	}

	/** Nothing leaves the server, content or promise, that a crash at this moment would take back. */
	#send(link: Link, frame: Uint8Array): void {
		const answer = readAnswer(frame);
		const { violations } = this.#disk;
		if ('update' in answer && !this.#disk.holds(answer.update)) violations.push('sent what is not durable');
		if (answer.kind === 'activity') {
			const known = answer.entries.every(({ seq }) => this.#disk.record[seq - 1] !== undefined);
			if (!known) violations.push('told of what is not in the record');
		}
		if (answer.kind === 'ack') {
			for (const update of link.said.slice(link.promised, answer.count)) {
				if (!this.#disk.holds(update)) violations.push(`acknowledged ${answer.count}, which is not durable`);
			}
			if (answer.count <= link.promised || answer.count > link.said.length) violations.push('a wrong count');
			link.promised = answer.count;
		}
		link.down.push(frame);
	}
}

/** The update in a frame that a client sends; null in any other. */
export function updateIn(frame: Uint8Array): Uint8Array | null {
	const said = decodeFrame(frame);
	return said.kind === 'step2' || said.kind === 'update' ? said.update : null;
}
