import { sqliteHuddles } from './adapters/sqlite/huddles.ts';
import { keepHuddles } from './features/huddle/keeper.ts';
import { huddleRoutes } from './features/huddle/routes.ts';
import type { BoardDirectory } from './ports/boards.ts';
import type { Base } from './serve.ts';
import { encodeNews } from './sync/protocol.ts';
import type { Rooms } from './sync/rooms.ts';

/** Everything about huddles, over the rooms that their documents live in. */
export function huddleParts(
	{ db, damage, accounts, record, now, log }: Base,
	{ rooms, boards }: { readonly rooms: Rooms; readonly boards: BoardDirectory }
) {
	let toldToo: () => void = () => undefined;
	const tellAll = () => {
		void rooms.tellAll(encodeNews('huddles'));
		toldToo();
	};
	const deps = { huddles: sqliteHuddles(db), accounts, boards, rooms, record, now, log, tellAll };
	const keeper = damage ? null : keepHuddles(deps);
	if (keeper) rooms.onPublished((document) => keeper.published(document));
	return {
		features: [huddleRoutes(deps)],
		running: () => deps.huddles.running(),
		/** Has `listener` called too when one has begun or is over. */
		onNews: (listener: () => void) => void (toldToo = listener),
		close: async () => void (await keeper?.close())
	};
}
