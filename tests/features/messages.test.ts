import { describe, expect, test } from 'vitest';
import { countIn, pluralIn } from '$lib/messages/counting.ts';
import { localeFor } from '$lib/messages/locale.ts';

describe('languages', () => {
	test('a person gets the first of theirs that is spoken here, with their region', () => {
		expect(localeFor(['es-MX', 'en-US'], ['en', 'es'])).toBe('es-MX');
		expect(localeFor(['fr-FR', 'en-GB'], ['en'])).toBe('en-GB');
		expect(localeFor(['fr-FR'], ['en'])).toBe('en');
		expect(localeFor([], ['en'])).toBe('en');
	});

	test('each has its own forms for numbers', () => {
		const cards = { one: 'card', other: 'cards' };
		expect([0, 1, 2].map((n) => countIn('en')(n, cards))).toEqual(['0 cards', '1 card', '2 cards']);
		expect(countIn('en')(12_345, cards)).toBe('12,345 cards');
		const polish = { one: 'karta', few: 'karty', many: 'kart', other: 'karty' };
		expect([1, 3, 5, 22].map((n) => pluralIn('pl')(n, polish))).toEqual(['karta', 'karty', 'kart', 'karty']);
	});
});
