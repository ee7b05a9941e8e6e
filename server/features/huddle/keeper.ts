import { endLeft, LEFT_ALONE_MS } from '#domain/huddle/leading.ts';
import { minutesOf, type Minutes } from '#domain/huddle/record.ts';
import { termKey, type Term } from '#domain/huddle/schema.ts';
import { lastStir, readHuddle } from '#domain/huddle/state.ts';
import { SYSTEM } from '#domain/activity/changes.ts';
import type { BoardId } from '#domain/ids.ts';
import type { Names, StoredHuddle } from '../../ports/huddles.ts';
import type { PracticeRecord } from '../../ports/record.ts';
import type { Log } from '../../ops/log.ts';
import { turnAfter, type BeginDeps } from './begin.ts';

export interface KeeperDeps extends BeginDeps {
	readonly record: PracticeRecord;
	/** Tells every screen that a huddle has begun or is over. */
	readonly tellAll: () => void;
	readonly log: Log;
}

export interface Keeper {
	/** Something was said in a document. */
	published(document: BoardId): void;
	/** Stops its timer and waits for what it is doing. */
	close(): Promise<void>;
}

const LOOK_EVERY_MS = 30_000;

/**
 * Writes the minutes of huddles that are over: as soon as the leader has closed one, an hour after the last word in one
 * that was left, and once more when a word comes late.
 */
export function keepHuddles(deps: KeeperDeps): Keeper {
	const watched = new Set(deps.huddles.running().map(({ id }) => id));
	const due = new Set<BoardId>();
	let working: Promise<void> | null = null;
	const look = (id: BoardId) => {
		due.add(id);
		working ??= work().finally(() => (working = null));
	};
	const work = async () => {
		for (const id of due) {
			due.delete(id);
			await keep(deps, id).catch(() => deps.log('error', 'huddle.not-kept', { board: id }));
		}
	};
	const timer = setInterval(() => {
		for (const { id } of deps.huddles.running()) look(id);
	}, LOOK_EVERY_MS).unref();
	return {
		published(document) {
			if (!watched.has(document) && !deps.huddles.find(document)) return;
			watched.add(document);
			look(document);
		},
		async close() {
			clearInterval(timer);
			await working;
		}
	};
}

async function keep(deps: KeeperDeps, id: BoardId): Promise<void> {
	const { huddles, rooms, now } = deps;
	const stored = huddles.find(id);
	if (!stored) return;
	const huddle = await rooms.within(id, async (room) => {
		const found = await room.committed(readHuddle);
		if (!found || found.over || now() - lastStir(found) < LEFT_ALONE_MS) return found;
		await room.edit({ person: SYSTEM, device: null }, (doc) => endLeft(doc, now()));
		return room.committed(readHuddle);
	});
	if (!huddle) return;
	if (huddle.terms.length > stored.told.length + 1) tellLeads(deps, stored, huddle.terms);
	if (!huddle.over) return;
	const minutes = minutesOf(huddle, now());
	if (JSON.stringify(minutes) === JSON.stringify(stored.minutes)) return;
	deps.record.inOne(() => {
		huddles.keepMinutes(id, minutes, namesIn(minutes, deps));
		if (stored.minutes) return;
		const [led] = huddle.leaders;
		const plan = huddles.plans().find((one) => one.id === stored.plan);
		if (plan) huddles.setNext(plan.id, turnAfter(plan, led ?? null, deps));
		const person = minutes.why === 'left' ? SYSTEM : huddle.term.person;
		const decisions = minutes.decisions.length;
		deps.record.write({
			person,
			device: null,
			source: null,
			change: { kind: 'huddle-ended', why: minutes.why, decisions }
		});
	});
	deps.tellAll();
}

/** The first leader is told of as who began it. */
function tellLeads({ record, huddles }: KeeperDeps, { id, told, title }: StoredHuddle, terms: readonly Term[]): void {
	const keyOf = ({ n, person }: Term) => termKey(n, person);
	const later = terms.slice(1);
	record.inOne(() => {
		huddles.setTold(id, later.map(keyOf));
		for (const term of later.filter((one) => !told.includes(keyOf(one)))) {
			const how = term.by === term.person ? 'taken' : 'given';
			const change = { kind: 'huddle-led', whose: title, leader: term.person, how } as const;
			record.write({ person: term.by, device: null, source: null, change });
		}
	});
}

/** What everybody in the minutes is called now. */
function namesIn({ leaders, present, decisions }: Minutes, { accounts }: KeeperDeps): Names {
	const owners = decisions.flatMap(({ by, before, after }) => [by, before?.owner, after.owner]);
	const ids = new Set([...leaders, ...present, ...owners].filter((id) => id !== null && id !== undefined));
	return Object.fromEntries([...ids].map((id) => [id, accounts.person(id)?.name]).filter(([, name]) => name));
}
