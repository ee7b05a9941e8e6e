import { describe, expect, test } from 'vitest';
import { sourcesIn } from './sources.ts';
import { idsTestedIn, rulesIn } from './specs.ts';

const rules = sourcesIn(['src', 'server'], ['SPEC.md', 'README.md']).flatMap(rulesIn);
const tested = new Set(sourcesIn(['tests'], ['.ts']).flatMap(idsTestedIn));

describe('the numbered rules and the tests agree', () => {
	test('every rule stands in the name of a test', () => {
		expect(rules.filter((id) => !tested.has(id))).toEqual([]);
	});

	test('every id in a test’s name is a rule', () => {
		expect([...tested].filter((id) => !rules.includes(id))).toEqual([]);
	});

	test('no id is given twice', () => {
		expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([]);
	});
});

describe('ids are read', () => {
	test('from list items and table rows, not from running text', () => {
		const text = 'As Q1 says, see [Q2].\n\n- [Q3] A rule.\n\n| rule | what |\n| --- | --- |\n| [Q4] | A rule. |\n';
		expect(rulesIn({ path: 'SPEC.md', text })).toEqual(['Q3', 'Q4']);
	});

	test('from names of tests and groups, alone or in a list, and nowhere else', () => {
		const names = ["test('[Q1] a')", "describe.each([])('[Q2, Q3] b')", 'it(`[Q4] ${name}`)', "expect('[Q5]')"];
		expect(idsTestedIn({ path: 'a.test.ts', text: names.join(';\n') })).toEqual(['Q1', 'Q2', 'Q3', 'Q4']);
	});
});
