import type { BoardId, Instant, PersonId } from '#domain/ids.ts';

/** A board that somebody opened without a right to it, because it could not wait. */
export interface Emergency {
	readonly id: string;
	readonly person: PersonId;
	readonly board: BoardId;
	/** In their own words. */
	readonly reason: string;
	readonly beganAt: Instant;
	readonly endsAt: Instant;
}

/** Emergencies, and which manager has taken note of them. They are kept for good; only their end can be moved forward. */
export interface Emergencies {
	begin(emergency: Emergency): void;

	/**
	 * Ends those of a person that are open, on one board or on all.
	 *
	 * @returns the boards that they were for.
	 */
	end(person: PersonId, board: BoardId | null, now: Instant): readonly BoardId[];

	open(now: Instant): readonly Emergency[];

	/** Those that began after `since` and that this manager has not put away, the newest first. */
	unseenBy(manager: PersonId, since: Instant): readonly Emergency[];

	/** @returns false when there is no such emergency. */
	putAway(emergency: string, manager: PersonId): boolean;
}
