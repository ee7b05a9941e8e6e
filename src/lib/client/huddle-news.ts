const listeners = new Set<() => void>();

/** The server says, over whichever board is open, that a huddle has begun or is over. */
export function heardOfHuddles(): void {
	for (const listener of listeners) listener();
}

/** @returns a function that stops it. */
export function onHuddleNews(listener: () => void): () => void {
	listeners.add(listener);
	return () => void listeners.delete(listener);
}
