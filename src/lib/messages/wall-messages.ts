import { page } from './en/page.ts';
import { time } from './en/time.ts';
import { wall } from './en/wall.ts';
import { ofThisPage } from './languages.ts';
import type { Messages } from './table.ts';

/** The parts of the table that a wall screen needs: the whole of it would double what it loads. */
export const t = ofThisPage<Pick<Messages, 'page' | 'time' | 'wall'>>({ en: { page, time, wall } });
