import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readProjectFile, sourcesIn } from './sources.ts';
import { idsTestedIn } from './specs.ts';

const page = readProjectFile('docs/security.md');
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('every rule that the security page points to is tested', () => {
	const tested = new Set(sourcesIn(['tests'], ['.ts']).flatMap(idsTestedIn));
	const named = [...page.matchAll(/\[([A-Z]{1,3}\d+)\]/g)].map(([, id]) => id!);
	expect(named.length).toBeGreaterThan(100);
	expect(named.filter((id) => !tested.has(id))).toEqual([]);
});

test('every file that it points to is there', () => {
	const named = [...page.matchAll(/`((?:server|src|scripts|tests|docs)\/[^`]+|[\w.-]+\.(?:json|js|md))`/g)];
	const missing = named.map(([, path]) => path!).filter((path) => !existsSync(ROOT + path));
	expect([named.length > 40, missing]).toEqual([true, []]);
});
