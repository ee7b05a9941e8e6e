import { describe, expect, test } from 'vitest';
import { countIn, pluralIn } from '$lib/messages/counting.ts';
import { localeFor } from '$lib/messages/locale.ts';
import type { Messages } from '$lib/messages/table.ts';

/** Another language's part of the table: a word that is missing, or too much, does not compile. */
const SPANISH: Pick<Messages, 'version' | 'time'> = {
	version: { ready: 'Nueva versión lista', reload: 'Recargar' },
	time: {
		...{ today: 'hoy', tomorrow: 'mañana', yesterday: 'ayer', dueNow: 'vence ahora', justNow: 'ahora mismo' },
		at: (day, clock) => `${day} ${clock}`,
		dateAt: (date, clock) => `${date}, ${clock}`,
		late: (span) => `${span} de retraso`,
		dueIn: (span) => `vence en ${span}`,
		inCity: (city, clock) => `${city}, ahora ${clock}`,
		ago: (span) => `hace ${span}`,
		minutes: (n) => `${n} min`,
		hours: (n) => `${n} h`,
		days: (n) => countIn('es')(n, { one: 'día', other: 'días' })
	}
};

describe('languages', () => {
	test('another one fills the same table', () => {
		expect([1, 3].map(SPANISH.time.days)).toEqual(['1 día', '3 días']);
		expect(SPANISH.time.late(SPANISH.time.hours(2))).toBe('2 h de retraso');
	});

	test('a person gets the first of theirs that is spoken here, with their region', () => {
		expect(localeFor(['es-MX', 'en-US'], ['en', 'es'])).toBe('es-MX');
		expect(localeFor(['fr-FR', 'en-GB'], ['en'])).toBe('en-GB');
		expect(localeFor(['fr-FR'], ['en'])).toBe('en');
		expect(localeFor(['en-US@posix'], ['en'])).toBe('en');
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
