import type { TextSplice } from '#domain/activity/changes.ts';
import type { Instant } from '#domain/ids.ts';

interface Piece extends TextSplice {
	/** Somebody else has written in the middle of it: what comes next is told apart. */
	readonly closed: boolean;
}

/**
 * What one person did to one text in one sitting, letter by letter, joined into as few splices as tell it. Its pieces
 * stand where they stand in the text of now, so it must hear of everybody's splices, in their order.
 */
export class Sitting {
	#pieces: Piece[] = [];
	until: Instant;

	constructor(since: Instant) {
		this.until = since;
	}

	/** What the person's work comes to; words that were typed and taken back leave no trace. */
	get splices(): TextSplice[] {
		return this.#pieces
			.filter(({ insert, removed }) => insert !== removed)
			.sort((a, b) => a.at - b.at)
			.map(({ at, removed, insert }) => ({ at, removed, insert }));
	}

	add(splice: TextSplice, at: Instant): void {
		this.until = at;
		const index = this.#pieces.findIndex((piece) => !piece.closed && touches(piece, splice));
		const piece = this.#pieces[index];
		const others = this.#pieces.filter((other) => other !== piece).map((other) => shifted(other, splice));
		this.#pieces = [...others, piece ? { ...joined(piece, splice), closed: false } : { ...splice, closed: false }];
	}

	/** Somebody else changed the text meanwhile. */
	hear(splice: TextSplice): void {
		this.#pieces = this.#pieces.map((piece) => {
			const end = piece.at + piece.insert.length;
			const within = splice.at < end && splice.at + splice.removed.length > piece.at;
			const between = splice.removed === '' && splice.at > piece.at && splice.at < end;
			return within || between ? { ...piece, closed: true } : shifted(piece, splice);
		});
	}
}

function touches(piece: TextSplice, next: TextSplice): boolean {
	return next.at <= piece.at + piece.insert.length && next.at + next.removed.length >= piece.at;
}

/** Both as one, when the second works within, or at the edge of, what the first put there. */
function joined(piece: TextSplice, next: TextSplice): TextSplice {
	const end = piece.at + piece.insert.length;
	const nextEnd = next.at + next.removed.length;
	const before = next.removed.slice(0, Math.max(0, piece.at - next.at));
	const after = nextEnd > end ? next.removed.slice(end - nextEnd) : '';
	const kept = piece.insert.slice(0, Math.max(0, next.at - piece.at));
	const rest = piece.insert.slice(Math.max(0, nextEnd - piece.at));
	return {
		at: Math.min(piece.at, next.at),
		removed: before + piece.removed + after,
		insert: kept + next.insert + rest
	};
}

function shifted<P extends TextSplice>(piece: P, by: TextSplice): P {
	if (piece.at < by.at + by.removed.length) return piece;
	return { ...piece, at: piece.at + by.insert.length - by.removed.length };
}
