import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSecrets, NotOurSeal, openSecrets } from '../../server/ops/secrets.ts';
import { temporaryFolder } from './house.ts';

const WORDS = new TextEncoder().encode('what nobody else may read');

test('[H16] a data folder gets a secret of its own once, for nobody else to read', () => {
	const folder = temporaryFolder();
	const sealed = openSecrets(null, folder).seal('totp', WORDS);
	expect(readdirSync(folder)).toEqual(['secret']);
	expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
	expect(openSecrets(null, folder).open('totp', sealed)).toEqual(WORDS);
	expect(() => openSecrets(null, temporaryFolder()).open('totp', sealed)).toThrow(NotOurSeal);
});

test('[H16] a configured secret stands in no file', () => {
	const folder = temporaryFolder();
	const secret = 'a configured secret of some length';
	const sealed = openSecrets(secret, folder).seal('totp', WORDS);
	expect(readdirSync(folder)).toEqual([]);
	expect(openSecrets(secret, temporaryFolder()).open('totp', sealed)).toEqual(WORDS);
});

test('[H16] a secret file that lost its content stops the start', () => {
	const folder = temporaryFolder();
	writeFileSync(join(folder, 'secret'), '\n');
	expect(() => openSecrets(null, folder)).toThrow(/does not hold a whole secret/);
	expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('\n');
});

test('[H16] what is sealed says nothing, twice the same is not the same, and a changed byte is found', () => {
	const { seal, open } = createSecrets('x'.repeat(32));
	const [sealed, again] = [seal('totp', WORDS), seal('totp', WORDS)];
	expect(Buffer.from(sealed).includes('nobody')).toBe(false);
	expect(sealed).not.toEqual(again);
	expect(() => open('device-key', sealed)).toThrow(NotOurSeal);
	for (let i = 0; i < sealed.length; i++) {
		const changed = sealed.with(i, sealed[i]! ^ 1);
		expect(() => open('totp', changed)).toThrow(NotOurSeal);
	}
	expect(() => open('totp', new Uint8Array())).toThrow(NotOurSeal);
});

test('[H16] keys differ by secret, purpose and what they are for', () => {
	const { derive } = createSecrets('x'.repeat(32));
	const other = createSecrets('y'.repeat(32));
	const keys = [derive('a', 'b'), derive('a', 'c'), derive('b', 'b'), derive('ab', ''), other.derive('a', 'b')];
	expect(derive('a', 'b')).toEqual(keys[0]);
	expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(keys.length);
	expect(keys.every((key) => key.length === 32)).toBe(true);
});
