import { describe, expect, test } from 'vitest';
import { fields } from '$lib/messages/en/fields.ts';
import { problems } from '$lib/messages/en/problems.ts';
import { answersIn, keysSaidIn, literalTextIn, sentencesIn } from './literal-text.ts';
import { sourcesIn } from './sources.ts';

const components = sourcesIn(['src'], ['.svelte']);
const code = sourcesIn(['src/lib/features', 'src/lib/ui', 'src/routes'], ['.ts', '.svelte']);

const server = sourcesIn(['server/features', 'server/http'], ['.ts']);

const found = new Map<string, string[]>();
for (const one of components) found.set(one.path, literalTextIn(one));
for (const one of code) found.set(one.path, [...(found.get(one.path) ?? []), ...sentencesIn(one)]);

describe('what people read comes from the table of messages', () => {
	test('in every component and all code of the screens', () => {
		const left = [...found].filter(([, words]) => words.length > 0);
		expect(Object.fromEntries(left)).toEqual({});
	});
});

describe('what the server answers comes from the table too', () => {
	test('in every route and at the door', () => {
		const left = server.map((source) => [source.path, answersIn(source)] as const);
		expect(left.filter(([, words]) => words.length > 0)).toEqual([]);
	});

	test('and what stands there for it is said', () => {
		const said = new Set(sourcesIn(['server'], ['.ts']).flatMap(keysSaidIn));
		expect(Object.keys({ ...problems, ...fields }).filter((key) => !said.has(key))).toEqual([]);
	});
});

test.each([
	["throw new Problem(403, () => 'only a manager', { code: 'not-allowed' });", 'only a manager'],
	["const NAME = v.pipe(v.string(), v.maxLength(60, 'too long for us'));", 'too long for us'],
	['throw wrongField(name, () => `${n} are too many`);', '${n} are too many'],
	["const WHERE = 'Choose the department.';", 'Choose the department.']
])('a planted sentence of the server is found in %s', (text, sentence) => {
	expect(answersIn({ path: 'a.ts', text })).toEqual([sentence]);
});

test.each([
	['<p>Save</p>', 'Save'],
	['{#if a}<b>{a} cards</b>{/if}', 'cards'],
	['<img {src} alt="A face" />', 'A face'],
	['<button aria-label={on ? "Turn off" : words.on}>{x}</button>', 'Turn off'],
	['<Field label="Name" />', 'Name'],
	['{#snippet after()}<i>Soon</i>{/snippet}', 'Soon']
])('a planted word is found in %s', (text, word) => {
	expect(literalTextIn({ path: 'A.svelte', text })).toEqual([`A.svelte:1 ${word}`]);
});

test('marks, numbers, and what nobody reads are no words', () => {
	const text =
		'<p class="note" style:top="{y}px" title={a === "late" ? words.late : null}>{words.lead} · 5 %: {a.b}</p><style>p { color: red }</style>';
	expect(literalTextIn({ path: 'A.svelte', text })).toEqual([]);
});

test('a planted sentence is found in code, but not what is thrown, and not a key', () => {
	const text =
		"const said = on ? 'Nothing here' : `${n} cards here`; const key = 'card-gone'; throw new Error('no key here');";
	expect(sentencesIn({ path: 'a.ts', text })).toEqual(['Nothing here', '${n} cards here']);
});
