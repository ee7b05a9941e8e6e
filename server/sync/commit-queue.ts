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
	#bound: (readonly Committer[])[] = [];
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

	/** What these accept in this turn is committed together, in this order, or fails together. */
	bind(committers: readonly Committer[]): void {
		this.#bound.push(committers);
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
			const bound = this.#bound.splice(0);
			if (batches.length > 0) await this.#commit(groupsOf(batches, bound));
		}
		this.#running = null;
	}

	/** One group's failure is not another's; a group fails as one. */
	async #commit(groups: readonly (readonly Batch[])[]): Promise<void> {
		const batches = groups.flat();
		const start = performance.now();
		let entries: ActivityEntry[];
		try {
			entries = await this.#journal.commit(batches.map(({ commit }) => commit));
		} catch (error) {
			this.#observe.commitFailed();
			if (groups.length > 1) for (const group of groups) await this.#commit([group]);
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

function groupsOf(batches: readonly Batch[], bound: readonly (readonly Committer[])[]): Batch[][] {
	const groupOf = (batch: Batch) => bound.find((committers) => committers.includes(batch.committer)) ?? batch;
	const rank = ({ committer }: Batch) => bound.flat().indexOf(committer);
	return [...Map.groupBy(batches, groupOf).values()].map((group) => group.sort((a, b) => rank(a) - rank(b)));
}

interface Batch {
	readonly committer: Committer;
	readonly commit: Commit;
}
