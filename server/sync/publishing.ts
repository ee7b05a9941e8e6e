import * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { Instant } from '#domain/ids.ts';
import type { AcceptedUpdate, Commit } from '../ports/journal.ts';
import { encodeActivity, encodeUpdate } from './protocol.ts';

interface Reader {
	readonly extended: boolean;
	send(...frames: Uint8Array[]): void;
}

/** Writing to this many sockets costs more than all else about an edit, so busy boards say less often more at once. */
const MANY_MEMBERS = 50;
const WINDOW_MS = 15;

/**
 * Sends what is durable to everybody on a board, merged into one frame; one who wrote all of it has it already. Up to
 * 50 members hear of each batch at once, more of them every 15 ms at most.
 */
export class Publisher {
	readonly #members: ReadonlySet<Reader>;
	#updates: AcceptedUpdate[] = [];
	#entries: ActivityEntry[] = [];
	readonly #writers = new Set<Reader>();
	#window: NodeJS.Timeout | null = null;

	constructor(members: ReadonlySet<Reader>) {
		this.#members = members;
	}

	/** @param at the server's time, told along with who did what. */
	publish({ updates }: Commit, writers: Iterable<Reader>, entries: readonly ActivityEntry[], at: () => Instant): void {
		for (const update of updates) this.#updates.push(update);
		for (const entry of entries) this.#entries.push(entry);
		for (const writer of writers) this.#writers.add(writer);
		if (this.#window) return;
		this.#send(at());
		if (this.#members.size <= MANY_MEMBERS) return;
		this.#window = setTimeout(() => {
			this.#window = null;
			if (this.#updates.length > 0) this.#send(at());
		}, WINDOW_MS);
	}

	/** What has not been sent by now stays so: nobody is there to hear it. */
	close(): void {
		if (this.#window) clearTimeout(this.#window);
	}

	#send(at: Instant): void {
		const [updates, entries, writers] = [this.#updates, this.#entries, [...this.#writers]];
		this.#updates = [];
		this.#entries = [];
		this.#writers.clear();
		const frame = encodeUpdate(
			updates.length === 1 ? updates[0]!.update : Y.mergeUpdates(updates.map(({ update }) => update))
		);
		const fromClients = updates.every(({ author, byServer }) => author.device !== null && !byServer);
		const author = fromClients && writers.length === 1 ? writers[0] : null;
		const met = updates.flatMap((update) => update.met ?? []);
		const activity = entries.length + met.length > 0 ? encodeActivity(at, entries, met) : null;
		for (const member of this.#members) {
			const told = member.extended ? activity : null;
			if (member !== author) member.send(frame, ...(told ? [told] : []));
			else if (told) member.send(told);
		}
	}
}
