import type { Agenda, CardRef } from '#domain/huddle/agenda.ts';
import type { Audience, HuddlePlan, PlanId } from '#domain/huddle/plan.ts';
import type { Minutes } from '#domain/huddle/record.ts';
import type { BoardId, Instant, LineageId, PersonId } from '#domain/ids.ts';

/** A huddle that was begun, and its minutes once it is over. */
export interface StoredHuddle {
	readonly id: BoardId;
	readonly lineage: LineageId;
	readonly plan: PlanId;
	readonly department: Audience;
	readonly title: string;
	readonly begun: Instant;
	readonly minutes: Minutes | null;
}

export interface NewHuddle {
	readonly id: BoardId;
	readonly plan: HuddlePlan;
	readonly title: string;
	readonly agenda: Agenda;
	readonly leader: PersonId;
	readonly by: PersonId;
	readonly now: Instant;
}

export interface TitledCard extends CardRef {
	readonly title: string;
}

/** Where huddles are planned, begun and kept. */
export interface Huddles {
	plans(): HuddlePlan[];
	/** Keeps a plan, new or changed. */
	putPlan(plan: HuddlePlan, now: Instant): void;
	/** @returns false when there is none of this id. Huddles that were held by it stay. */
	removePlan(plan: PlanId): boolean;
	/** Names who leads next. */
	setNext(plan: PlanId, leader: PersonId | null): void;

	/** Begins a huddle and writes its document's first content; of a plan whose huddle is running, returns that one. */
	begin(huddle: NewHuddle): StoredHuddle;
	find(huddle: BoardId): StoredHuddle | null;
	running(): StoredHuddle[];
	/** Those that are over, the newest first. */
	past(atMost: number): StoredHuddle[];
	/** The minutes of the plan's last huddle. */
	last(plan: PlanId): Minutes | null;
	/** Keeps the minutes of a huddle that is over; again, when a late word has changed them. */
	keepMinutes(huddle: BoardId, minutes: Minutes): void;
	/** What these cards are called, as far as they stand on these boards. */
	titles(cards: readonly CardRef[], boards: readonly BoardId[]): TitledCard[];
}
