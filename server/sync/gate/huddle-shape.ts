import { isId, type PersonId } from '#domain/ids.ts';
import { ENDINGS, FINDINGS, personIn, type HuddleRoot } from '#domain/huddle/schema.ts';
import { STEPS } from '#domain/huddle/plan.ts';
import { isDue } from '#domain/time.ts';
import { id, instant, record, word } from './values.ts';

/** What may stand under a key of a huddle's document: plain values, each in its writer's name. */
export interface HuddleSlot {
	readonly value: (value: unknown, author: PersonId) => boolean;
}

const MOST_TERMS = 1_000;
const MOST_CARDS = 100_000;

const flag = (value: unknown) => typeof value === 'boolean';
const count = (most: number) => (value: unknown) =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;
const or = (valid: (value: unknown) => boolean) => (value: unknown) => value === null || valid(value);

const used = (value: unknown) => record(value, Object.fromEntries(STEPS.map((step) => [step, instant])));
const position = (value: unknown) =>
	record(value, {
		step: word(STEPS),
		at: count(MOST_CARDS),
		since: instant,
		cardMs: instant,
		used,
		paused: flag,
		ended: flag
	});
const cardState = (value: unknown) =>
	record(value, { board: id, column: or(id), owner: or(id), due: or((due) => isDue(due)) });

const term = (key: string) => (value: unknown, author: PersonId) =>
	record(value, {
		n: (n) => count(MOST_TERMS)(n) && key.startsWith(`t${String(n)}-`),
		person: (person) => person === personIn(key),
		by: (by) => by === author,
		at: instant,
		from: position
	});
const outcome = (value: unknown, author: PersonId) =>
	record(value, {
		kind: word([...ENDINGS, ...FINDINGS]),
		by: (by) => by === author,
		at: instant,
		board: id,
		card: id,
		before: or(cardState),
		after: cardState,
		undone: or(instant)
	});
const presence = (value: unknown, author: PersonId) =>
	record(value, { here: flag, by: (by) => by === author, at: instant });

/** @returns null where nobody but the server writes, and under a key that is none. */
export function huddleSlot(root: HuddleRoot, key: string): HuddleSlot | null {
	if (!isId(key)) return null;
	switch (root) {
		case 'huddle':
			return null;
		case 'terms':
			return { value: term(key) };
		case 'positions':
			return { value: (value, author) => personIn(key) === author && position(value) };
		case 'outcomes':
			return { value: (value, author) => personIn(key) === author && outcome(value, author) };
		case 'here':
			return { value: presence };
	}
}

/** Whether a well-made entry says that it is somebody else's. */
export function isForeignInHuddle(root: HuddleRoot, key: string, value: unknown, author: PersonId): boolean {
	const { by } = Object(value) as { by?: unknown };
	if (root === 'positions' || root === 'outcomes') return personIn(key) !== author;
	return typeof by === 'string' && by !== author;
}

/** How many entries each of a huddle's maps may ever have had. */
export const MOST_IN_HUDDLE = 2_000;
