import { expect, test } from 'vitest';
import { Offline, Problem } from '$lib/client/problem.ts';
import { sentenceFor } from '../../src/lib/features/account/problem-words.ts';

test('the server’s own sentence is shown, with the request’s number where it is to be told', () => {
	const no = new Problem(403, { title: 'Only a manager can do this.', code: 'not-allowed', request: 'r1' });
	expect(sentenceFor(no)).toBe('Only a manager can do this.');
	const broken = new Problem(500, { title: 'Something went wrong on our side.', code: 'failed', request: 'r2' });
	expect(sentenceFor(broken)).toBe('Something went wrong on our side. (request r2)');
});

test('where there is no answer of the server’s, a sentence of the page’s is', () => {
	expect(sentenceFor(new Offline())).toMatch(/cannot be reached\. Try again/);
	expect(sentenceFor(new Offline(), true)).toMatch(/cannot be reached\. What you typed is still here/);
	expect(sentenceFor(new TypeError('x is not a function'))).toMatch(/went wrong on this page/);
});
