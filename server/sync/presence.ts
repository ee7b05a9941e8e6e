import { firstNameOf } from '#domain/people.ts';
import { isId, type PersonId } from '#domain/ids.ts';
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
	readonly holder: object;
	readonly entry: AwarenessEntry;
}

/**
 * Who is on a board and on which card. Each connection speaks for one client id, the first it announces; what it
 * says of others is dropped in silence, since unmodified providers echo what they receive.
 */
export class Presence {
	readonly #present = new Map<number, Present>();
	readonly #clientOf = new Map<object, number>();

	/** @returns what to tell everybody, or null when the connection said nothing of itself. */
	announce(holder: object, face: Face, entries: readonly AwarenessEntry[]): AwarenessEntry | null {
		const own = this.#clientOf.get(holder) ?? entries[0]?.client;
		const said = entries.find(({ client }) => client === own);
		if (own === undefined || !said || said.state.length > MAX_STATE_LENGTH) return null;
		const before = this.#present.get(own);
		if (before && before.holder !== holder && !sameFace(before.entry, face)) return null;
		this.#clientOf.set(holder, own);
		const entry = { ...said, state: stamp(said.state, face) };
		this.#present.set(own, { holder, entry });
		return entry;
	}

	/** @returns what to tell everybody when a connection is gone, or null when nobody saw it. */
	leave(holder: object): AwarenessEntry | null {
		const client = this.#clientOf.get(holder);
		this.#clientOf.delete(holder);
		const present = client === undefined ? undefined : this.#present.get(client);
		if (client === undefined || present?.holder !== holder) return null;
		this.#present.delete(client);
		return { client, clock: present.entry.clock + 1, state: GONE };
	}

	all(): AwarenessEntry[] {
		return [...this.#present.values()].map(({ entry }) => entry);
	}
}

/** The state that goes out: the session's identity, and from the client only what the board shows. */
function stamp(state: string, { id, name, colour }: Face): string {
	const said = parse(state);
	if (said === null) return GONE;
	const card = isId(said.card) ? said.card : null;
	return JSON.stringify({ person: { id, name, colour }, user: { name: firstNameOf(name) }, card });
}

function sameFace(entry: AwarenessEntry, face: Face): boolean {
	const { person } = (parse(entry.state) ?? {}) as { person?: Face };
	return person === undefined || person.id === face.id;
}

function parse(state: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(state);
		return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
	} catch {
		return null;
	}
}
