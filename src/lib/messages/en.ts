import { entry } from './en/entry.ts';
import { events } from './en/events.ts';
import { people } from './en/people.ts';
import { record, recordGroups } from './en/record.ts';
import { shared } from './en/shared.ts';
import { wall } from './en/wall.ts';
import { walls } from './en/walls.ts';

/** English, whole; `table.ts` makes of it what every other language must fill. */
export const en = {
	...shared,
	entry,
	events,
	people,
	record,
	recordGroups,
	wall,
	walls
} as const;
