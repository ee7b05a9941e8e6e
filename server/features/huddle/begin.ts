import { can, type Person } from '#domain/access/can.ts';
import { agenda, walkedBoard, type WalkedBoard } from '#domain/huddle/agenda.ts';
import { cardsIn, nextHuddle, nextLeader, type HuddlePlan } from '#domain/huddle/plan.ts';
import { lastOf, LOOK_BACK_DAYS } from '#domain/huddle/record.ts';
import type { BoardId, Instant, PersonId } from '#domain/ids.ts';
import { wallClock } from '#domain/time.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';
import type { BoardDirectory } from '../../ports/boards.ts';
import type { Huddles, StoredHuddle } from '../../ports/huddles.ts';
import type { Rooms } from '../../sync/rooms.ts';
import { newId } from '../account/tokens.ts';

export interface BeginDeps {
	readonly huddles: Huddles;
	readonly accounts: Pick<Accounts, 'person' | 'people' | 'practice'>;
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly rooms: Pick<Rooms, 'within'>;
	readonly now: () => Instant;
}

const DAY_MS = 86_400_000;

/** Begins a plan's huddle with the boards as they are. One that is running already is joined instead. */
export async function begin(deps: BeginDeps, plan: HuddlePlan, leader: PersonId): Promise<StoredHuddle> {
	const running = deps.huddles.running().find((huddle) => huddle.plan === plan.id);
	if (running) return running;
	const { timeZone } = deps.accounts.practice()!;
	const walked = await walkedBoards(deps, plan.boards);
	const now = deps.now();
	const minutes = deps.huddles.last(plan.id);
	const clock = wallClock(now, timeZone);
	const since = (now - LOOK_BACK_DAYS[plan.rhythm] * DAY_MS) as Instant;
	const moment = { now, clock, next: nextHuddle(plan, clock), timeZone };
	const list = agenda(walked, minutes && lastOf(minutes), { since, moment, cards: cardsIn(plan.seconds) });
	const id = newId('h') as BoardId;
	return deps.huddles.begin({ id, plan, title: titleOf(plan, deps), agenda: list, leader, by: leader, now });
}

async function walkedBoards({ rooms, boards }: BeginDeps, wanted: readonly BoardId[]): Promise<WalkedBoard[]> {
	const there = wanted.filter((id) => boards.list().some((board) => board.id === id));
	const read = there.map((id) => rooms.within(id, (room) => room.committed((doc) => walkedBoard(id, doc))));
	return (await Promise.all(read)).filter((board) => board !== null);
}

export function titleOf(
	{ department }: Pick<HuddlePlan, 'department'>,
	{ boards, accounts }: Pick<BeginDeps, 'boards' | 'accounts'>
): string {
	if (department === 'practice') return accounts.practice()?.name ?? '';
	return boards.list().find((board) => board.department === department)?.title ?? department;
}

/** Whether somebody can lead a plan's huddle: they work on one of its boards at least. */
export function leads(
	person: Person & Pick<Account, 'disabled'>,
	plan: Pick<HuddlePlan, 'boards'>,
	boards: Pick<BoardDirectory, 'list'>
): boolean {
	const walked = boards.list().filter(({ id }) => plan.boards.includes(id));
	return !person.disabled && walked.some((board) => can({ ...person, emergencies: [] }, 'edit-board', board));
}

/** Whose turn it is once somebody has led. */
export function turnAfter(
	plan: HuddlePlan,
	led: PersonId | null,
	{ accounts, boards }: Pick<BeginDeps, 'accounts' | 'boards'>
): PersonId | null {
	return nextLeader(plan.leaders, led, (id) => {
		const person = accounts.person(id);
		return person !== null && leads(person, plan, boards);
	});
}
