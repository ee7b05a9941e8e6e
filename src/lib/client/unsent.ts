import type { Occurrence } from '#domain/activity/changes.ts';
import type { CardId, ColumnId, Instant } from '#domain/ids.ts';
import type { ClockRange } from './typed-words.ts';

/** The register item that a move wrote: whoever moved later without knowing this item moved at the same time. */
export interface MoveMade {
	readonly card: CardId;
	readonly column: ColumnId;
	readonly client: number;
	readonly clock: number;
}

/** One local transaction that the server has not acknowledged, in words that outlive the document it was made in. */
export interface UnsentEdit {
	/** Unique on this device: the document's client id and a count. */
	readonly key: string;
	readonly at: Instant;
	readonly occurrences: readonly Occurrence[];
	readonly moves: readonly MoveMade[];
	readonly clocks: ClockRange;
}

interface Entry {
	readonly edit: UnsentEdit;
	readonly madeAtMs: number;
	/** The message of this connection that carries it; null while none does. */
	message: number | null;
}

/** What a replica still owes to the server, and which message of the connection carries each piece. */
export class Unsent {
	readonly #entries = new Map<string, Entry>();

	get size(): number {
		return this.#entries.size;
	}

	/** When the oldest was made, by this device's clock; null when there is none. */
	get oldestAtMs(): number | null {
		const [first] = this.#entries.values();
		return first ? first.madeAtMs : null;
	}

	get edits(): UnsentEdit[] {
		return [...this.#entries.values()].map(({ edit }) => edit);
	}

	add(edit: UnsentEdit, message: number | null, madeAtMs: number): void {
		if (!this.#entries.has(edit.key)) this.#entries.set(edit.key, { edit, message, madeAtMs });
	}

	/** A message went out that holds everything the server lacked. */
	allCarriedBy(message: number): void {
		for (const entry of this.#entries.values()) entry.message ??= message;
	}

	/** The first `count` messages are durable. @returns the keys of the edits that were in them. */
	acknowledged(count: number): string[] {
		const keys: string[] = [];
		for (const [key, { message }] of this.#entries) {
			if (message !== null && message <= count) keys.push(key);
		}
		for (const key of keys) this.#entries.delete(key);
		return keys;
	}

	/** What was under way may or may not have arrived; the next connection's exchange carries all of it again. */
	connectionLost(): void {
		for (const entry of this.#entries.values()) entry.message = null;
	}
}
