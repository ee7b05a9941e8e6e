import { describe, expect, test } from 'vitest';
import { scriptOf, sourcesIn, type Source } from './sources.ts';

interface Ban {
	readonly what: string;
	readonly words: RegExp;
	readonly folders: readonly string[];
	readonly example: string;
}

const BANS: readonly Ban[] = [
	{
		what: 'the domain asks no clock and no chance: both are passed in',
		words: /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\bperformance\.now\b/,
		folders: ['src/lib/domain'],
		example: 'const since = Date.now();'
	},
	{
		what: 'no text of a person becomes markup',
		words: /\{@html|\.(?:inner|outer)HTML\s*=|\binsertAdjacentHTML\b/,
		folders: ['src'],
		example: '<p>{@html title}</p>'
	},
	{
		what: 'no work is left as a note',
		words: /\b(?:TODO|FIXME|XXX)\b/,
		folders: ['src', 'server', 'scripts'],
		example: '// TO' + 'DO later'
	},
	{
		what: 'no test is left out or run alone',
		words: /\b(?:test|describe|it)\.(?:only|skip|todo|fixme)\b/,
		folders: ['tests'],
		example: 'test.' + "skip('later', () => {})"
	}
];

describe.each(BANS)('$what', ({ words, folders, example }) => {
	test('in every file', () => {
		const found = sourcesIn(folders, ['.ts', '.svelte', '.mjs']).filter((source) => breaks(source, words));
		expect(found.map(({ path }) => path)).toEqual([]);
	});

	test('and a planted breach is found', () => {
		expect(breaks({ path: 'a.ts', text: example }, words)).toBe(true);
	});
});

/** A comment may name what code may not do. */
function breaks(source: Source, words: RegExp): boolean {
	const text = words.source.includes('TODO') ? source.text : withoutComments(source);
	return words.test(text);
}

function withoutComments(source: Source): string {
	const text = source.path.endsWith('.svelte') ? source.text : scriptOf(source);
	return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$|<!--[\s\S]*?-->/gm, '');
}
