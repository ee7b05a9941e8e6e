/** The forms of one phrase; `other` stands for every number that has none of its own. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** @returns a function that puts a number before the form which the language uses with it. */
export function countIn(locale: string): (n: number, forms: Forms) => string {
	const choose = pluralIn(locale);
	const numbers = new Intl.NumberFormat(locale);
	return (n, forms) => `${numbers.format(n)} ${choose(n, forms)}`;
}

/** @returns a function that chooses the form which the language uses with a number. */
export function pluralIn(locale: string): (n: number, forms: Forms) => string {
	const rules = new Intl.PluralRules(locale);
	return (n, forms) => forms[rules.select(n)] ?? forms.other;
}
