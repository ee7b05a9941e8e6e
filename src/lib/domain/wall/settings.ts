import type { BoardId, Instant, PersonId } from '../ids.ts';

/**
 * Who passes the screen. `staff-only`: nobody but staff, so a patient's initials and what is safe of a title may show.
 * `mixed`: patients pass too, so a card is called by its kind alone. `public`: counts and nothing else.
 */
export const ZONES = ['staff-only', 'mixed', 'public'] as const;
export type Zone = (typeof ZONES)[number];

/** The diagonal of the screen. */
export const INCHES = { least: 24, most: 100, usual: 55 } as const;
/** From the screen to whoever sits farthest. */
export const METRES = { least: 2, most: 8, usual: 4 } as const;

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const MOST_NAME = 40;

export type WallId = string & { readonly __brand: 'WallId' };

/** What a manager chooses for a screen. */
export interface WallSettings {
	readonly name: string;
	readonly boards: readonly BoardId[];
	readonly zone: Zone;
	readonly inches: number;
	readonly metres: number;
	readonly theme: Theme;
}

/** A screen that shows boards: a device of its own, nobody is signed in on it. */
export interface Wall extends WallSettings {
	readonly id: WallId;
	readonly pairedBy: PersonId;
	readonly pairedAt: Instant;
}

/** Heights of type as pixels of a screen that is 1,080 of them high. */
export interface TypeSizes {
	readonly title: number;
	readonly small: number;
	readonly head: number;
	readonly count: number;
}

const INCH_MM = 25.4;
/** Of a 16:9 screen's diagonal. */
const HEIGHT_OF_DIAGONAL = 9 / Math.hypot(16, 9);
/** A capital is about so much of its font's size. */
const CAP_HEIGHT = 0.7;
/** Signs are read well when a letter is half a percent of the distance high (skyltotext.se). */
const READ_AT = 0.005;
/** And at all at a letter of 2.5 mm for each metre (Spectra Displays: height in mm times 0.4 is the distance in metres). */
const LEGIBLE_MM_A_METRE = 2.5;
/** Four numbers, the clock and a heading stand side by side; larger, one would push another out. */
const MOST_COUNT_PX = 96;
/** What is smaller than this is not read in passing, however near somebody sits. */
const LEAST_PX = 28;

/** How large type must be for the farthest seat. */
export function typeSizes({ inches, metres }: Pick<WallSettings, 'inches' | 'metres'>): TypeSizes {
	const pixelsPerMm = 1080 / (inches * INCH_MM * HEIGHT_OF_DIAGONAL);
	const forLetter = (mm: number) => Math.max(LEAST_PX, evenDown((mm / CAP_HEIGHT) * pixelsPerMm));
	const title = forLetter(metres * 1000 * READ_AT);
	const small = forLetter(metres * LEGIBLE_MM_A_METRE);
	return {
		title,
		small,
		head: Math.max(small, evenDown(title * 1.28)),
		count: Math.min(MOST_COUNT_PX, evenDown(title * 1.82))
	};
}

const evenDown = (px: number): number => 2 * Math.floor(px / 2);
