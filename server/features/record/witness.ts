import { NOBODY, type SecurityEvent } from '#domain/activity/events.ts';
import type { BoardId, CardId } from '#domain/ids.ts';
import { framesOf, type Log } from '../../ops/log.ts';
import type { CountedRefusal, NewEntry, PracticeRecord, Witness } from '../../ports/record.ts';

const FLUSH_MS = 1_000;
const HOUR_MS = 3_600_000;
const AGAIN_MS = 600_000;
const COUNT_MS = 60_000;

/** Beyond these, what comes on top is forgotten or counted together: a flood costs neither memory nor disk. */
const MOST_WAITING = 10_000;
const MOST_COUNTS = 500;
const MOST_REMEMBERED = 20_000;

export interface WitnessDeps {
	readonly record: PracticeRecord;
	/** Anybody can say that they look at a card that is none. */
	readonly isCard: (board: BoardId, card: CardId) => boolean;
	/** Milliseconds of a clock that is never set: set back, one would keep silent about what was said not long ago. */
	readonly steady: () => number;
	readonly log: Log;
}

export interface OpenWitness extends Witness {
	/** Writes what waits, open counts too, and no more after it. */
	close(): void;
}

/** A refusal that goes on: how often it came since it was last written. */
interface Count {
	readonly entry: NewEntry;
	times: number;
	/** Not written again before. */
	until: number;
}

export function createWitness(deps: WitnessDeps): OpenWitness {
	const { steady } = deps;
	const outbox = createOutbox(deps);
	const memory = createMemory(steady);
	return {
		boardOpened(who, board) {
			const hour = Math.floor(steady() / HOUR_MS);
			const first = memory.first(`${who.device} ${board} ${hour}`, HOUR_MS);
			if (first) outbox.put({ ...who, board, change: { kind: 'board-opened' } });
		},
		cardRead(who, board, card) {
			const first = memory.first(`${who.device} ${card}`, AGAIN_MS);
			if (first) outbox.put({ ...who, board, card, change: { kind: 'card-read' } });
		},
		recordRead(who, choice) {
			const first = memory.first(`${who.device} ${JSON.stringify(choice)}`, AGAIN_MS);
			if (first) outbox.put({ ...who, change: { kind: 'record-read', choice } });
		},
		searched(who, words, count) {
			const first = memory.first(`${who.device} ? ${words}`, AGAIN_MS);
			if (first) outbox.put({ ...who, change: { kind: 'searched', count } });
		},
		refused(who, refusal, board) {
			outbox.count({ ...who, ...(board && { board }), change: counted(refusal, 1) });
		},
		flush: () => outbox.write(false),
		close: outbox.close
	};
}

/** What waits to be written; what cannot be written waits for the next time. */
function createOutbox({ record, isCard, steady, log }: WitnessDeps) {
	const waiting: NewEntry[] = [];
	const counts = new Map<string, Count>();
	let timer: NodeJS.Timeout | null = null;
	let closed = false;
	const soon = () => void (closed || (timer ??= setTimeout(() => write(false), FLUSH_MS).unref()));

	function write(all: boolean): void {
		if (timer) clearTimeout(timer);
		timer = null;
		const due = [...counts.values()].filter(({ until, times }) => times > 0 && (all || until <= steady()));
		const told = due.map(({ entry, times }) => ({ ...entry, change: counted(entry.change, times) }));
		try {
			const seen = waiting.filter(({ board, card }) => !card || isCard(board!, card));
			if (seen.length + told.length > 0) record.inOne(() => [...seen, ...told].forEach(record.write));
		} catch (error) {
			log('error', 'record.not-written', { count: waiting.length + told.length, where: framesOf(error) });
			return soon();
		}
		waiting.length = 0;
		for (const [key, count] of counts) {
			if (count.until <= steady() && count.times === 0) counts.delete(key);
			else if (all || count.until <= steady()) Object.assign(count, { times: 0, until: steady() + COUNT_MS });
		}
		if (counts.size > 0) soon();
	}

	return {
		put(entry: NewEntry): void {
			if (waiting.length < MOST_WAITING) waiting.push(entry);
			soon();
		},
		count(entry: NewEntry): void {
			count(counts, steady(), entry);
			soon();
		},
		write,
		close(): void {
			closed = true;
			write(true);
		}
	};
}

function count(counts: Map<string, Count>, now: number, entry: NewEntry): void {
	const key = keyOf(entry);
	const full = !counts.has(key) && counts.size >= MOST_COUNTS;
	const kept: NewEntry = full ? { person: NOBODY, device: null, source: null, change: entry.change } : entry;
	const open = counts.get(full ? entry.change.kind : key);
	if (open) open.times += 1;
	else counts.set(full ? entry.change.kind : key, { entry: kept, times: 1, until: now });
}

/** Sessions and boards come and go: what was refused to one person in one place is one. */
function keyOf({ person, source, change }: NewEntry): string {
	return JSON.stringify([person, source, change]);
}

function counted(event: SecurityEvent | CountedRefusal, times: number): SecurityEvent {
	return { ...event, times } as SecurityEvent;
}

/** What happened a while ago, so that it is not said again. */
function createMemory(steady: () => number) {
	const last = new Map<string, number>();
	return {
		/** Whether it did not happen within the time; from now on it did. */
		first(key: string, withinMs: number): boolean {
			const at = last.get(key);
			if (at !== undefined && steady() - at < withinMs) return false;
			last.delete(key);
			last.set(key, steady());
			for (const oldest of last.keys()) {
				if (last.size <= MOST_REMEMBERED) break;
				last.delete(oldest);
			}
			return true;
		}
	};
}
