import { Hono } from 'hono';
import * as v from 'valibot';
import { can } from '#domain/access/can.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { whoAsks } from '../../http/refusals.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { CardSearch } from '../../ports/archive.ts';
import type { BoardDirectory } from '../../ports/boards.ts';

/** More than anybody looks through; whoever has more adds a word. */
const AT_MOST = 50;

const SOUGHT = v.object({
	words: v.pipe(
		v.string(say('searchWords')),
		v.trim(),
		v.nonEmpty(say('searchWords')),
		v.maxLength(200, say('searchFewer'))
	)
});

/**
 * Cards over all boards that this person opens, archived ones too. The words are in the body: in an address they would
 * lie in logs, and they may name a patient.
 */
export function searchRoutes(boards: Pick<BoardDirectory, 'list'>, search: CardSearch) {
	return new Hono<AppEnv>().post('/search', async (c) => {
		const { person } = signedIn(c);
		const { words } = await bodyOf(c, SOUGHT);
		const open = boards.list().filter((board) => can(person, 'open-board', board));
		const ids = open.map(({ id }) => id);
		const found = search.find(words, ids, AT_MOST + 1);
		c.get('witness').searched(whoAsks(c), words, Math.min(found.length, AT_MOST));
		return c.json({ cards: found.slice(0, AT_MOST), more: found.length > AT_MOST });
	});
}
