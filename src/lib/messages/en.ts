import { account } from './en/account.ts';
import { board, categories, priorities, status, statusDetails } from './en/board.ts';
import { capture } from './en/capture.ts';
import { card } from './en/card.ts';
import { columnKinds, columns } from './en/columns.ts';
import { entry } from './en/entry.ts';
import { events } from './en/events.ts';
import { finding } from './en/finding.ts';
import { history } from './en/history.ts';
import { huddle } from './en/huddle.ts';
import { lock } from './en/lock.ts';
import { meetings } from './en/meetings.ts';
import { mine } from './en/mine.ts';
import { page } from './en/page.ts';
import { people } from './en/people.ts';
import { record, recordGroups } from './en/record.ts';
import { refusals, updateRefusals } from './en/refusals.ts';
import { search } from './en/search.ts';
import { shortcuts } from './en/shortcuts.ts';
import { time } from './en/time.ts';
import { undo } from './en/undo.ts';
import { version } from './en/version.ts';
import { wall } from './en/wall.ts';
import { walls } from './en/walls.ts';

/** English, part by part; `table.ts` makes of it what every other language must fill. */
export const en = {
	account,
	board,
	capture,
	card,
	categories,
	columnKinds,
	columns,
	entry,
	events,
	finding,
	history,
	huddle,
	lock,
	meetings,
	mine,
	page,
	people,
	priorities,
	record,
	recordGroups,
	refusals,
	search,
	shortcuts,
	status,
	statusDetails,
	time,
	undo,
	updateRefusals,
	version,
	wall,
	walls
} as const;
