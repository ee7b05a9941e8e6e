import { events as en } from './en/events.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

/** How events of the record are told; apart, so that a board does not load it. */
export const events = ofThisPage<Messages['events']>({ en });
