import type * as Y from 'yjs';
import { isOver } from '#domain/board/compaction.ts';
import { cardsOf } from '#domain/board/schema.ts';
import { wholeCardOf } from '#domain/board/whole.ts';
import { hasTime, wallClock } from '#domain/time.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import type { Log } from '../../ops/log.ts';
import type { BoardDirectory } from '../../ports/boards.ts';
import { renewalOf } from '../../sync/renewal.ts';
import type { Rooms } from '../../sync/rooms.ts';

/** What has to lie on a board before sending everybody away for a moment is worth it. */
const OVER_AT_LEAST = 20;
const CLIENTS_AT_LEAST = 500;

/** Every browser takes in what was overwritten too: so much of it is a fifth of a second on a slow one. */
const DEAD_AT_LEAST = 10_000;

/** Nobody is at work at this hour of the practice's night. */
const NIGHT_HOUR = '03';

const HOUR_MS = 3_600_000;

export interface CompactionDeps {
	readonly rooms: Rooms;
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly timeZone: () => string | null;
	readonly now: () => Instant;
	readonly log: Log;
}

/** Writes the boards that need it anew, at night. @returns a function that stops it. */
export function compactAtNight(deps: CompactionDeps): () => void {
	const timer = setInterval(() => {
		const zone = deps.timeZone();
		const clock = zone === null ? null : wallClock(deps.now(), zone);
		if (clock && hasTime(clock) && clock.slice(11, 13) === NIGHT_HOUR) void compactBoards(deps);
	}, HOUR_MS).unref();
	return () => clearInterval(timer);
}

/**
 * Writes every board anew that carries much of what is over: finished and archived cards go to the archive; deleted
 * words and the ids of browsers long closed stay behind.
 *
 * @returns the boards that were written anew.
 */
export async function compactBoards({ rooms, boards, now, log }: CompactionDeps): Promise<BoardId[]> {
	const compacted: BoardId[] = [];
	for (const { id } of boards.list()) {
		const weight = await rooms.within(id, (room) => room.committed((doc) => weightOf(doc, now())));
		if (!weight || !isHeavy(weight)) continue;
		try {
			await rooms.renew(id, (ending, doc) => renewalOf(ending, doc, doc, (card) => !isOver(card, doc, ending.at)));
			log('info', 'board.compacted', { board: id, count: weight.over });
			compacted.push(id);
		} catch {
			log('warn', 'board.compaction-failed', { board: id });
		}
	}
	return compacted;
}

interface Weight {
	readonly over: number;
	readonly clients: number;
	/** Pieces of the document that were overwritten or taken out. */
	readonly dead: number;
}

function isHeavy({ over, clients, dead }: Weight): boolean {
	return over >= OVER_AT_LEAST || clients >= CLIENTS_AT_LEAST || dead >= DEAD_AT_LEAST;
}

function weightOf(doc: Y.Doc, now: Instant): Weight {
	const { clients } = doc.store;
	const over = [...cardsOf(doc).entries()].filter(([id, entry]) => isOver(wholeCardOf(id, entry), doc, now)).length;
	const dead = [...clients.values()].reduce((sum, structs) => sum + structs.filter((one) => one.deleted).length, 0);
	return { over, clients: clients.size, dead };
}
