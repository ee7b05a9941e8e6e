/** A text as people look for it: without case and without marks above or below letters. `José` and `jose` are one. */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase();
}
