import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { Commit, Journal } from '../ports/journal.ts';

/** Somebody with accepted updates to make durable. */
export interface Committer {
	/** What was accepted since the last call; null when nothing was. */
	takeBatch(): Commit | null;
	published(entries: readonly ActivityEntry[]): void;
	commitFailed(error: unknown): void;
}

/** Hears how commits go. */
export interface CommitObserver {
	committed(updates: number, ms: number): void;
	commitFailed(): void;
}

/** Writing and sending a batch costs nearly as much for one update as for many, so a flood is gathered for so long. */
const GATHER_MS = 12;

/**
 * Commits together what arrives together: everything that all rooms accepted in one turn of the event loop, or while
 * the last commit was under way, goes to disk with one fsync. As long as more is waiting to be looked at, it gathers
 * for a few turns.
 */
export class CommitQueue {
	readonly #journal: Journal;
	readonly #observe: CommitObserver;
	readonly #moreToCome: () => boolean;
	readonly #waiting = new Set<Committer>();
	#running: Promise<void> | null = null;

	/** @param moreToCome whether messages have arrived that nobody has looked at yet. */
	constructor(
		journal: Journal,
		observe: CommitObserver = { committed() {}, commitFailed() {} },
		moreToCome: () => boolean = () => false
	) {
		this.#journal = journal;
		this.#observe = observe;
		this.#moreToCome = moreToCome;
	}

	add(committer: Committer): void {
		this.#waiting.add(committer);
		this.#running ??= this.#run();
	}

	/** Resolves when everything accepted so far is durable or has failed. */
	async idle(): Promise<void> {
		while (this.#running) await this.#running;
	}

	async #run(): Promise<void> {
		while (this.#waiting.size > 0) {
			const end = performance.now() + GATHER_MS;
			do await new Promise((resolve) => setImmediate(resolve));
			while (this.#moreToCome() && performance.now() < end);
			const batches = [...this.#waiting].flatMap((committer) => {
				const commit = committer.takeBatch();
				return commit ? [{ committer, commit }] : [];
			});
			this.#waiting.clear();
			if (batches.length > 0) await this.#commit(batches);
		}
		this.#running = null;
	}

	async #commit(batches: readonly Batch[]): Promise<void> {
		const start = performance.now();
		let entries: ActivityEntry[];
		try {
			entries = await this.#journal.commit(batches.map(({ commit }) => commit));
		} catch (error) {
			this.#observe.commitFailed();
			if (batches.length > 1) for (const batch of batches) await this.#commit([batch]);
			else for (const { committer } of batches) committer.commitFailed(error);
			return;
		}
		const updates = batches.reduce((sum, { commit }) => sum + commit.updates.length, 0);
		this.#observe.committed(updates, performance.now() - start);
		for (const { committer, commit } of batches) {
			committer.published(entries.filter(({ board }) => board === commit.board));
		}
	}
}

interface Batch {
	readonly committer: Committer;
	readonly commit: Commit;
}
