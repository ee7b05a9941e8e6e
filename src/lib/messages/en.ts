import { entry } from './en/entry.ts';
import { events } from './en/events.ts';
import { fields } from './en/fields.ts';
import { people } from './en/people.ts';
import { problems } from './en/problems.ts';
import { record, recordGroups } from './en/record.ts';
import { shared } from './en/shared.ts';
import { wall } from './en/wall.ts';
import { walls } from './en/walls.ts';

/** English, whole; `table.ts` makes of it what every other language must fill. */
export const en = {
	...shared,
	entry,
	events,
	fields,
	people,
	problems,
	record,
	recordGroups,
	wall,
	walls
} as const;
