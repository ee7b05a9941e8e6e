import ts from 'typescript';
import { expect, test } from 'vitest';
import { packageOf } from './imports.ts';
import { readProjectFile, sourcesIn, treeOf, type Source } from './sources.ts';

/** The packages that the product's owner named, and where each does its work. */
const WORK: readonly [name: string, folders: readonly string[]][] = [
	['yjs', ['src/lib/domain', 'server/sync']],
	['y-websocket', ['src/lib/client', 'tests/sync']],
	['hono', ['server/http', 'server/features']],
	['svelte', ['src/lib']],
	['lucia', ['server/features/account']],
	['better-sqlite3', ['server/adapters/sqlite']]
];

const CONFIGURED: readonly [name: string, file: string][] = [
	['@sveltejs/kit', 'vite.config.ts'],
	['vite', 'vite.config.ts'],
	['playwright', 'scripts/chromium.mjs']
];

const manifest = JSON.parse(readProjectFile('package.json')) as Record<string, Record<string, string> | undefined>;
const depended = { ...manifest.dependencies, ...manifest.devDependencies };

test.each([...WORK, ...CONFIGURED].map(([name]) => name))('%s is in package.json, with an exact version', (name) => {
	expect(depended[name]).toMatch(/^\d+\.\d+\.\d+$/);
});

test.each(WORK)('%s is used, and not for its types alone', (name, folders) => {
	for (const folder of folders) {
		const users = sourcesIn([folder], ['.ts', '.svelte']).filter((source) => valuePackagesOf(source).includes(name));
		expect(users.length, `files in ${folder} that use ${name}`).toBeGreaterThan(0);
	}
});

test.each(CONFIGURED)('%s is used by %s', (name, path) => {
	expect(valuePackagesOf({ path, text: readProjectFile(path) })).toContain(name);
});

test('an import of types alone is no use', () => {
	const text = "import type { A } from 'yjs';\nimport { type B } from 'hono';\nimport * as C from 'lucia';\nC.run();";
	expect(valuePackagesOf({ path: 'a.ts', text })).toEqual(['lucia']);
});

/** The packages whose code runs because of this file. */
function valuePackagesOf(source: Source): string[] {
	const text = ts.transpileModule(treeOf(source).text, {
		compilerOptions: { target: ts.ScriptTarget.Latest, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: false }
	}).outputText;
	return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => packageOf(fileName));
}
