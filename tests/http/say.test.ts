import { Hono } from 'hono';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { fields } from '$lib/messages/en/fields.ts';
import { problems } from '$lib/messages/en/problems.ts';
import { bodyOf } from '../../server/http/body.ts';
import type { AppEnv } from '../../server/http/env.ts';
import { Problem } from '../../server/http/problem.ts';
import { say, speaking, type Sentence, type Words } from '../../server/http/say.ts';
import { openHouse } from './house.ts';

const en: Words = { ...problems, ...fields };

/** A language as whole as English, and as strange as any other to whoever expects English. */
const upsideDown = Object.fromEntries(
	Object.entries<string | ((...values: never[]) => string)>(en).map(([key, words]) => [
		key,
		typeof words === 'string' ? `¡${words}!` : (...values: never[]) => `¡${words(...values)}!`
	])
) as unknown as Words;

test('[H18] another language is a second table, and a request gets the first of its own that is spoken', () => {
	const { say, languageFor } = speaking({ en, es: upsideDown });
	const answered = (accepted: string | undefined, sentence: Sentence) => sentence({ lang: languageFor(accepted) });
	for (const accepted of ['es', 'es-MX, en;q=0.9', 'fr, ES-ar;q=0.4, en;q=0.2', 'en;q=0.1, es'])
		expect([accepted, answered(accepted, say('locked'))]).toEqual([accepted, `¡${en.locked}!`]);
	for (const accepted of [undefined, '', '*', 'fr', 'en-GB, es', 'es;q=0, en;q=0.1', ', ;q=1', 'en-US@posix, es;q=0'])
		expect([accepted, answered(accepted, say('locked'))]).toEqual([accepted, en.locked]);
	expect(answered('es', say('wrongPin', 1))).toBe(
		'¡That is not your PIN. One more try, then your password is needed.!'
	);
	expect(say('wrongPin', 3)({})).toMatch(/ 3 more tries,/);
});

test('[H18] a table with a word missing does not compile, nor does a key that no table has', () => {
	const { locked, ...rest } = en;
	// @ts-expect-error one word is missing
	const wanting: Words = rest;
	// @ts-expect-error there is no such key
	const unknown = say('lockd');
	// @ts-expect-error the number of tries is missing
	const bare = say('wrongPin');
	expect([wanting.locked, typeof unknown, typeof bare, locked]).toEqual([undefined, 'function', 'function', en.locked]);
});

test('[H18] a wait is said in the unit and the number it has', () => {
	const waits = [1, 30, 90, 95, 600].map((seconds) => en.tooManyTries(seconds));
	expect(waits.map((words) => /Wait (.*), then/.exec(words)?.[1])).toEqual([
		...['a second', '30 seconds', '90 seconds', '2 minutes', '10 minutes']
	]);
});

/** Each answers with the language that it is asked in. */
function mirrors(): Hono<AppEnv> {
	const mirror: Sentence = ({ lang }) => `asked in ${lang}`;
	const BODY = v.object({ name: v.pipe(v.string(mirror), v.regex(/^[^\p{Cc}]*$/u)) });
	return new Hono<AppEnv>()
		.get('/no', () => {
			throw new Problem(418, mirror);
		})
		.post('/form', async (c) => c.json(await bodyOf(c, BODY)));
}

test('[H18] whoever would rather have Spanish gets English today, from a route and from a form', async () => {
	const browser = openHouse({ features: [mirrors()] }).browser();
	browser.headers = { 'Accept-Language': 'es, en;q=0.5' };
	expect((await browser.get('/api/no')).body.title).toBe('asked in en');
	expect((await browser.post('/api/form', { name: 7 })).body.title).toBe('asked in en');
	expect((await browser.get('/api/me')).body.title).toBe('Sign in to go on.');
	expect((await browser.post('/api/session', { email: 7 })).body.title).toBe('Enter an e-mail address.');
});

test('[H4] an answer that no sentence is written for is refused in one, without repeating it', async () => {
	const browser = openHouse({ features: [mirrors()] }).browser();
	const { status, body, text } = await browser.post('/api/form', { name: 'Jones\nsecond line' });
	expect([status, body.field, body.title]).toEqual([422, 'name', en.unreadable]);
	expect(text).not.toContain('Jones');
});
