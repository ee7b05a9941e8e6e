import { people as en } from './en/people.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

/** What the page about people says; apart, so that a board does not load it. */
export const people = ofThisPage<Messages['people']>({ en });
