/** One thing that has to hold of what is stored. */
export interface Check {
	/** One word, or two. */
	readonly name: string;
	run(): Checked | Promise<Checked>;
}

export interface Checked {
	/** What was looked at, in words: `4 boards, 212 cards`. */
	readonly seen: string;
	/** What is wrong, a sentence each; none when all holds. */
	readonly wrong: readonly string[];
}
