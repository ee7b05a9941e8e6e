import { account } from './account.ts';
import { board, categories, priorities, status, statusDetails } from './board.ts';
import { capture } from './capture.ts';
import { card } from './card.ts';
import { columnKinds, columns } from './columns.ts';
import { finding } from './finding.ts';
import { history } from './history.ts';
import { huddle } from './huddle.ts';
import { lock } from './lock.ts';
import { meetings } from './meetings.ts';
import { mine } from './mine.ts';
import { page } from './page.ts';
import { refusals, updateRefusals } from './refusals.ts';
import { search } from './search.ts';
import { shortcuts } from './shortcuts.ts';
import { time } from './time.ts';
import { undo } from './undo.ts';
import { version } from './version.ts';

/** The parts that nearly every page of the staff says; the others are fetched with the pages that say them. */
export const shared = {
	account,
	board,
	capture,
	card,
	categories,
	columnKinds,
	columns,
	finding,
	history,
	huddle,
	lock,
	meetings,
	mine,
	page,
	priorities,
	refusals,
	search,
	shortcuts,
	status,
	statusDetails,
	time,
	undo,
	updateRefusals,
	version
} as const;
