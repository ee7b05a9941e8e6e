import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Offline, Problem } from '$lib/client/problem.ts';
import { problems } from '$lib/messages/en/problems.ts';
import { sentenceFor } from '../../src/lib/features/account/problem-words.ts';

const SERVER = new URL('../../server/', import.meta.url);
/** What the server says under each of these depends on where it was asked. */
const SEVERAL = [
	'begin-again',
	'malformed',
	'no-passkeys-here',
	'not-allowed',
	'not-saved',
	'sign-in-failed',
	'too-many-tries'
];

/** The problems that stand in the server's sources with a code and a sentence of their own. */
function saidByServer(): { code: string; sentence: string }[] {
	const files = readdirSync(SERVER, { recursive: true }).map(String);
	const sources = files
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(new URL(file, SERVER), 'utf8'));
	const problem = /new Problem\(\s*\d+,\s*'([^']*)',\s*\{[^}]*?code: '([^']+)'/g;
	return sources.flatMap((text) =>
		[...text.matchAll(problem)].map(([, sentence, code]) => ({ code: code!, sentence: sentence! }))
	);
}

test('each sentence of the server that has a code of its own stands in the message table, word for word', () => {
	const said = saidByServer();
	expect(said.length).toBeGreaterThan(40);
	for (const { code, sentence } of said.filter(({ code }) => !SEVERAL.includes(code))) {
		expect([code, sentenceFor(new Problem(400, { title: 'in other words', code }))]).toEqual([code, sentence]);
	}
	const codes = said.map(({ code }) => code);
	expect(Object.keys(problems).filter((code) => !codes.includes(code))).toEqual(['damaged', 'failed']);
});

test('where a code says too little, or nothing to this version, the server’s own words are shown', () => {
	const sentence = (body: Record<string, unknown>, status = 403, after: number | null = null) =>
		sentenceFor(new Problem(status, { title: 'Only a manager can do this. Ask one of yours.', ...body }, after));
	expect(sentence({ code: 'not-allowed' })).toBe('Only a manager can do this. Ask one of yours.');
	expect(sentence({ code: 'constructor' })).toBe('Only a manager can do this. Ask one of yours.');
	expect(sentence({})).toBe('Only a manager can do this. Ask one of yours.');
	expect(sentence({ code: 'too-many-tries' }, 429, 30)).toBe('Too many tries. Wait 30 seconds, then try again.');
	expect(sentence({ code: 'too-many-tries' }, 429, 95)).toBe('Too many tries. Wait 2 minutes, then try again.');
	expect(sentence({ code: 'failed', request: 'r1' }, 500)).toMatch(/our side.*\(request r1\)$/);
	expect(sentenceFor(new Offline())).toMatch(/cannot be reached/);
});
