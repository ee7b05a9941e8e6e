import * as Y from 'yjs';
import type { ActivityEntry, Occurrence } from '#domain/activity/changes.ts';
import { observeActivity } from '#domain/activity/observe.ts';
import type { BoardId, PersonId } from '#domain/ids.ts';
import type { Commit, Journal } from '../../server/ports/journal.ts';

/** `slow` commits wait until the test lets them through. */
export type DiskMode = 'prompt' | 'slow' | 'failing';

export const BOARD = 'front-desk' as BoardId;

interface Held {
	readonly commits: readonly Commit[];
	readonly settle: (error: Error | null) => Promise<void>;
}

/**
 * Stands between a server and its journal: makes commits wait or fail, keeps a mirror of what is really durable, and
 * checks every commit as it is stored.
 */
export class Disk {
	mode: DiskMode = 'prompt';
	/** The board as it would be read after a crash at this moment. */
	readonly durable = new Y.Doc();
	readonly record: ActivityEntry[] = [];
	readonly violations: string[];
	readonly #journal: Journal;
	readonly #personOf: (client: number) => PersonId | undefined;
	#held: Held[] = [];
	#storing: Promise<unknown> = Promise.resolve();
	#changed = false;
	#occurrences: readonly Occurrence[] = [];

	constructor(journal: Journal, personOf: (client: number) => PersonId | undefined, violations: string[]) {
		this.#journal = journal;
		this.#personOf = personOf;
		this.violations = violations;
		observeActivity(this.durable, (occurrences) => (this.#occurrences = occurrences));
		this.durable.on('update', () => (this.#changed = true));
	}

	/** Reads what the journal holds already. */
	async open(): Promise<void> {
		const stored = await this.#journal.load(BOARD);
		for (const update of [stored!.snapshot, ...stored!.updates]) if (update) Y.applyUpdate(this.durable, update);
		this.record.push(...(await this.#journal.activitySince(0, 1_000_000)));
	}

	/** The journal as one server process has it: after `cut` it hears nothing any more, and what it was writing is not written. */
	attach(): { journal: Journal; cut(): void } {
		let alive = true;
		const whileAlive = <T>(work: () => Promise<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				if (!alive) return;
				work().then(
					(value) => alive && resolve(value),
					(error: unknown) => alive && reject(error as Error)
				);
			});
		const journal: Journal = {
			...this.#journal,
			load: (board) => whileAlive(() => this.#storing.then(() => this.#journal.load(board))),
			commit: (commits) => whileAlive(() => this.#commit(commits)),
			saveSnapshot: (...snapshot) => whileAlive(() => this.#journal.saveSnapshot(...snapshot))
		};
		const cut = () => {
			alive = false;
			this.#held = [];
		};
		return { journal, cut };
	}

	/** Lets the commits that wait go on; all of them fail, or none. */
	async release(fails: boolean): Promise<void> {
		for (const { settle } of this.#held.splice(0)) await settle(fails ? new Error('the disk is full') : null);
	}

	/** Whether a crash at this moment would keep all that the update says. */
	holds(update: Uint8Array): boolean {
		this.#changed = false;
		Y.applyUpdate(this.durable, update);
		const { pendingStructs, pendingDs } = this.durable.store;
		return !this.#changed && pendingStructs === null && pendingDs === null;
	}

	#commit(commits: readonly Commit[]): Promise<ActivityEntry[]> {
		if (this.mode === 'failing') return Promise.reject(new Error('the disk is full'));
		if (this.mode === 'prompt') return this.#store(commits);
		return new Promise((resolve, reject) => {
			const settle = async (error: Error | null) =>
				error ? reject(error) : void (await this.#store(commits).then(resolve, reject));
			this.#held.push({ commits, settle });
		});
	}

	/** Nobody reads between a commit and its being noted in the mirror. */
	#store(commits: readonly Commit[]): Promise<ActivityEntry[]> {
		const stored = this.#note(commits);
		this.#storing = stored.catch(() => undefined);
		return stored;
	}

	async #note(commits: readonly Commit[]): Promise<ActivityEntry[]> {
		const entries = await this.#journal.commit(commits);
		for (const { updates } of commits) for (const update of updates) this.#check(update);
		this.record.push(...entries);
		return entries;
	}

	#check({ update, author, occurrences }: Commit['updates'][number]): void {
		for (const client of Y.parseUpdateMeta(update).to.keys()) {
			if (this.#personOf(client) !== author.person) this.violations.push(`${client} written as ${author.person}`);
		}
		this.#occurrences = [];
		if (this.holds(update)) this.violations.push('an update that changes nothing was journalled');
		if (JSON.stringify(this.#occurrences) !== JSON.stringify(occurrences)) {
			const [told, made] = [JSON.stringify(occurrences), JSON.stringify(this.#occurrences)];
			this.violations.push(`the record says ${told} of what did ${made}`);
		}
	}
}
