import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';
import { temporaryFolder } from './house.ts';

const CERT = join(import.meta.dirname, 'fixtures', 'board.practice.test.cert.pem');
const KEY = join(import.meta.dirname, 'fixtures', 'board.practice.test.key.pem');

function linesOf(env: Record<string, string>): readonly string[] {
	try {
		readConfig(env);
		return [];
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		return error.lines;
	}
}

test('[H10] nothing needs to be set, and what is set to nothing is not set', () => {
	const usual = {
		...{ port: 3000, host: null, dataDir: './data', tls: null, origins: [], trustedProxies: [], syncRate: 'on' },
		...{ secret: null, clearText: 'refused', recordYears: 6, recordHeads: 'data/record-heads' }
	};
	expect(readConfig({})).toEqual(usual);
	expect(readConfig({ PORT: '', HOST: '', TLS_CERT: '', ORIGIN: '', SYNC_RATE: '', PATH: '/bin' })).toEqual(usual);
});

test('[H10] everything can be set', () => {
	const env = {
		...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: '/srv/daybreak', TLS_CERT: CERT, TLS_KEY: KEY, SYNC_RATE: 'off' },
		...{ ORIGIN: 'https://board.practice.test, https://b.test:8443', TRUST_PROXY: '10.0.0.0/8,::1' },
		SECRET: 'as long as a secret has to be, or longer',
		CLEAR_TEXT: 'i-understand-that-anyone-on-the-network-can-read-this',
		...{ RECORD_YEARS: '10', RECORD_HEADS_DIR: '/mnt/elsewhere' }
	};
	expect(readConfig(env)).toEqual({
		...{ port: 0, host: '127.0.0.1', dataDir: '/srv/daybreak', tls: { cert: CERT, key: KEY }, syncRate: 'off' },
		...{ origins: ['https://board.practice.test', 'https://b.test:8443'], trustedProxies: ['10.0.0.0/8', '::1'] },
		secret: 'as long as a secret has to be, or longer',
		...{ clearText: 'tolerated', recordYears: 10, recordHeads: '/mnt/elsewhere' }
	});
});

test('[H10] every bad setting is named, not just the first', () => {
	const lines = linesOf({
		...{
			PORT: '99999',
			TLS_CERT: '/no/such/file',
			ORIGIN: 'board.practice.test',
			TRUST_PROXY: 'proxy',
			SYNC_RATE: '60'
		}
	});
	for (const name of ['PORT', 'TLS_CERT', 'TLS_KEY', 'ORIGIN', 'TRUST_PROXY', 'SYNC_RATE']) {
		expect(lines.filter((line) => line.startsWith(name))).toHaveLength(1);
	}
	expect(lines).toHaveLength(6);
});

test.each([
	['PORT', '3000.5'],
	['PORT', '-1'],
	['ORIGIN', 'https://board.practice.test/'],
	['ORIGIN', 'ftp://board.practice.test'],
	['ORIGIN', 'https://good.test,nonsense'],
	['TRUST_PROXY', '10.0.0.0/33'],
	['TRUST_PROXY', '10.0.0.0/8/8'],
	['CLEAR_TEXT', 'yes'],
	['RECORD_YEARS', '5'],
	['RECORD_YEARS', 'six'],
	['TRUST_PROXY', '*']
])('[H10] %s=%s is a bad setting', (name, value) => {
	expect(linesOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must`))]);
});

test('[H10] a key without its certificate is half a setting', () => {
	expect(linesOf({ TLS_KEY: KEY })).toEqual([expect.stringMatching(/^TLS_CERT is missing/)]);
});

test('[H16] a secret may be the content of a file, which keeps it out of every list of processes', () => {
	const path = join(temporaryFolder(), 'secret');
	writeFileSync(path, 'as long as a secret has to be, or longer\n');
	expect(readConfig({ SECRET_FILE: path }).secret).toBe('as long as a secret has to be, or longer');
	expect(linesOf({ SECRET_FILE: '/no/such/file' })).toEqual(['SECRET_FILE names a file that cannot be read']);
	expect(linesOf({ SECRET_FILE: path, SECRET: 'x'.repeat(40) })).toEqual([
		'SECRET_FILE and SECRET are both set: keep one of them'
	]);
	writeFileSync(path, 'too short');
	for (const [name, value] of [
		['SECRET_FILE', path],
		['SECRET', 'too short']
	] as const) {
		expect(linesOf({ [name]: value })).toEqual(['SECRET must have at least 32 characters']);
	}
});
