import type { TypeSizes } from '#domain/wall/settings.ts';

/** In the lines of a screen that is 1,080 of them high and 1,920 wide. */
const SCREEN = { width: 1920, height: 1080 } as const;
const EDGE = 32;
export const GAP = 12;
const PADDING = 12;
const LINE = 1.2;
const SMALL_LINE = 1.3;

/** Letters that a card's line should hold: shorter, and titles are cut. */
const LETTERS = 20;
/** A letter is about half as wide as its type is high. */
const WIDTH_OF_LETTER = 0.5;

/** From here on type is so large that numbers and their words do not fit side by side. */
const LARGE = 50;

/** How many cards stand on a slide, and how high its parts are. */
export interface Layout {
	readonly header: number;
	/** The words of the numbers stand below them. */
	readonly stacked: boolean;
	readonly footer: number;
	readonly strip: number;
	/** Cards that call for somebody, in columns and rows. */
	readonly columns: number;
	readonly rows: number;
	/** Lines for the name of such a card. */
	readonly lines: number;
	/** Cards under the head of a department's column. */
	readonly inColumn: number;
}

/** @param titled cards are called by their titles, which take two lines; their kinds take one. */
export function layoutFor({ title, small, head, count }: TypeSizes, titled: boolean): Layout {
	const stacked = title > LARGE;
	const numbers = count * 1.15 + (stacked ? small * LINE : 0);
	const header = Math.round(Math.max(numbers, small * LINE + head * LINE) + 12);
	const footer = Math.round(small * LINE + 12);
	const lines = titled ? 2 : 1;
	const card = (nameLines: number) => nameLines * title * LINE + 2 * small * SMALL_LINE + 2 * PADDING + 4 + GAP;
	const strip = title * LINE + small * SMALL_LINE + 2 * PADDING + 4 + GAP;
	const body = SCREEN.height - header - footer;
	const forCards = body - strip - small * LINE * 2.2 - small * LINE;
	return {
		...{ header, stacked, footer, strip, lines },
		columns: within(1, 4, (SCREEN.width - 2 * EDGE) / (title * LETTERS * WIDTH_OF_LETTER)),
		rows: within(1, 5, (body + GAP) / card(lines)),
		// A column is narrow: also a kind of two words takes two lines.
		inColumn: within(0, 5, (forCards + GAP) / card(2))
	};
}

const within = (least: number, most: number, n: number): number => Math.min(most, Math.max(least, Math.floor(n)));
