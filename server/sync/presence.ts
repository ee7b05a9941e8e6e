import { randomInt } from 'node:crypto';
import { firstNameOf } from '#domain/people.ts';
import { isId, type CardId, type PersonId } from '#domain/ids.ts';
import type { AwarenessEntry } from './protocol.ts';

/** The face that colleagues see; always the session's, whatever the client says. */
export interface Face {
	readonly id: PersonId;
	readonly name: string;
	readonly colour: number;
}

const MAX_STATE_LENGTH = 4096;
const GONE = 'null';

interface Present {
	/** The client id that the connection announces, and the number that others know it by. */
	readonly client: number;
	readonly alias: number;
	readonly entry: AwarenessEntry;
}

/**
 * Who is on a board and on which card. Each connection speaks for one client id, the first it announces; what it
 * says of others is dropped in silence, since unmodified providers echo what they receive.
 *
 * Others hear of it under a number drawn for the connection: who knew the id of a document that has not been written
 * to yet could take it, and the edits made under it would be swallowed.
 */
export class Presence {
	readonly #present = new Map<object, Present>();

	/** @returns what to tell the others, or null when the connection said nothing of itself. */
	announce(holder: object, face: Face, entries: readonly AwarenessEntry[]): AwarenessEntry | null {
		const before = this.#present.get(holder);
		const client = before?.client ?? entries[0]?.client;
		const said = entries.find((entry) => entry.client === client);
		if (client === undefined || !said || said.state.length > MAX_STATE_LENGTH) return null;
		const alias = before?.alias ?? randomInt(1, 2 ** 32);
		const clock = (before?.entry.clock ?? 0) + 1;
		const entry = { client: alias, clock, state: stamp(said.state, face) };
		this.#present.set(holder, { client, alias, entry });
		return entry;
	}

	/** @returns what to tell the others when a connection is gone, or null when nobody saw it. */
	leave(holder: object): AwarenessEntry | null {
		const present = this.#present.get(holder);
		this.#present.delete(holder);
		return present ? { client: present.alias, clock: present.entry.clock + 1, state: GONE } : null;
	}

	/** Everybody but the one who asks. */
	others(holder: object): AwarenessEntry[] {
		return [...this.#present].filter(([other]) => other !== holder).map(([, { entry }]) => entry);
	}
}

/** The state that goes out: the session's identity, and from the client only what the board shows. */
function stamp(state: string, { id, name, colour }: Face): string {
	const said = parse(state);
	if (said === null) return GONE;
	const card = isId(said.card) ? said.card : null;
	const at = card === null ? null : caretIn(said.at);
	return JSON.stringify({ person: { id, name, colour }, user: { name: firstNameOf(name) }, card, ...(at && { at }) });
}

/** Two places in a live text of the card, as Yjs encodes them, in base64. What they mean is the other screens' matter. */
interface Caret {
	readonly field: string;
	readonly anchor: string;
	readonly head: string;
}

const LIVE_TEXTS = ['title', 'description'];
/** 200 bytes in base64: an id, a clock and a name take a tenth of that. */
const PLACE = /^[A-Za-z0-9+/]{1,266}={0,2}$/;

function caretIn(said: unknown): Caret | null {
	const { field, anchor, head } = Object(said) as Record<string, unknown>;
	const isPlace = (value: unknown): value is string => typeof value === 'string' && PLACE.test(value);
	if (typeof field !== 'string' || !LIVE_TEXTS.includes(field)) return null;
	return isPlace(anchor) && isPlace(head) ? { field, anchor, head } : null;
}

/** The card that somebody has open. @returns null when they have none. */
export function cardIn({ state }: AwarenessEntry): CardId | null {
	return (parse(state)?.card ?? null) as CardId | null;
}

function parse(state: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(state);
		return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
	} catch {
		return null;
	}
}
