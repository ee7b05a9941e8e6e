import { walls as en } from './en/walls.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

/** What the page about wall screens says; apart, so that a board does not load it. */
export const walls = ofThisPage<Messages['walls']>({ en });
