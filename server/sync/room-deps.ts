import type { BoardId, Instant } from '#domain/ids.ts';
import type { Journal } from '../ports/journal.ts';
import type { CommitQueue } from './commit-queue.ts';

export interface RoomDeps {
	readonly journal: Journal;
	readonly queue: CommitQueue;
	readonly now: () => Instant;
	/** Called when something has been published. */
	readonly onPublished?: (board: BoardId) => void;
	/** Called when a commit fails, with how long the room will rest. */
	readonly onCommitFailed?: (board: BoardId, error: unknown, restMs: number) => void;
}
