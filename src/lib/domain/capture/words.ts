import { fold } from '../fold.ts';

/** A word of a captured line: between blanks, without the brackets and stops around it. */
export interface Word {
	/** In small letters without accents, as rules compare it. */
	readonly folded: string;
	readonly text: string;
	readonly from: number;
	readonly to: number;
}

/** What stands in a line: an ordinary word or a mark, or a patient reference with blanks in quotes. */
const PIECE = /(?<![^\s(])(?:pt|p|patient):(?:"[^"]*"|“[^”]*”)|\S+/giu;

export function wordsOf(line: string): Word[] {
	return [...line.matchAll(PIECE)].map((piece) => wordAt(piece[0], piece.index));
}

function wordAt(piece: string, at: number): Word {
	const head = /^[([{"“]*/u.exec(piece)![0].length;
	const rest = piece.slice(head);
	const tail = (/^(?:pt|p|patient):/i.test(rest) ? afterPatient(rest) : /[)\]}"”.,;:!?]*$/u.exec(rest)![0]).length;
	const text = rest.slice(0, rest.length - tail);
	return { folded: fold(text), text, from: at + head, to: at + head + text.length };
}

/** What follows a patient reference; the stop of `J.M.` belongs to it. */
function afterPatient(piece: string): string {
	if (/["”]$/u.test(piece)) return '';
	const stops = /[),;:!?]*$/u.exec(piece)![0];
	const bare = piece.slice(0, piece.length - stops.length);
	const initials = /\p{L}\.\p{L}?\.?$/u.test(bare) && /\p{L}\.\p{L}/u.test(bare);
	return initials || !bare.endsWith('.') ? stops : `.${stops}`;
}
