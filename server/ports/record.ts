import { createHash } from 'node:crypto';
import type { RecordChoice, RecordEntry, SecurityEvent } from '#domain/activity/events.ts';
import type { BoardId, CardId, Instant, PersonId } from '#domain/ids.ts';

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
	/** Recorded once a session and choice in ten minutes. */
	recordRead(who: Whom, choice: RecordChoice): void;
	/** Recorded with its count, once a session and words in ten minutes; the words themselves are not. */
	searched(who: Whom, words: string, count: number): void;
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

/** A card as the record names it today; one that was handed over as it was called when it left the board. */
export interface RecordedCard {
	readonly board: BoardId;
	readonly id: CardId;
	readonly title: string;
	readonly patient: string | null;
}

/** Looks through the record. */
export interface RecordReader {
	/**
	 * What fits the choice, the newest first. A person's lines are those of what they did and of what was done to their
	 * account; a patient's those of every card that ever had this reference.
	 *
	 * @param before only lines with a lower number; null begins at the newest.
	 */
	read(choice: RecordChoice, before: number | null, atMost: number): RecordEntry[];
	/** The cards that ever had this patient reference, archived ones too; capitals make no difference. */
	cardsOfPatient(patient: string): RecordedCard[];
	/** What the cards of these entries are called. */
	cardsIn(entries: readonly RecordEntry[]): RecordedCard[];
	/** What the sessions of these entries ran on, such as "Firefox on Windows", by session. */
	devicesIn(entries: readonly RecordEntry[]): ReadonlyMap<string, string>;
}

/** The number and the hash of a line of the record. */
export interface RecordHead {
	readonly seq: number;
	readonly hash: Uint8Array;
}

/** The record's two ends. */
export interface RecordEnds {
	/** @returns null when nothing has been recorded yet. */
	head(): RecordHead | null;
	/**
	 * Lets the oldest lines go that are older than `before`, up to the first that is not. The record says so itself, and
	 * its chain goes on from the last one that went. What is left of them is for `clear`.
	 *
	 * @returns how many lines went.
	 */
	shorten(before: Instant): number;
	/** Frees the room of lines that went. @returns how many; fewer than `atMost` when there are no more. */
	clear(atMost: number): number;
}
