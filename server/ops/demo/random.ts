import { idFrom } from '#domain/ids.ts';

/** Chance that repeats itself: the same seed throws the same dice. */
export interface Dice {
	/** At least 0, below 1. */
	next(): number;
	/** A whole number from `least` to `most`, both included. */
	whole(least: number, most: number): number;
	/** Any number between two others, in whichever order they come. */
	between(one: number, other: number): number;
	chance(share: number): boolean;
	pick<T>(from: readonly [T, ...T[]] | readonly T[]): T;
	shuffled<T>(list: readonly T[]): T[];
	/** A letter and 20 characters, as a browser makes them. */
	id(letter: string): string;
}

export function diceOf(seed: number): Dice {
	const next = mulberry32(seed);
	const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	return {
		next,
		whole,
		between: (one, other) => one + next() * (other - one),
		chance: (share) => next() < share,
		pick(from) {
			if (from.length === 0) throw new Error('nothing to pick from');
			return from[whole(0, from.length - 1)]!;
		},
		shuffled(list) {
			const all = [...list];
			for (let i = all.length - 1; i > 0; i -= 1) {
				const j = whole(0, i);
				[all[i], all[j]] = [all[j]!, all[i]!];
			}
			return all;
		},
		id: (letter) => letter + idFrom(Uint8Array.from({ length: 20 }, () => whole(0, 251)))
	};
}

/** Tommy Ettinger's mulberry32: 32 bits of state, good enough to deal cards. */
function mulberry32(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
