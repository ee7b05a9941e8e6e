import { shortcuts } from './en/shortcuts.ts';
import { version } from './en/version.ts';

/** English, part by part; `table.ts` makes of it what every other language must fill. */
export const en = { shortcuts, version } as const;
