import { en } from './en.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

export { locale } from './languages.ts';

/** What the client says, in the language of this page. */
export const t: Messages = ofThisPage<Messages>({ en });
