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

/** Widths of a department's columns, with cards and without. */
export const FILLED = 3;
export const EMPTY = 2;
/** What stands to the left and right of a name in a column, with the bar of a blocked card. */
const FRAME = 48;
/** Of the words of all kinds, cut at their soft hyphens, in a bold face as wide as any: so many times its size. */
const LONGEST_PART = 5.8;

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
	/** What is left under the heads of a department's columns. */
	readonly forColumns: number;
}

/** How the cards of a department's columns stand. */
export interface ColumnLayout {
	/** Height of the type of their names. */
	readonly name: number;
	/** Cards under the head of a column. */
	readonly cards: number;
}

/** @param titled cards are called by their titles, which take two lines; their kinds take one. */
export function layoutFor({ title, small, head, count }: TypeSizes, titled: boolean): Layout {
	const stacked = title > LARGE;
	const numbers = count * 1.15 + (stacked ? small * LINE : 0);
	const header = Math.round(Math.max(numbers, small * LINE + head * LINE) + 12);
	const footer = Math.round(small * LINE + 12);
	const lines = titled ? 2 : 1;
	const strip = title * LINE + small * SMALL_LINE + 2 * PADDING + 4 + GAP;
	const body = SCREEN.height - header - footer;
	const forColumns = body - strip - small * LINE * 2.2 - small * LINE;
	return {
		...{ header, stacked, footer, strip, lines, forColumns },
		columns: within(1, 4, (SCREEN.width - 2 * EDGE) / (title * LETTERS * WIDTH_OF_LETTER)),
		rows: within(1, 5, (body + GAP) / heightOfCard(title, small, lines))
	};
}

/** A huddle shows one thing at a time to people who stand around it: its type may be so many times larger than the rest. */
const MOST_LARGER = 1.5;

/** How many times larger the type of a huddle's slide is: as much as leaves room for a step, its time and a card. */
export function huddleScale({ title, small, head, count }: TypeSizes, { header, footer, lines }: Layout): number {
	const card = heightOfCard(title, small, lines);
	return Math.max(
		1,
		Math.min(MOST_LARGER, (SCREEN.height - header - footer) / ((count + 2 * head) * LINE + card + GAP * 2))
	);
}

/**
 * How cards stand in columns of which those with cards are half as wide again as the empty ones. Where the type for the
 * farthest seat is too large for a column, it is as large as lets the longest part of a kind's word stand in a line, and
 * never smaller than what can be read at all.
 */
export function columnLayout(
	{ title, small }: TypeSizes,
	{ forColumns }: Layout,
	columns: readonly { readonly cards: readonly unknown[] }[]
): ColumnLayout {
	const parts = columns.reduce((sum, { cards }) => sum + (cards.length > 0 ? FILLED : EMPTY), 0);
	const width = ((SCREEN.width - 2 * EDGE - GAP * (columns.length - 1)) / parts) * FILLED;
	const name = Math.min(title, Math.max(small, 2 * Math.floor((width - FRAME) / LONGEST_PART / 2)));
	// Also a kind of two words takes two lines.
	return { name, cards: within(0, 5, (forColumns + GAP) / heightOfCard(name, small, 2)) };
}

const heightOfCard = (name: number, small: number, lines: number): number =>
	lines * name * LINE + 2 * small * SMALL_LINE + 2 * PADDING + 4 + GAP;

const within = (least: number, most: number, n: number): number => Math.min(most, Math.max(least, Math.floor(n)));
