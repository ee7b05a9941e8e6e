import { createHash } from 'node:crypto';
import type { RecordEntry, SecurityEvent } from '#domain/activity/events.ts';
import type { BoardId, CardId, PersonId } from '#domain/ids.ts';

/** Something to be recorded that is no change of a board; those are recorded with their commit. */
export interface NewEntry {
	/** `NOBODY` when it cannot be known. */
	readonly person: PersonId;
	/** The session that it came from. */
	readonly device: string | null;
	/** The network address that it came from. */
	readonly source: string | null;
	readonly board?: BoardId;
	readonly card?: CardId;
	readonly change: SecurityEvent;
}

/** The practice's record: who did, saw and was refused what. */
export interface PracticeRecord {
	/**
	 * Appends an entry, in the transaction that the caller is in or one of its own.
	 *
	 * @throws when it could not be made durable; what it tells of must then not happen.
	 */
	write(entry: NewEntry): void;
	/** Does all that `work` writes, or nothing of it when it throws. May stand inside another; `work` cannot wait. */
	inOne<T>(work: () => T): T;
}

/** Who did something, and from where. */
export type Whom = Pick<NewEntry, 'person' | 'device' | 'source'>;

/**
 * Who saw what, and who was refused what. It is told on the way and written a moment later, in groups: nobody waits for
 * it, and a flood fills no disk.
 */
export interface Witness {
	/** Recorded once a session, board and hour. */
	boardOpened(who: Whom, board: BoardId): void;
	/** Recorded once a session and card in ten minutes. */
	cardRead(who: Whom, board: BoardId, card: CardId): void;
	/** Recorded at once and then once a minute with how often, for each person, source and kind of refusal. */
	refused(who: Whom, refusal: CountedRefusal, board?: BoardId): void;
	/** Writes what waits; whoever reads the record asks for it first. */
	flush(): void;
}

/** A refusal of which there can be thousands. */
export type CountedRefusal = WithoutTimes<
	Extract<SecurityEvent, { readonly kind: 'update-refused' | 'access-refused' | 'sign-in-failed' }>
>;
type WithoutTimes<T> = T extends unknown ? Omit<T, 'times'> : never;

/** The hash before the first row. */
export const CHAIN_START: Uint8Array = new Uint8Array(32);

/**
 * SHA-256 over the previous row's hash and this row as a JSON array. Whoever changes, removes or inserts a row
 * would have to recompute every one after it. A row without a source is written as it was before sources were kept.
 */
export function hashOf(previous: Uint8Array, row: RecordEntry): Uint8Array {
	const { seq, at, board, card, person, device, change, source } = row;
	const words = [seq, at, board, card, person, device, JSON.stringify(change), ...(source === null ? [] : [source])];
	return createHash('sha256').update(previous).update(JSON.stringify(words)).digest();
}
