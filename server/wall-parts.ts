import { sqliteWalls } from './adapters/sqlite/walls.ts';
import { WallHub } from './features/wall/hub.ts';
import { wallManagerRoutes } from './features/wall/manager-routes.ts';
import { createPairings } from './features/wall/pairing.ts';
import { screenRoutes } from './features/wall/screen-routes.ts';
import { readOnlyWalls } from './ops/damage.ts';
import { framesOf } from './ops/log.ts';
import type { BoardDirectory } from './ports/boards.ts';
import type { BoardId } from '#domain/ids.ts';
import type { Base } from './serve.ts';
import type { Rooms } from './sync/rooms.ts';

export interface WallBase {
	readonly rooms: Rooms;
	readonly boards: BoardDirectory;
	readonly runningHuddles: () => readonly { readonly id: BoardId }[];
}

/** Everything about the screens on the wall. */
export function wallParts(
	{ db, damage, accounts, demo, build, now, log }: Base,
	{ rooms, boards, runningHuddles }: WallBase
) {
	const walls = damage ? readOnlyWalls(sqliteWalls(db)) : sqliteWalls(db);
	const pairings = createPairings(now);
	const failed = (error: unknown) => log('error', 'wall.view-failed', { where: framesOf(error) });
	const hub = new WallHub({ walls, rooms, accounts, build, now, runningHuddles, failed });
	return {
		features: [screenRoutes({ walls, pairings, hub, demo }), wallManagerRoutes({ walls, pairings, hub, boards, now })],
		/** A huddle has begun or is over. */
		huddlesChanged: () => hub.changed(),
		close: () => hub.close()
	};
}
