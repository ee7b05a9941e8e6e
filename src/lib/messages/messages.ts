import { shared as en } from './en/shared.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

export { locale } from './languages.ts';

/** What the staff's pages say, in the language of this page. What one page alone says is in a module of its own. */
export const t = ofThisPage<Pick<Messages, keyof typeof en>>({ en });
