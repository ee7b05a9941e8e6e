import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import { fields } from '#messages/en/fields.ts';
import { problems } from '#messages/en/problems.ts';
import { languageOf, localeFor, type Language } from '#messages/locale.ts';
import type { Messages } from '#messages/table.ts';

/** All that the server says to people, in one language. */
export type Words = Messages['problems'] & Messages['fields'];

/** Says one thing in the language asked for, or in the first that there is. A schema takes it as its message. */
export type Sentence = (asked: { readonly lang?: string | undefined }) => string;

type ValuesIn<W> = W extends (...values: infer V) => string ? V : [];

/** @param tables by language; the first is for everybody whose language is not among them. */
export function speaking(tables: Readonly<Record<string, Words>>) {
	const languages = Object.keys(tables);
	return {
		say<K extends keyof Words>(key: K, ...values: ValuesIn<Words[K]>): Sentence {
			return ({ lang = languages[0]! }) => {
				const words = tables[lang]![key] as string | ((...values: unknown[]) => string);
				return typeof words === 'string' ? words : words(...values);
			};
		},
		/** @param accepted the header `Accept-Language`, where a browser sends what its page chooses by. */
		languageFor(accepted: string | undefined): string {
			const wanted = parseAccept(accepted ?? '').flatMap(({ type, q }) => (q > 0 ? [type] : []));
			return languageOf(localeFor(wanted, languages));
		}
	};
}

const TABLES: Readonly<Record<Language, Words>> = { en: { ...problems, ...fields } };

const { say, languageFor } = speaking(TABLES);
export { say };

/** In which language whoever sent this request is answered. */
export function languageAsked(c: Context): string {
	return languageFor(c.req.header('accept-language'));
}
