import { entry as en } from './en/entry.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

/** What the pages around signing in say; apart, so that a board does not load it. */
export const entry = ofThisPage<Messages['entry']>({ en });
