import { expect, test } from 'vitest';
import { fitting, type PaperEntry, type PaperSection } from '../../src/lib/ui/paper.ts';

const entry = (key: string, title = 'Call back'): PaperEntry => ({ key, title, facts: 'today', strong: false });
const section = (heading: string, entries: PaperEntry[]): PaperSection => {
	return { heading, count: entries.length, entries };
};
const keys = (sections: readonly PaperSection[]) => sections.map(({ entries }) => entries.map(({ key }) => key).join());

test('a page takes what fits, in order, and says of each section how many there are', () => {
	const sections = [section('Late', [entry('a'), entry('b')]), section('Next', [entry('c'), entry('d')])];
	expect(keys(fitting(sections, 12))).toEqual(['a,b', 'c,d']);
	expect(keys(fitting(sections, 11))).toEqual(['a,b', 'c']);
	expect(fitting(sections, 11)[1]!.count).toBe(2);
	expect(keys(fitting(sections, 7))).toEqual(['a,b']);
	expect(keys(fitting([section('Late', [entry('long', 'x'.repeat(60)), entry('b')])], 6))).toEqual(['long']);
});
