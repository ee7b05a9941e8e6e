/** Somebody on another page asked for a new card: the board that opens next puts the caret there. */
let asked = false;

export function askForCard(): void {
	asked = true;
}

/** @returns whether somebody asked; once. */
export function takeAsked(): boolean {
	const was = asked;
	asked = false;
	return was;
}
