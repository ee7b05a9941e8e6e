import { en } from './en.ts';
import { localeFor } from './locale.ts';
import type { Messages } from './table.ts';

/** One for each language that the client speaks; the first is for everybody whose language is not among them. */
const TABLES: Readonly<Record<string, Messages>> = { en };

const wanted = typeof navigator === 'undefined' ? [] : navigator.languages;

/** The language of this page, for `Intl` and for the page's own mark; chosen once, when it opens. */
export const locale = localeFor(wanted, Object.keys(TABLES));

/** What the client says, in the language of this page. */
export const t: Messages = TABLES[locale.split('-')[0]!] ?? en;
