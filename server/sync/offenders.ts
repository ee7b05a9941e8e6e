import type { BoardId, PersonId } from '#domain/ids.ts';

/** So many offences in a minute are no accident: an honest client stops and asks its person after the first. */
const OFFENCES = 3;
const MINUTE_MS = 60_000;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = MINUTE_MS;

/** Whoever has kept quiet for as long begins anew. */
const FORGOTTEN_AFTER_MS = 10 * MINUTE_MS;

interface Offender {
	/** When the latest ones were, at most {@link OFFENCES}. */
	offences: number[];
	pauses: number;
	pausedUntil: number;
}

/**
 * Who made the server refuse their changes, or sent nothing but gaps, again and again: one person on one board. Never
 * an address, which a whole practice shares.
 */
export class Offenders {
	readonly #offenders = new Map<string, Offender>();
	readonly #now: () => number;

	/** @param now milliseconds of a clock that is never set. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** @returns how long the person stays away from the board from now on; 0 while it may have been an accident. */
	offence(person: PersonId, board: BoardId): number {
		const now = this.#now();
		this.#forget(now);
		const key = keyOf(person, board);
		const one = this.#offenders.get(key) ?? { offences: [], pauses: 0, pausedUntil: 0 };
		one.offences = [...one.offences, now].slice(-OFFENCES);
		this.#offenders.set(key, one);
		const often = one.offences.length === OFFENCES && now - one.offences[0]! < MINUTE_MS;
		if (!often && one.pauses === 0) return 0;
		if (now >= one.pausedUntil) one.pauses += 1;
		const pause = Math.min(FIRST_PAUSE_MS * 2 ** (one.pauses - 1), LONGEST_PAUSE_MS);
		one.pausedUntil = now + pause;
		return pause;
	}

	isPaused(person: PersonId, board: BoardId): boolean {
		return this.#now() < (this.#offenders.get(keyOf(person, board))?.pausedUntil ?? 0);
	}

	#forget(now: number): void {
		for (const [key, { offences }] of this.#offenders) {
			if (now - offences.at(-1)! > FORGOTTEN_AFTER_MS) this.#offenders.delete(key);
		}
	}
}

const keyOf = (person: PersonId, board: BoardId) => `${person} ${board}`;
