import { describe, expect, test } from 'vitest';
import { longFile, longFunctions, FILE_LINES, FUNCTION_LINES } from './sizes.ts';
import { sourcesIn } from './sources.ts';

/** What may be longer, each with its reason; a function as `path name`. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

const sources = sourcesIn(['src', 'server', 'scripts', 'tests'], ['.ts', '.svelte', '.mjs']);

describe('nothing grows past reading', () => {
	const tooLong = sources.flatMap((source) => [...longFile(source), ...longFunctions(source)]);

	test(`files stay within ${FILE_LINES} lines, functions within ${FUNCTION_LINES}`, () => {
		expect(tooLong.filter(({ what }) => !(what in EXCEPTIONS))).toEqual([]);
	});

	test('and no exception outlives its need', () => {
		expect(Object.keys(EXCEPTIONS).filter((what) => !tooLong.some((long) => long.what === what))).toEqual([]);
	});
});

describe('what is too long is found', () => {
	const lines = (count: number) => 'x();\n'.repeat(count);
	const script = `function long() {\n${lines(FUNCTION_LINES)}}\nfunction short() {\n${lines(FUNCTION_LINES - 2)}}\n`;

	test('a file of one line too many', () => {
		expect(longFile({ path: 'a.ts', text: lines(FILE_LINES) })).toEqual([]);
		expect(longFile({ path: 'a.ts', text: lines(FILE_LINES + 1) })).toHaveLength(1);
	});

	test('a function in a module, by its name', () => {
		expect(longFunctions({ path: 'a.ts', text: script })).toEqual([{ what: 'a.ts long', lines: FUNCTION_LINES + 2 }]);
	});

	test('a function in a component’s script', () => {
		const text = `<script lang="ts">\n${script}</script>\n<p>text</p>`;
		expect(longFunctions({ path: 'A.svelte', text }).map(({ what }) => what)).toEqual(['A.svelte long']);
	});

	test('a test, but not the group that holds it', () => {
		const text = `describe('all', () => {\n\ttest('one', () => {\n${lines(FUNCTION_LINES)}});\n});`;
		expect(longFunctions({ path: 'a.test.ts', text })).toEqual([
			{ what: 'a.test.ts (unnamed)', lines: FUNCTION_LINES + 2 }
		]);
	});

	test('an arrow function, by the name it is given', () => {
		const text = `const long = () => {\n${lines(FUNCTION_LINES)}};`;
		expect(longFunctions({ path: 'a.ts', text }).map(({ what }) => what)).toEqual(['a.ts long']);
	});
});
