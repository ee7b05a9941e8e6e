/** What all clients together get of one turn of the event loop, before disk and sockets get theirs. */
const TURN_MS = 4;

/** Somebody with messages to be handled. */
export interface Source {
	/** Whose turn it is used up in, whatever the number of their connections. */
	readonly person: string;
	/** Handles one message. @returns whether it has another one that may be handled now. */
	step(): boolean;
}

/**
 * Shares the server's time out among people. Each turn handles a few milliseconds' worth, one message of each person
 * after the other, so that nobody waits for more than one message of whoever sends thousands.
 */
export class Turns {
	/** The first in it is next. */
	readonly #waiting = new Map<string, Source[]>();
	#scheduled = false;

	/** Whether anybody has messages that wait for their turn. */
	get busy(): boolean {
		return this.#waiting.size > 0;
	}

	add(source: Source): void {
		const others = this.#waiting.get(source.person);
		if (others) others.push(source);
		else this.#waiting.set(source.person, [source]);
		this.#schedule();
	}

	#schedule(): void {
		if (this.#scheduled) return;
		this.#scheduled = true;
		setImmediate(() => this.#work());
	}

	#work(): void {
		this.#scheduled = false;
		const end = performance.now() + TURN_MS;
		do this.#next();
		while (this.#waiting.size > 0 && performance.now() < end);
		if (this.#waiting.size > 0) this.#schedule();
	}

	#next(): void {
		const [person, sources] = this.#waiting.entries().next().value!;
		this.#waiting.delete(person);
		const source = sources.shift()!;
		if (source.step()) sources.push(source);
		if (sources.length > 0) this.#waiting.set(person, sources);
	}
}
