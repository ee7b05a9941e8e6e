import type { ActivityEntry, Occurrence } from '#domain/activity/changes.ts';
import type { Meeting } from '#domain/activity/meetings.ts';
import type { Card, Column } from '#domain/board/schema.ts';
import type { WholeCard } from '#domain/board/whole.ts';
import type { BoardId, CardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { DocumentKind, DocumentRef } from './boards.ts';

/** Who writes, and from which of their signed-in devices; null for the server itself. */
export interface Author {
	readonly person: PersonId;
	readonly device: string | null;
	/** The network address that it came from. */
	readonly source?: string | null;
}

/** One accepted update and what it did. */
export interface AcceptedUpdate {
	readonly update: Uint8Array;
	readonly author: Author;
	readonly at: Instant;
	readonly occurrences: readonly Occurrence[];
	/** Written by an operation of the server's own, whoever asked for it: no client has it yet. */
	readonly byServer?: boolean;
	/** Where it met with what others had done meanwhile; told to all, kept by nobody. */
	readonly met?: readonly Meeting[];
}

/** The row of a card that lists and searches read; the document stays the truth. */
export interface CardRow {
	readonly card: Card;
	readonly column: Column | null;
}

/** What one room has accepted since its last commit. */
export interface Commit {
	readonly board: BoardId;
	readonly lineage: LineageId;
	/** The number of the first of `updates`; each next has the next. */
	readonly seq: number;
	readonly updates: readonly AcceptedUpdate[];
	/** Client ids that wrote here for the first time, and whose they are from now on. */
	readonly clients: readonly (readonly [client: number, person: PersonId])[];
	/** The cards that changed, as they are now. */
	readonly cards: readonly CardRow[];
	readonly removed: readonly CardId[];
}

/** What a snapshot says of itself, so that it can be sent without being read. */
export interface SnapshotHead {
	readonly stateVector: Uint8Array;
	/** The shape that the board has in it. */
	readonly schema: number;
}

export interface StoredBoard extends Omit<DocumentRef, 'kind'> {
	/** A board unless told otherwise. */
	readonly kind?: DocumentKind;
	/** The whole state as one update, and after it what was accepted since, oldest first. */
	readonly snapshot: Uint8Array | null;
	readonly updates: readonly Uint8Array[];
	/** The snapshot's; null when it was kept without. */
	readonly head?: SnapshotHead | null;
	/** The number of the last update, 0 before the first. */
	readonly seq: number;
	readonly clients: ReadonlyMap<number, PersonId>;
}

/** The end of one lineage of a board and the beginning of the next. */
export interface Renewal {
	readonly board: BoardId;
	readonly from: LineageId;
	readonly at: Instant;
	/** The ended lineage as it was at its end: its number, state, and the state vector that latecomers are compared with. */
	readonly last: { readonly seq: number; readonly state: Uint8Array; readonly stateVector: Uint8Array };
	/** The first content of the new lineage. */
	readonly first: Commit;
	/** Cards that the new lineage leaves out. */
	readonly archived: readonly WholeCard[];
}

/** Thrown where what is stored of a board is not what was written. */
export class BoardDamaged extends Error {
	readonly board: BoardId;
	/** The number of the first update that does not hold. */
	readonly seq: number;

	constructor(board: BoardId, seq: number) {
		super(`update ${seq} of ${board} is not what was written`);
		this.board = board;
		this.seq = seq;
	}
}

/**
 * Where boards are kept. Its rules are numbered in this folder's SPEC.md and hold for every adapter: one contract
 * test runs against each.
 */
export interface Journal {
	/**
	 * @returns null when there is no such board.
	 * @throws {BoardDamaged} when it cannot be put together from what is stored.
	 */
	load(board: BoardId): Promise<StoredBoard | null>;
	/**
	 * Makes updates, activity and card rows durable: all of every given commit, or nothing of any.
	 *
	 * @returns the activity as it entered the record, in order.
	 * @throws when it could not be made durable; nothing was written then.
	 */
	commit(commits: readonly Commit[]): Promise<ActivityEntry[]>;
	/** Keeps a state that covers every update up to `seq`, so that loading starts from it. */
	saveSnapshot(board: BoardId, lineage: LineageId, seq: number, state: Uint8Array, head?: SnapshotHead): Promise<void>;
	/** Retires a lineage and starts the next, all of it or nothing. */
	renew(renewal: Renewal): Promise<void>;
	/** @returns the state vector at its end of a lineage that this board once had; null for one it has or never had. */
	lastStateVector(board: BoardId, lineage: LineageId): Promise<Uint8Array | null>;
	/** Whether any of these client ids wrote to an earlier lineage of the board. */
	anyRetired(board: BoardId, clients: readonly number[]): Promise<boolean>;
	/** A card's lines of the record, oldest first; those of boards that it was handed over from too. */
	cardHistory(board: BoardId, card: CardId): Promise<ActivityEntry[]>;
	/** The record from a number on, oldest first. */
	activitySince(seq: number, atMost: number): Promise<ActivityEntry[]>;
}
