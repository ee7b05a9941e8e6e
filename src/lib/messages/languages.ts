import { localeFor } from './locale.ts';

/** What the client speaks; the first is for everybody whose language is not among them. */
export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];

const wanted = typeof navigator === 'undefined' ? [] : navigator.languages;

/** The language of this page, for `Intl` and for the page's own mark; chosen once, when it opens. */
export const locale = localeFor(wanted, LANGUAGES);

/** @returns the table of the page's language. */
export function ofThisPage<T>(tables: Readonly<Record<Language, T>>): T {
	return tables[locale.split('-')[0] as Language] ?? tables[LANGUAGES[0]];
}
