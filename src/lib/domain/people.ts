/** Two letters that stand for a person on a card: first and last word's, or the first two of a single word. */
export function initialsOf(name: string): string {
	const words = name.trim().split(/\s+/).filter(Boolean);
	const [first = '?', last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
	const letters = last ? [...first].slice(0, 1).concat([...last].slice(0, 1)) : [...first].slice(0, 2);
	return letters.join('').toUpperCase();
}

export function firstNameOf(name: string): string {
	return name.trim().split(/\s+/)[0] ?? '';
}
