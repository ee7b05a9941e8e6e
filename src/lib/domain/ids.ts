/** The words that name things. Brands keep a person's id out of a card's place; at run time all are strings. */
export type BoardId = string & { readonly __brand: 'BoardId' };
export type ColumnId = string & { readonly __brand: 'ColumnId' };
export type CardId = string & { readonly __brand: 'CardId' };
export type PersonId = string & { readonly __brand: 'PersonId' };
export type CommentId = string & { readonly __brand: 'CommentId' };
export type ItemId = string & { readonly __brand: 'ItemId' };

/** One life of a board's document: made anew by restore, compaction and a seed, so that replicas of two lives never merge. */
export type LineageId = string & { readonly __brand: 'LineageId' };

/** A fractional index: compares as a plain string, and a new one fits between any two different ones. */
export type OrderKey = string & { readonly __brand: 'OrderKey' };

/** Milliseconds since the Unix epoch, UTC. */
export type Instant = number & { readonly __brand: 'Instant' };

/** A calendar day at the practice, `YYYY-MM-DD`. */
export type Day = string & { readonly __brand: 'Day' };

/** A minute on the practice's wall clock, `YYYY-MM-DDTHH:mm`. */
export type WallClock = string & { readonly __brand: 'WallClock' };

/** A day at the practice or a minute on it. Wall-clock words: no time zone travels with them. */
export type Due = Day | WallClock;

/** A card made by a person: 20 random characters, so nobody can claim the id of a card that a routine or a fax will make. */
const PERSON_MADE_CARD = /^c[0-9a-z]{20}$/;
const ANY_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Whether a browser may create a card under this id; ids of any other form are computed, and written by the server only. */
export function isPersonMadeCardId(id: string): id is CardId {
	return PERSON_MADE_CARD.test(id);
}

/** Whether a string can name anything in a board's document. */
export function isId(id: unknown): id is string {
	return typeof id === 'string' && ANY_ID.test(id);
}

/** Turns random bytes (20, from a good source) into 20 characters of an id. */
export function idFrom(random: Uint8Array): string {
	return Array.from({ length: 20 }, (_, i) => ((random[i] ?? 0) % 36).toString(36)).join('');
}
