/** What Daybreak speaks; the first is for everybody whose language is not among them. */
export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The first of a person's languages that Daybreak speaks, with the person's own region, since that decides how dates
 * and numbers look: a Briton reads English words and British dates.
 *
 * @param spoken languages without a region; the first is what everybody else gets
 */
export function localeFor(wanted: readonly string[], spoken: readonly string[]): string {
	const found = wanted.find((locale) => spoken.includes(languageOf(locale)) && isLocale(locale));
	return found ?? spoken[0]!;
}

/** A locale's language, without its region. */
export function languageOf(locale: string): string {
	return locale.toLowerCase().split('-')[0]!;
}

/** Some televisions name theirs as their system does (`en-US@posix`), which `Intl` will not have. */
function isLocale(locale: string): boolean {
	try {
		return Intl.getCanonicalLocales(locale).length === 1;
	} catch {
		return false;
	}
}
