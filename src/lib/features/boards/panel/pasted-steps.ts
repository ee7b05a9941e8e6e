/** Bullets, numbers and boxes that lists are pasted with. */
const MARK = /^\s*(?:(?:[-*•–]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s*)?/;

/** The steps in pasted lines: one a line, without what marks it as one. */
export function stepsIn(text: string): string[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.replace(MARK, '').trim())
		.filter((line) => line !== '');
}
