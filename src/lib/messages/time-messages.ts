import { time as en } from './en/time.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

/** How times are said: apart from the whole table, since a wall screen says them too and loads as little as it can. */
export const time = ofThisPage<Messages['time']>({ en });
