import { account } from './en/account.ts';
import { entry } from './en/entry.ts';
import { lock } from './en/lock.ts';
import { page } from './en/page.ts';
import { people } from './en/people.ts';
import { record, recordGroups } from './en/record.ts';
import { shortcuts } from './en/shortcuts.ts';
import { time } from './en/time.ts';
import { version } from './en/version.ts';

/** English, part by part; `table.ts` makes of it what every other language must fill. */
export const en = { account, entry, lock, page, people, record, recordGroups, shortcuts, time, version } as const;
