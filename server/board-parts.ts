import type { BoardId } from '#domain/ids.ts';
import { sqliteArchive, sqliteCardSearch } from './adapters/sqlite/archive.ts';
import { sqliteBoards } from './adapters/sqlite/boards.ts';
import { sqliteJournal } from './adapters/sqlite/journal.ts';
import { sqlitePast } from './adapters/sqlite/point-in-time.ts';
import { sqliteRecordEnds } from './adapters/sqlite/record-ends.ts';
import { sqliteRecordReader } from './adapters/sqlite/record-reading.ts';
import { archiveRoutes } from './features/boards/archive.ts';
import { compactAtNight } from './features/boards/compaction.ts';
import { handOverRoutes } from './features/boards/hand-over.ts';
import { historyRoutes } from './features/boards/history.ts';
import { lineageRoutes } from './features/boards/lineages.ts';
import { searchRoutes } from './features/boards/search.ts';
import { saveHeadDaily } from './features/record/heads.ts';
import { shortenDaily } from './features/record/keeping.ts';
import { recordRoutes } from './features/record/routes.ts';
import { pruneDaily } from './features/restore/retention.ts';
import { endEmergencies } from './features/emergency/ending.ts';
import { restoreRoutes, type RestoreDeps } from './features/restore/routes.ts';
import { huddleParts } from './huddle-parts.ts';
import { readOnlyJournal } from './ops/damage.ts';
import { framesOf } from './ops/log.ts';
import { createMetrics, metricsRoutes } from './ops/metrics.ts';
import type { Journal } from './ports/journal.ts';
import type { PastBoards } from './ports/past.ts';
import type { Base, Parts } from './serve.ts';
import { CommitQueue } from './sync/commit-queue.ts';
import { Rooms } from './sync/rooms.ts';
import { createSync, type SyncDeps } from './sync/socket.ts';
import { Turns } from './sync/turns.ts';
import { wallParts } from './wall-parts.ts';

export interface BoardOptions {
	/** In place of the database's own journal. */
	readonly kept?: Journal;
	/** How often each client is asked for a sign of life. */
	readonly heartbeatMs?: number;
}

/** Everything about boards: the journal, the rooms over it, their sockets and their routes. */
export function boardParts(base: Base, { kept = sqliteJournal(base.db), heartbeatMs }: BoardOptions = {}): Parts {
	const { config, db, damage, accounts, sessions, witness, door, now, log } = base;
	const journal = damage ? readOnlyJournal(kept) : kept;
	const past = sqlitePast(db);
	const metrics = createMetrics();
	const boards = sqliteBoards(db);
	const turns = new Turns();
	const queue = new CommitQueue(journal, metrics.sync, () => turns.busy);
	const onCommitFailed = (board: BoardId, error: unknown, ms: number) =>
		log('error', 'commit.failed', { board, ms, code: codeOf(error), where: framesOf(error) });
	const rooms = new Rooms({ journal, queue, now, onCommitFailed });
	const sync = createSync({
		...{ rooms, turns, boards, journal, log, metrics: metrics.sync, rate: config.syncRate },
		isOurs: door.isOurs,
		whoIs: door.signedIn,
		sourceOf: (request) => door.connectionOf(request).source,
		...{ witness, heartbeatMs },
		used: sessions.used,
		person: accounts.person,
		isOpen: sessions.isOpen,
		...sessionNews(base)
	});
	const huddles = huddleParts(base, { rooms, boards });
	const walls = wallParts(base, { rooms, boards, runningHuddles: huddles.running });
	huddles.onNews(walls.huddlesChanged);
	const jobs = damage ? [] : jobsOf(base, { rooms, boards, past });
	metrics.watch({ rooms: () => rooms.size, ...sync.gauges });
	return {
		boards,
		operations: metricsRoutes(metrics),
		features: [
			historyRoutes(boards, journal),
			lineageRoutes(boards, journal),
			handOverRoutes({ boards, rooms, accounts, now }),
			searchRoutes(boards, sqliteCardSearch(db)),
			archiveRoutes({ boards, rooms, archive: sqliteArchive(db), now }),
			restoreRoutes({ accounts, boards, rooms, past, now }),
			recordRoutes({ reader: sqliteRecordReader(db), accounts, boards }),
			...walls.features,
			...huddles.features
		],
		upgrade: sync.upgrade,
		async close() {
			for (const stop of jobs) stop();
			walls.close();
			await huddles.close();
			await sync.close();
		}
	};
}

/** What is done by the clock. @returns how each is stopped. */
function jobsOf(
	base: Base,
	{ rooms, boards, past }: Pick<RestoreDeps, 'rooms' | 'boards'> & { past: PastBoards }
): (() => void)[] {
	const { config, db, accounts, account, sessions, now, log } = base;
	const timeZone = () => accounts.practice()?.timeZone ?? null;
	const ends = sqliteRecordEnds(db, now);
	return [
		saveHeadDaily({ ends, folder: config.recordHeads, now, log }),
		shortenDaily({ ends, years: config.recordYears, now, log }),
		compactAtNight({ rooms, boards, timeZone, now, log }),
		pruneDaily({ past, now, log }),
		endEmergencies({ emergencies: account.emergencies, personChanged: sessions.personChanged, now })
	];
}

/** A session that is locked is over for its sockets. */
function sessionNews({ sessions }: Base): Pick<SyncDeps, 'onSessionEnded' | 'onPersonChanged'> {
	return {
		onSessionEnded(listener) {
			sessions.onSessionEnded(listener);
			sessions.onSessionLocked(listener);
		},
		onPersonChanged: (listener) => void sessions.onPersonChanged(listener)
	};
}

/** SQLite's own word for what went wrong, such as SQLITE_FULL; never a message, which may quote a value. */
function codeOf(error: unknown): string {
	return String((error as { code?: unknown } | null)?.code ?? 'unknown');
}
