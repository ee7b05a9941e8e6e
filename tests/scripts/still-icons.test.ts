import { readdirSync, readFileSync } from 'node:fs';
import { compile } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { markupOf } from '../../scripts/bundle/still-icons.ts';

const ICONS = new URL('../../node_modules/@lucide/svelte/dist/icons/', import.meta.url);
const SRC = new URL('../../src/', import.meta.url);

const pages = readdirSync(SRC, { recursive: true })
	.map(String)
	.filter((file) => file.endsWith('.svelte'))
	.map((file) => ({ file, text: readFileSync(new URL(file, SRC), 'utf8') }));

/** The icons that a page names, with the words that it has for each. */
function iconsIn(text: string): Map<string, string> {
	const imports = text.matchAll(/import (\w+) from '@lucide\/svelte\/icons\/([a-z0-9-]+)'/g);
	return new Map([...imports].map(([, word, name]) => [word!, name!]));
}

test('every icon of the pages becomes markup with all of its lines', () => {
	const names = new Set(pages.flatMap(({ text }) => [...iconsIn(text).values()]));
	expect(names.size).toBeGreaterThan(30);
	for (const name of names) {
		// Some names are other names of one icon.
		const [, file] = /from "(.+)"/.exec(readFileSync(new URL(`${name}.js`, ICONS), 'utf8'))!;
		const source = readFileSync(new URL(file!, ICONS), 'utf8');
		const markup = markupOf(name, source);
		for (const [, line] of source.matchAll(/"(?:d|cx|cy|r|x1|points)": "([^"]+)"/g))
			expect(markup).toContain(`"${line}"`);
		expect(compile(markup, { filename: `${name}.svelte` }).warnings, name).toEqual([]);
	}
});

test('no page gives an icon what its markup does not take', () => {
	const TAKEN = /^(\s+(size=("[^"]*"|\{[^}]*\})|class="[^"]*"|aria-hidden="true"))*\s*\/$/;
	let seen = 0;
	for (const { file, text } of pages) {
		for (const word of [...iconsIn(text).keys(), 'Icon']) {
			for (const [, given] of text.matchAll(new RegExp(`<${word}\\b([^>]*)>`, 'g'))) {
				seen += 1;
				expect(given, `${file}: ${word}`).toMatch(TAKEN);
			}
		}
	}
	expect(seen).toBeGreaterThan(60);
});

test('an icon that is written in another way stops the build', () => {
	expect(() => markupOf('check', '<svg><path d="M20 6 9 17l-5-5" /></svg>')).toThrow(/check/);
});
