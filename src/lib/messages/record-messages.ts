import { record as en, recordGroups as enGroups } from './en/record.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

/** What the page of the record says; apart, so that a board does not load it. */
export const record = ofThisPage<Messages['record']>({ en });
export const recordGroups = ofThisPage<Messages['recordGroups']>({ en: enGroups });
