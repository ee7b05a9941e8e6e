import { LANGUAGES, languageOf, localeFor, type Language } from './locale.ts';

const wanted = typeof navigator === 'undefined' ? [] : navigator.languages;

/** The language of this page, for `Intl` and for the page's own mark; chosen once, when it opens. */
export const locale = localeFor(wanted, LANGUAGES);

/** @returns the table of the page's language. */
export function ofThisPage<T>(tables: Readonly<Record<Language, T>>): T {
	return tables[languageOf(locale) as Language];
}
