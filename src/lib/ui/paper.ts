/** One line to tick on paper, and the smaller words under it. */
export interface PaperEntry {
	readonly key: string;
	readonly title: string;
	readonly facts: string;
	/** It wants somebody now. */
	readonly strong: boolean;
}

export interface PaperSection {
	readonly heading: string;
	/** How many there are, also those that are left out. */
	readonly count: number;
	readonly entries: readonly PaperEntry[];
}

/** Of a column of half a page, at the size that paper is set in. */
const LINE_LENGTH = 52;

const linesFor = (words: string) => Math.max(1, Math.ceil(words.length / LINE_LENGTH));
const linesOf = ({ title, facts }: PaperEntry) => linesFor(title) + (facts === '' ? 0 : linesFor(facts));

/** What fits on so many lines, the first sections first; a section's heading takes two. */
export function fitting(sections: readonly PaperSection[], lines: number): PaperSection[] {
	let left = lines;
	const fits = (section: PaperSection): PaperSection => {
		left -= 2;
		const entries = section.entries.filter((entry) => (left -= linesOf(entry)) >= 0);
		return { ...section, entries };
	};
	return sections.map(fits).filter(({ entries }) => entries.length > 0);
}
